import type { JsonObject, JsonPath, JsonValue, NewCell, NotebookEdit, SourceEdit } from 'nbproject-protocol';
import { linesOf } from './notation.ts';

/**
 * What a list of edits means, on a notebook's JSON: the reference for every other way of applying them.
 * All indexes and offsets refer to the notebook before the list. What is inserted or moved to one place stands there in the order
 * of the list, before the cell that stood there. An edit of a cell that the list removes is without effect; what contradicts
 * itself (one cell moved twice, or moved and removed; a place that does not exist) is a mistake of the caller and throws.
 *
 * An inserted cell gets an id only where the format knows ids (4.5), made by `makeId` where the edit names none.
 */
export function applyToJson(notebook: JsonObject, edits: readonly NotebookEdit[], makeId = countingIds()): JsonObject {
  const result = structuredClone(notebook) as Writable;
  const cells = Array.isArray(result.cells) ? (result.cells as JsonValue[]) : [];
  for (const edit of edits) applyInPlace(result, cells, edit);
  const metadata = withoutRemoved(result.metadata);
  if (metadata !== undefined) result.metadata = metadata;
  if (edits.some(isStructural))
    result.cells = rearranged(cells, edits.filter(isStructural), (cell) => cellJson(cell, result, makeId));
  return result;
}

/** The same notebook with each source as one string: how a source is cut into strings is layout, not content. */
export function withJoinedSources(notebook: JsonObject): JsonObject {
  if (!Array.isArray(notebook.cells)) return notebook;
  const cells = notebook.cells.map((cell: JsonValue) => {
    const object = objectOr(cell);
    return object && 'source' in object ? { ...object, source: decodedSource(object.source) } : cell;
  });
  return { ...notebook, cells };
}

type Writable = { [key: string]: JsonValue };
type Structural = Extract<NotebookEdit, { kind: 'insertCells' | 'removeCells' | 'moveCell' }>;

function isStructural(edit: NotebookEdit): edit is Structural {
  return edit.kind === 'insertCells' || edit.kind === 'removeCells' || edit.kind === 'moveCell';
}

function applyInPlace(notebook: Writable, cells: readonly JsonValue[], edit: NotebookEdit): void {
  switch (edit.kind) {
    case 'setMetadata':
      notebook.metadata = withValue(notebook.metadata, edit.path, edit.value);
      return;
    case 'removeMetadata':
      remove(notebook.metadata, edit.path);
      return;
    case 'insertCells':
    case 'removeCells':
    case 'moveCell':
      return;
  }
  const cell = objectOr(cells[edit.cell]);
  if (!cell) throw new Error(`No cell object at ${edit.cell}`);
  switch (edit.kind) {
    case 'setCellMetadata':
      cell.metadata = withValue(cell.metadata, edit.path, edit.value);
      return;
    case 'setSource': {
      const source = editedSource(decodedSource(cell.source), edit.edits);
      cell.source = typeof cell.source === 'string' ? source : linesOf(source);
      return;
    }
    case 'setExecutionCount':
      cell.execution_count = edit.executionCount;
      return;
    case 'clearOutputs':
      cell.outputs = [];
      return;
    case 'setCellId':
      cell.id = edit.id;
      return;
    case 'setOutputText': {
      const output = Array.isArray(cell.outputs) ? objectOr(cell.outputs[edit.output]) : undefined;
      const data = objectOr(output?.data);
      if (!data || !Object.hasOwn(data, edit.mimeType)) return;
      data[edit.mimeType] = Array.isArray(data[edit.mimeType]) ? linesOf(edit.text) : edit.text;
      return;
    }
  }
}

function rearranged(
  cells: readonly JsonValue[],
  edits: readonly Structural[],
  make: (cell: NewCell) => JsonValue,
): JsonValue[] {
  const gaps: JsonValue[][] = Array.from({ length: cells.length + 1 }, () => []);
  const gone = new Set<number>();
  const take = (index: number): JsonValue => {
    const cell = cells[index];
    if (cell === undefined || gone.has(index)) throw new Error(`Cell ${index} is not there, or is taken twice`);
    gone.add(index);
    return cell;
  };
  const put = (index: number, cell: JsonValue): void => {
    const gap = gaps[index];
    if (!gap) throw new Error(`No place ${index} among ${cells.length} cells`);
    gap.push(cell);
  };
  for (const edit of edits) {
    if (edit.kind === 'insertCells') for (const cell of edit.cells) put(edit.index, make(cell));
    else if (edit.kind === 'moveCell') put(edit.to, take(edit.from));
    else for (let index = edit.index; index < edit.index + edit.count; index++) take(index);
  }
  return gaps.flatMap((gap, index) => {
    const cell = cells[index];
    return cell === undefined || gone.has(index) ? gap : [...gap, cell];
  });
}

function cellJson(cell: NewCell, notebook: Writable, makeId: () => string): JsonObject {
  const hasIds = typeof notebook.nbformat_minor === 'number' && notebook.nbformat_minor >= 5;
  return {
    cell_type: cell.type,
    ...(hasIds ? { id: cell.id ?? makeId() } : {}),
    metadata: {},
    source: linesOf(cell.source),
    ...(cell.type === 'code' ? { execution_count: null, outputs: [] } : {}),
  };
}

/** The value with another one along a path; objects that the path needs replace whatever stands in their place. */
function withValue(holder: JsonValue | undefined, path: JsonPath, value: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (!Array.isArray(holder) || step > holder.length) throw new Error(`No list with an item ${step}`);
    const items: JsonValue[] = holder;
    items[step] = withValue(items[step], rest, value);
    return items;
  }
  const object = objectOr(holder) ?? {};
  object[step] = withValue(object[step], rest, value);
  return object;
}

/** Stands in a list for an item that goes at the end, so that the indexes of other edits keep their meaning. */
const removed = Symbol('removed');

function remove(holder: JsonValue | undefined, path: JsonPath): void {
  const [step, ...rest] = path;
  if (step === undefined) throw new Error('The metadata as a whole cannot be removed');
  const list = Array.isArray(holder) && typeof step === 'number' ? (holder as JsonValue[]) : undefined;
  const object = typeof step === 'string' ? objectOr(holder) : undefined;
  if (rest.length > 0) remove(list?.[Number(step)] ?? object?.[step], rest);
  else if (list && Number(step) < list.length) list[Number(step)] = removed as unknown as JsonValue;
  else if (object) delete object[step];
}

function withoutRemoved(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value))
    return value.filter((item) => item !== (removed as unknown)).map((item) => withoutRemoved(item) ?? null);
  const object = objectOr(value);
  if (!object) return value;
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, withoutRemoved(inner) ?? null]));
}

function decodedSource(source: JsonValue | undefined): string {
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : '';
}

function editedSource(source: string, edits: readonly SourceEdit[]): string {
  let result = '';
  let end = 0;
  for (const edit of edits) {
    if (edit.start < end || edit.end < edit.start || edit.end > source.length)
      throw new Error('Edits of a source overlap or lie outside it');
    result += source.slice(end, edit.start) + edit.newText;
    end = edit.end;
  }
  return result + source.slice(end);
}

function objectOr(value: JsonValue | undefined): Writable | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Writable) : undefined;
}

function countingIds(): () => string {
  let count = 0;
  return () => `new-cell-${++count}`;
}
