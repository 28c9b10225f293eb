import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeFile,
  editNotebook,
  type NotebookText,
  type OffsetEdit,
  readNotebook,
  Text,
} from '../../server/src/notebook/index.ts';
import { arbitraryLayout, arbitraryNotebook } from '../support/arbitraryNotebook.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';
import { writeNotebook } from '../support/notation.ts';

/** What a person or a tool types into a notebook's JSON, the breaking and the mending included. */
const typed = fc.constantFrom(
  'a',
  '"',
  '\\',
  '\n',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '1',
  ' ',
  '',
  'NaN',
  '\\ud83d',
  '\ud83d',
  '"x\\n",\n',
  '{}, ',
  'null',
);
const typing = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0, 1, 2, 30), typed), {
  maxLength: 12,
});

describe('Editing the text of a notebook', () => {
  it('Should give what reading the new text gives, whatever is typed', () => {
    fc.assert(
      fc.property(arbitraryNotebook, arbitraryLayout, typing, (notebook, layout, edits) => {
        let document = readNotebook('x', Text.from(layout(notebook)));
        for (const [place, length, newText] of edits) {
          document = editNotebook(document, editAt(document, place, length, newText));
          expect(summary(document)).toEqual(summary(readNotebook('x', Text.from(document.text.toString()))));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('Should keep the cells that an edit does not touch the same objects, also through text that is no JSON', () => {
    const cells = ['a', 'b', 'c'].map((source) => ({
      cell_type: 'code',
      execution_count: 1,
      metadata: {},
      outputs: [],
      source: [source],
    }));
    const content = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4 }, null, 1);
    const before = readNotebook('x', Text.from(content));
    const at = content.indexOf('"b"') + 1;
    const after = editNotebook(before, { start: at, end: at, newText: 'x' });
    expect(after.cells.map((cell) => cell.source)).toEqual(['a', 'xb', 'c']);
    expect([after.cells[0], after.cells[2]]).toEqual([before.cells[0], before.cells[2]]);
    expect(after.cells[0]).toBe(before.cells[0]);
    expect(after.cells[1]!.outputs).toBe(before.cells[1]!.outputs);
    const moved = editNotebook(after, { start: 1, end: 1, newText: '\n\n' });
    expect(moved.cells[2]).toBe(before.cells[2]);
  });

  it('Should keep the cells behind what is broken, removed and put back, without a look at them', () => {
    const content = writeNotebook('--- code\na\n--- code\nb\n--- code\nc\n--- code\nd').text;
    const before = readNotebook('x', Text.from(content));
    const [first, second, , last] = before.cellStarts as [number, number, number, number];
    const steps: readonly [what: string, edit: OffsetEdit, sources: string][] = [
      ['broken', { start: first + 1, end: first + 1, newText: '"' }, ''],
      ['broken more', { start: first + 1, end: first + 1, newText: '\n{' }, ''],
      ['mended', { start: first + 1, end: first + 4, newText: '' }, 'abcd'],
      ['removed', { start: second, end: last, newText: '' }, 'ad'],
      ['put back', { start: second, end: second, newText: content.slice(second, last) }, 'abcd'],
    ];
    let document = before;
    for (const [what, edit, sources] of steps) {
      document = editNotebook(document, edit);
      expect(document.cells.map(({ source }) => source).join(''), what).toBe(sources);
      if (sources !== '') expect(document.cells.at(-1), what).toBe(before.cells[3]);
    }
    expect(document.text.toString()).toBe(content);
    const metadata = document.layout.fields.find(({ key }) => key === 'metadata')!.start + 1;
    const after = editNotebook(document, { start: metadata, end: metadata, newText: '"title": "T"' });
    expect([after.notebook.metadata.title, after.cells]).toEqual(['T', document.cells]);
  });
});

describeCorpus('Editing every notebook of the corpus by hand', () => {
  it('Should give what reading the new text gives', () => {
    const { paths, random } = {
      paths: corpusLines<{ path: string }>('EXPECTED.jsonl').map(({ path }) => path),
      random: seeded(7),
    };
    for (const path of paths) {
      let document = readNotebook('x', Text.from(decodeFile(corpusBytes(path)).content));
      for (let round = 0; round < 4; round++) {
        const newText = ['x', '"', '\\', '",\n"'][Math.floor(random() * 4)]!;
        document = editNotebook(document, editAt(document, random(), round === 3 ? 5 : 0, newText));
      }
      expect(summary(document), path).toEqual(summary(readNotebook('x', Text.from(document.text.toString()))));
    }
  }, 120_000);
});

function editAt(document: NotebookText, place: number, length: number, newText: string): OffsetEdit {
  const start = Math.floor(place * (document.text.length + 1));
  return { start, end: Math.min(document.text.length, start + length), newText };
}

/** Everything that a reader of the notebook can see, as plain data. */
function summary({ notebook, cells, cellStarts, layout }: NotebookText) {
  return {
    format: notebook.format,
    complete: notebook.complete,
    problems: notebook.problems,
    cellStarts,
    layout: layout.fields.map(({ key, keyStart, keyEnd, start, value }) => [key, keyStart, keyEnd, start, value.raw]),
    list: layout.cells,
    end: layout.complete ? layout.end : undefined,
    cells: cells.map((cell) => [
      cell.type,
      cell.source,
      cell.id,
      cell.executionCount,
      cell.length,
      cell.oddities,
      cell.fields?.map(({ key, keyStart, start, value }) => [key, keyStart, start, value.raw]),
    ]),
  };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
