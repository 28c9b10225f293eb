import fc from 'fast-check';
import type { JsonObject, NotebookEdit } from 'nbproject-protocol';
import { describe, expect, it } from 'vitest';
import {
  decodeFile,
  isEditable,
  type NotebookText,
  type OffsetEdit,
  planEdits,
  readNotebook,
  Text,
} from '../../server/src/notebook/index.ts';
import { applyToJson, withJoinedSources } from '../support/applyEdits.ts';
import { arbitraryEdits, arbitraryLayout, arbitraryNotebook } from '../support/arbitraryNotebook.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';

describe('Notebook edits as edits of the text', () => {
  it('Should make the same change as on the parsed object, in every layout', () => {
    fc.assert(
      fc.property(
        arbitraryNotebook.chain((notebook) =>
          fc.tuple(fc.constant(notebook), arbitraryLayout, arbitraryEdits(notebook)),
        ),
        ([notebook, layout, edits]) => {
          const document = readNotebook('x', Text.from(layout(notebook)));
          const after = applied(document, planEdits(document, edits));
          expect(joined(parse(after))).toEqual(joined(applyToJson(parse(layout(notebook)), edits, () => 'inserted')));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('Should write nothing where nothing changes', () => {
    fc.assert(
      fc.property(arbitraryNotebook, arbitraryLayout, (notebook, layout) => {
        const document = readNotebook('x', Text.from(layout(notebook)));
        const same: NotebookEdit[] = [
          ...Object.entries(notebook.metadata as JsonObject).map(
            ([key, value]) => ({ kind: 'setMetadata', path: [key], value }) as const,
          ),
          { kind: 'removeMetadata', path: ['nothing', 'here'] },
          ...document.cells.map((_, cell) => ({ kind: 'moveCell', from: cell, to: cell }) as const),
        ];
        expect(planEdits(document, same)).toEqual([]);
      }),
    );
  });

  it.each([
    ['a change inside a line', 'a = 1\nb', [2, 3, '=='], 'a == 1\nb'],
    ['a new line at the end', 'a\n', [2, 2, 'b'], 'a\nb'],
    ['lines in the middle', 'a\nc', [2, 2, 'b\nb\n'], 'a\nb\nb\nc'],
    ['the last line deleted', 'a\nb', [2, 3, ''], 'a\n'],
    ['a line break deleted', 'a\nb', [1, 2, ''], 'ab'],
    ['everything replaced', 'a\nb', [0, 3, 'x\ny\n'], 'x\ny\n'],
    ['everything deleted', 'a\nb', [0, 3, ''], ''],
  ] as const)('Should keep a list of lines a list of lines: %s', (_, source, [start, end, newText], expected) => {
    const lines = (text: string) => text.split(/(?<=\n)/).filter(Boolean);
    const notebook = {
      cells: [{ cell_type: 'raw', metadata: {}, source: lines(source) }],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 4,
    };
    const layout = (value: object) => JSON.stringify(value, null, 1);
    const document = readNotebook('x', Text.from(layout(notebook)));
    const edits = planEdits(document, [{ kind: 'setSource', cell: 0, edits: [{ start, end, newText }] }]);
    const after = { ...notebook, cells: [{ ...notebook.cells[0], source: lines(expected) }] };
    expect(applied(document, edits)).toBe(layout(after));
  });

  it('Should insert cells and keys exactly as nbformat lays them out', () => {
    const layout = (value: object) => `${JSON.stringify(value, null, 1)}\n`;
    const cell = { cell_type: 'markdown', id: 'one', metadata: {}, source: ['# é\n', 'text'] };
    const before = {
      cells: [{ ...cell, id: 'two' }],
      metadata: { a: 1, z: { y: [] } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    const document = readNotebook('x', Text.from(layout(before)));
    const edits = planEdits(document, [
      { kind: 'insertCells', index: 0, cells: [{ type: 'markdown', source: '# é\ntext', id: 'one' }] },
      { kind: 'setMetadata', path: ['nbproject'], value: { id: 'x', parent: ['p', 'q'] } },
    ]);
    const metadata = { a: 1, nbproject: { id: 'x', parent: ['p', 'q'] }, z: { y: [] } };
    expect(applied(document, edits)).toBe(layout({ ...before, cells: [cell, ...before.cells], metadata }));
  });

  it('Should not write to what it could not read', () => {
    for (const content of ['', '{"cells": [', '[]', '{"nbformat": 3, "worksheets": []}']) {
      expect(
        planEdits(readNotebook('x', Text.from(content)), [{ kind: 'setMetadata', path: ['a'], value: 1 }]),
      ).toEqual([]);
    }
  });
});

describeCorpus('Editing every notebook of the corpus', () => {
  const documents = corpusLines<{ path: string; json_ok: boolean }>('EXPECTED.jsonl').flatMap(({ path }) => {
    const { content, problem } = decodeFile(corpusBytes(path));
    const document = readNotebook(path, Text.from(content));
    // Nested so deep that the test's own copying of objects would overflow the stack.
    const tooDeep = path === 'broken/deep-100000.ipynb';
    return !problem && !tooDeep && isEditable(document) ? [{ path, document }] : [];
  });

  it('Should cover most of the corpus', () => {
    expect(documents.length).toBeGreaterThan(400);
  });

  it.each(editsOfEveryKind())(
    'Should make the same change as on the parsed object, and touch nothing else: %s',
    (_, editsFor) => {
      for (const { path, document } of documents) {
        const edits = editsFor(document);
        const planned = planEdits(document, edits);
        const after = applied(document, planned);
        const expected = applyToJson(parse(document.text.toString()), edits, () => 'inserted');
        const message = `${path}: ${JSON.stringify(edits).slice(0, 200)}`;
        expect(joined(parse(after)), message).toEqual(joined(expected));
        expect(untouchedCells(document, edits, readNotebook(path, Text.from(after))), message).toBe(true);
        expect(
          removed(document, planned).filter((text) => /^\s|\s$/.test(text) && text.trim() === ''),
          message,
        ).toEqual([]);
      }
    },
  );
});

function editsOfEveryKind(): [string, (document: NotebookText) => NotebookEdit[]][] {
  const middle = (document: NotebookText) => {
    const objects = document.cells.flatMap((cell, index) => (cell.fields ? [index] : []));
    return objects[objects.length >> 1];
  };
  const inMiddle = (make: (cell: number, document: NotebookText) => NotebookEdit) => (document: NotebookText) => {
    const cell = middle(document);
    return cell === undefined ? [] : [make(cell, document)];
  };
  return [
    [
      'setMetadata of a new record',
      () => [{ kind: 'setMetadata', path: ['nbproject'], value: { id: 'aBcD12345678', version: '1', parent: null } }],
    ],
    ['setMetadata of one field', () => [{ kind: 'setMetadata', path: ['nbproject', 'version'], value: 'é"2' }]],
    [
      'removeMetadata',
      () => [
        { kind: 'removeMetadata', path: ['kernelspec'] },
        { kind: 'removeMetadata', path: ['language_info', 'name'] },
      ],
    ],
    [
      'insertCells first',
      () => [
        { kind: 'insertCells', index: 0, cells: [{ type: 'markdown', source: '# Title\n\ntext', id: 'inserted' }] },
      ],
    ],
    [
      'insertCells last',
      ({ cells }) => [
        { kind: 'insertCells', index: cells.length, cells: [{ type: 'code', source: 'x', id: 'inserted' }] },
      ],
    ],
    ['removeCells', inMiddle((index) => ({ kind: 'removeCells', index, count: 1 }))],
    ['moveCell to the front', inMiddle((from) => ({ kind: 'moveCell', from, to: 0 }))],
    ['moveCell to the end', inMiddle((from, { cells }) => ({ kind: 'moveCell', from, to: cells.length }))],
    [
      'setSource',
      inMiddle((cell, document) => {
        const length = document.cells[cell]!.source.length;
        return { kind: 'setSource', cell, edits: [{ start: length >> 1, end: length >> 1, newText: 'x = "é"\n' }] };
      }),
    ],
    [
      'setSource of everything',
      inMiddle((cell, document) => ({
        kind: 'setSource',
        cell,
        edits: [{ start: 0, end: document.cells[cell]!.source.length, newText: 'a\nb' }],
      })),
    ],
    ['setExecutionCount', inMiddle((cell) => ({ kind: 'setExecutionCount', cell, executionCount: 7 }))],
    ['clearOutputs', inMiddle((cell) => ({ kind: 'clearOutputs', cell }))],
    [
      'setOutputText',
      ({ cells }) => {
        const html = cells.findIndex(({ outputs }) => outputs?.json?.raw.includes('"text/html"'));
        return html < 0
          ? []
          : [{ kind: 'setOutputText', cell: html, output: 0, mimeType: 'text/html', text: '<b>é\n</b>' }];
      },
    ],
    ['setCellId', inMiddle((cell) => ({ kind: 'setCellId', cell, id: 'a-new-id' }))],
    ['setCellMetadata', inMiddle((cell) => ({ kind: 'setCellMetadata', cell, path: ['tags'], value: ['x'] }))],
  ];
}

function applied(document: NotebookText, edits: readonly OffsetEdit[]): string {
  let result = '';
  let position = 0;
  for (const { start, end, newText } of edits) {
    if (start < position || end < start) throw new Error(`edits overlap at ${start}: ${JSON.stringify(edits)}`);
    result += document.text.slice(position, start) + newText;
    position = end;
  }
  return result + document.text.slice(position, document.text.length);
}

/** The removed text of each edit that only removes. */
function removed(document: NotebookText, edits: readonly OffsetEdit[]): string[] {
  return edits.filter(({ newText }) => newText === '').map(({ start, end }) => document.text.slice(start, end));
}

/** True when each cell and each member at the top that no edit names has the same bytes afterwards. */
function untouchedCells(before: NotebookText, edits: readonly NotebookEdit[], after: NotebookText): boolean {
  const named = new Set(
    edits.flatMap((edit) => ('cell' in edit ? [edit.cell] : edit.kind === 'removeCells' ? [edit.index] : [])),
  );
  const rest = before.cells.filter((_, index) => !named.has(index));
  const sameCells = rest.every((cell) => !cell.fields || after.cells.some((other) => other.hasTextOf(cell)));
  const raw = (document: NotebookText) =>
    document.layout.fields.filter(({ key }) => key !== 'metadata').map(({ key, value }) => [key, value.raw]);
  return sameCells && JSON.stringify(raw(before)) === JSON.stringify(raw(after));
}

function parse(content: string): JsonObject {
  const plain = content.replace(/^\ufeff/, '');
  try {
    return JSON.parse(plain);
  } catch {
    return JSON.parse(plain.replace(/(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, '0'));
  }
}

function joined(notebook: JsonObject): JsonObject {
  return withJoinedSources(notebook);
}
