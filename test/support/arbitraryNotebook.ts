import fc from 'fast-check';
import type { JsonObject, JsonValue, NotebookEdit } from 'nbproject-protocol';

const arbitrarySource = fc
  .array(fc.constantFrom('a', '\n', '"', '\\', '\t', 'é', '😀', '\r\n', '# x', '\u2028'), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** Notebooks as objects: few cells, but everything in them that makes JSON and sources hard. */
export const arbitraryNotebook: fc.Arbitrary<JsonObject> = fc
  .record({
    cells: fc.array(cell(), { maxLength: 6 }),
    metadata: fc.dictionary(fc.constantFrom('a', 'kernelspec', 'nbproject', 'z é', '__proto__'), json(), {
      maxKeys: 3,
    }),
    minor: fc.constantFrom(4, 5),
  })
  .map(({ cells, metadata, minor }) => {
    const withIds = cells.map((one, index) => (minor >= 5 ? { ...one, id: `cell-${index}` } : one));
    return { cells: withIds, metadata, nbformat: 4, nbformat_minor: minor } as unknown as JsonObject;
  });

/** One layout a JSON writer may have, as a function from the object to its text. */
export const arbitraryLayout: fc.Arbitrary<(notebook: JsonObject) => string> = fc
  .record({
    indent: fc.constantFrom<string | number>(0, 1, 2, 4, '\t'),
    newline: fc.constantFrom('\n', '\r\n'),
    mark: fc.boolean(),
    finalNewline: fc.boolean(),
    ascii: fc.boolean(),
  })
  .map(({ indent, newline, mark, finalNewline, ascii }) => (notebook) => {
    let text = JSON.stringify(notebook, null, indent).replaceAll('\n', newline);
    if (ascii)
      text = text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return (mark ? '\ufeff' : '') + text + (finalNewline ? newline : '');
  });

/** A list of edits that fits a notebook: no cell moved twice or moved and removed, parts of a source apart. */
export function arbitraryEdits(notebook: JsonObject): fc.Arbitrary<NotebookEdit[]> {
  const cells = (notebook.cells as readonly JsonObject[]) ?? [];
  const index = fc.nat(Math.max(0, cells.length - 1));
  const place = fc.nat(cells.length);
  const inCell: fc.Arbitrary<NotebookEdit>[] = [
    index.chain((at) => setSource(cells, at)),
    fc.record({ kind: fc.constant('setExecutionCount'), cell: index, executionCount: fc.option(fc.nat(99)) }),
    fc.record({ kind: fc.constant('clearOutputs'), cell: index }),
    fc.record({ kind: fc.constant('setCellId'), cell: index, id: fc.constantFrom('new-id', 'x') }),
    fc.record({
      kind: fc.constant('setOutputText'),
      cell: index,
      output: fc.nat(1),
      mimeType: fc.constantFrom('text/html', 'text/plain'),
      text: arbitrarySource,
    }),
    fc.record({ kind: fc.constant('setCellMetadata'), cell: index, path: path(), value: json() }),
    fc.record({ kind: fc.constant('moveCell'), from: index, to: place }),
    fc.record({ kind: fc.constant('removeCells'), index, count: fc.constant(1) }),
  ] as fc.Arbitrary<NotebookEdit>[];
  const anywhere: fc.Arbitrary<NotebookEdit>[] = [
    fc.record({ kind: fc.constant('setMetadata'), path: path(), value: json() }),
    fc.record({ kind: fc.constant('removeMetadata'), path: path() }),
    fc.record({
      kind: fc.constant('insertCells'),
      index: place,
      cells: fc.array(newCell(), { minLength: 1, maxLength: 2 }),
    }),
  ] as fc.Arbitrary<NotebookEdit>[];
  return fc
    .array(fc.oneof(...anywhere, ...(cells.length > 0 ? inCell : [])), { maxLength: 5 })
    .map(withoutContradictions);
}

/** Keeps the first of the edits that would contradict each other. */
function withoutContradictions(edits: readonly NotebookEdit[]): NotebookEdit[] {
  const moved = new Set<number>();
  const sourced = new Set<number>();
  const shown = new Set<string>();
  return edits.filter((edit) => {
    if (edit.kind === 'setOutputText') {
      const output = JSON.stringify([edit.cell, edit.output, edit.mimeType]);
      return !shown.has(output) && shown.add(output);
    }
    const once = edit.kind === 'moveCell' ? edit.from : edit.kind === 'removeCells' ? edit.index : undefined;
    const seen = edit.kind === 'setSource' ? sourced : moved;
    const key = edit.kind === 'setSource' ? edit.cell : once;
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function setSource(cells: readonly JsonObject[], at: number): fc.Arbitrary<NotebookEdit> {
  const source = cells[at]?.source;
  const length = (Array.isArray(source) ? source.join('') : String(source ?? '')).length;
  const points = fc
    .array(fc.nat(length), { minLength: 2, maxLength: 4 })
    .map((list) => [...new Set(list)].sort((a, b) => a - b));
  return fc.tuple(points, fc.array(arbitrarySource, { minLength: 4, maxLength: 4 })).map(([list, texts]) => {
    const edits = [];
    for (let i = 0; i + 1 < list.length; i += 2)
      edits.push({ start: list[i] ?? 0, end: list[i + 1] ?? 0, newText: texts[i] ?? '' });
    if (edits.length === 0) edits.push({ start: list[0] ?? 0, end: list[0] ?? 0, newText: texts[0] ?? '' });
    return { kind: 'setSource', cell: at, edits };
  });
}

function newCell() {
  return fc.record({
    type: fc.constantFrom('code', 'markdown', 'raw'),
    source: arbitrarySource,
    id: fc.constant('inserted'),
  });
}

function path(): fc.Arbitrary<string[]> {
  return fc.array(fc.constantFrom('a', 'nbproject', 'z é', 'b'), { minLength: 1, maxLength: 3 });
}

function json(): fc.Arbitrary<JsonValue> {
  // By way of text, since JSON has no negative zero.
  return fc.jsonValue({ maxDepth: 2 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));
}

function cell() {
  const source = fc.oneof(arbitrarySource, arbitrarySource.map(lines));
  const output = fc.constantFrom<JsonObject>(
    { output_type: 'stream', name: 'stdout', text: ['hi\n'] },
    { output_type: 'display_data', metadata: {}, data: { 'text/html': ['<b>\n', '</b>'], 'text/plain': '<HTML>' } },
  );
  const outputs = fc.array(output, { maxLength: 2 });
  return fc.oneof(
    fc.record({ cell_type: fc.constant('markdown'), metadata: fc.constant({}), source }),
    fc.record({
      cell_type: fc.constant('code'),
      execution_count: fc.option(fc.nat(9)),
      metadata: fc.constant({}),
      outputs,
      source,
    }),
  );
}

function lines(source: string): string[] {
  return source.split(/(?<=\n)/).filter((line) => line !== '');
}
