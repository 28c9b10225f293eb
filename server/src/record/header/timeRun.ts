import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { asObject } from '../../notebook/json/values.ts';
import type { Cell, Notebook } from '../../notebook/model.ts';

/** The newest execution time that editors left in the cells' metadata; undefined where none did. */
export function newestExecution(notebook: Notebook): Date | undefined {
  let newest = Number.NEGATIVE_INFINITY;
  for (const cell of notebook.cells) newest = Math.max(newest, executionTime(cell));
  return Number.isFinite(newest) ? new Date(newest) : undefined;
}

/** Kept by cell, since decoding metadata costs more than all the rest of a header. */
const knownTimes = new WeakMap<Cell, number>();

function executionTime(cell: Cell): number {
  if (cell.type !== 'code') return Number.NEGATIVE_INFINITY;
  const known = knownTimes.get(cell);
  if (known !== undefined) return known;
  const times = candidates(cell.metadata).map(milliseconds).filter(Number.isFinite);
  const newest = Math.max(Number.NEGATIVE_INFINITY, ...times);
  knownTimes.set(cell, newest);
  return newest;
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
