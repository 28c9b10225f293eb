import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { gathered } from '../../incremental/gathered.ts';
import { asObject } from '../../notebook/json/values.ts';
import type { Cell, Notebook } from '../../notebook/model.ts';

/** The newest execution time that editors left in the cells' metadata; undefined where none did. */
export function newestExecution(notebook: Notebook): Date | undefined {
  const { time } = newestOf(notebook.cells);
  return Number.isFinite(time) ? new Date(time) : undefined;
}

const newestOf = gathered(executionTime, (times) => ({
  time: times.reduce((newest, time) => Math.max(newest, time), Number.NEGATIVE_INFINITY),
}));

function executionTime(cell: Cell): number {
  if (cell.type !== 'code') return Number.NEGATIVE_INFINITY;
  const times = candidates(cell.metadata).map(milliseconds).filter(Number.isFinite);
  return Math.max(Number.NEGATIVE_INFINITY, ...times);
}

/** Where JupyterLab (`execution`), the ExecuteTime extension, Colab (`executionInfo`) and papermill keep it. */
function candidates({ execution, ExecuteTime, executionInfo, papermill }: JsonObject): (JsonValue | undefined)[] {
  const lab = Object.values(asObject(execution) ?? {}).slice(0, 20);
  return [...lab, asObject(ExecuteTime)?.end_time, asObject(executionInfo)?.timestamp, asObject(papermill)?.end_time];
}

function milliseconds(value: JsonValue | undefined): number {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  // Outside these it is no time at which a notebook was run.
  return time > 0 && time < 4e12 ? time : Number.NaN;
}
