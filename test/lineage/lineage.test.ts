import { expect, test } from 'vitest';
import { lineageOf, summaryOf } from '../../server/src/lineage/index.ts';
import { loadPython } from '../../server/src/python/index.ts';
import { programOf } from '../../server/src/record/index.ts';
import { notebookOf } from '../support/notation.ts';

const python = await loadPython();

function summarised(file: string, notation: string) {
  const notebook = notebookOf(notation);
  return summaryOf(notebook, file, programOf(notebook, python));
}

const counts = summarised(
  '/study/steps/counts.ipynb',
  `
--- markdown
# Counts
--- code [1]
import pandas as pd
raw = pd.read_csv("../raw/cells.csv")
raw.to_csv("counts.csv")
--- metadata
{"nbproject": {"id": "aaaaaaaaaaaa", "version": "2", "time_published": "2024-05-31T09:30:00.000000+00:00", "parent": null}}
`,
);

const figures = summarised(
  '/study/figures.ipynb',
  `
--- markdown
# Figures
--- code [1]
import pandas as pd
counts = pd.read_csv("steps/counts.csv")
--- metadata
{"nbproject": {"id": "bbbbbbbbbbbb", "version": "1", "parent": ["aaaaaaaaaaaa", "cccccccccccc", 3]}}
`,
);

test('Should know of a notebook what others may ask for', () => {
  expect(counts).toEqual({
    file: '/study/steps/counts.ipynb',
    id: 'aaaaaaaaaaaa',
    title: 'Counts',
    version: '2',
    state: 'unverified',
    parents: [],
    published: '2024-05-31T09:30:00.000000+00:00',
    uses: [
      { access: 'read', file: '/study/raw/cells.csv', cell: 1, start: 38, end: 56 },
      { access: 'write', file: '/study/steps/counts.csv', cell: 1, start: 69, end: 81 },
    ],
  });
  expect(figures.parents).toEqual(['aaaaaaaaaaaa', 'cccccccccccc']);
});

test('Should know nothing of a notebook without a record but its title and its files', () => {
  const { id, version, state, parents, published } = summarised('/x.ipynb', '--- markdown\nText');
  expect({ id, version, state, parents, published }).toEqual({
    id: null,
    version: null,
    state: 'uninitialized',
    parents: [],
    published: null,
  });
});

test('Should find notebooks by their ids, their parents, and the files between them', () => {
  const copy = { ...counts, file: '/study/steps/counts-Copy1.ipynb' };
  const lineage = lineageOf([figures, counts, copy]);
  expect(lineage.notebooks).toEqual([figures, copy, counts]);
  expect(lineage.of('/study/figures.ipynb')).toBe(figures);
  expect(lineage.withId('aaaaaaaaaaaa')).toEqual([copy, counts]);
  expect(lineage.withId('cccccccccccc')).toEqual([]);
  expect(lineage.childrenOf('aaaaaaaaaaaa')).toEqual([figures]);
  expect(lineage.writersOf('/study/steps/counts.csv').map(({ notebook }) => notebook)).toEqual([copy, counts]);
  expect(lineage.readersOf('/study/steps/counts.csv')).toEqual([{ notebook: figures, use: figures.uses[0] }]);
});
