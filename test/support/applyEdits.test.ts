import type { JsonObject, NotebookEdit } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import { applyToJson } from './applyEdits.ts';
import { jsonOf } from './notation.ts';

const four = jsonOf(`
--- notebook 4.4
--- markdown
a
--- code [1]
b
--- code [2]
c
--- raw
d
`);

function sources(edits: readonly NotebookEdit[]): string[] {
  const { cells } = applyToJson(four, edits);
  return (cells as unknown as { source: string[] }[]).map(({ source }) => source.join(''));
}

const insert = (index: number, ...texts: string[]): NotebookEdit => ({
  kind: 'insertCells',
  index,
  cells: texts.map((source) => ({ type: 'markdown', source })),
});

test('Should refer to the notebook before the list with every index', () => {
  expect(sources([insert(0, 'x'), { kind: 'removeCells', index: 1, count: 2 }, insert(4, 'y')])).toEqual([
    'x',
    'a',
    'd',
    'y',
  ]);
  expect(
    sources([
      { kind: 'removeCells', index: 0, count: 1 },
      { kind: 'moveCell', from: 3, to: 1 },
    ]),
  ).toEqual(['d', 'b', 'c']);
  expect(
    sources([
      { kind: 'moveCell', from: 0, to: 4 },
      { kind: 'setSource', cell: 0, edits: [{ start: 1, end: 1, newText: '!' }] },
    ]),
  ).toEqual(['b', 'c', 'd', 'a!']);
});

test('Should put what goes to one place in the order of the list', () => {
  expect(sources([insert(2, 'x', 'y'), { kind: 'moveCell', from: 0, to: 2 }, insert(2, 'z')])).toEqual([
    'b',
    'x',
    'y',
    'a',
    'z',
    'c',
    'd',
  ]);
  expect(sources([{ kind: 'moveCell', from: 1, to: 1 }])).toEqual(['a', 'b', 'c', 'd']);
  expect(sources([{ kind: 'moveCell', from: 1, to: 2 }])).toEqual(['a', 'b', 'c', 'd']);
});

test('Should refuse a list that contradicts itself', () => {
  expect(() =>
    sources([
      { kind: 'moveCell', from: 1, to: 0 },
      { kind: 'removeCells', index: 1, count: 1 },
    ]),
  ).toThrow();
  expect(() => sources([insert(5, 'x')])).toThrow();
  expect(() => sources([{ kind: 'removeCells', index: 3, count: 2 }])).toThrow();
});

test('Should change cells and leave the notebook that it was given', () => {
  const before = structuredClone(four);
  const after = applyToJson(four, [
    { kind: 'setExecutionCount', cell: 1, executionCount: null },
    { kind: 'clearOutputs', cell: 1 },
    { kind: 'setCellMetadata', cell: 1, path: ['a', 'b'], value: 1 },
    { kind: 'setCellId', cell: 2, id: 'c2' },
  ]);
  expect(four).toEqual(before);
  expect(after.cells).toEqual([
    (four.cells as readonly JsonObject[])[0],
    { cell_type: 'code', execution_count: null, metadata: { a: { b: 1 } }, outputs: [], source: ['b'] },
    { cell_type: 'code', execution_count: 2, id: 'c2', metadata: {}, outputs: [], source: ['c'] },
    (four.cells as readonly JsonObject[])[3],
  ]);
});

test('Should give an inserted cell an id where the format has ids', () => {
  const [cell] = applyToJson(jsonOf('--- notebook 4.5'), [insert(0, 'x')]).cells as readonly JsonObject[];
  expect(cell).toEqual({ cell_type: 'markdown', id: 'new-cell-1', metadata: {}, source: ['x'] });
});

test('Should set and remove metadata along their paths', () => {
  const notebook: JsonObject = { cells: [], metadata: { a: [1, 2, 3], b: { c: null } } };
  const { metadata } = applyToJson(notebook, [
    { kind: 'removeMetadata', path: ['a', 0] },
    { kind: 'setMetadata', path: ['a', 2], value: 'three' },
    { kind: 'setMetadata', path: ['b', 'c', 'd'], value: 4 },
    { kind: 'removeMetadata', path: ['x', 'y'] },
  ]);
  expect(metadata).toEqual({ a: [2, 'three'], b: { c: { d: 4 } } });
});
