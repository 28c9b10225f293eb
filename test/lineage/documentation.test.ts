import { expect, test } from 'vitest';
import { graphOf, pictureOf } from '../../server/src/lineage/graph/index.ts';
import { lineageOf } from '../../server/src/lineage/index.ts';
import { badge, cleanState } from '../../server/src/record/index.ts';
import { notebookNamed, reads, writes } from './summaries.ts';

const study = [
  notebookNamed('01_plates', {
    id: 'kQ3vX8bTz1Wn',
    title: 'Plates of the growth assay',
    version: '2',
    published: '2024-05-20T10:00:00+00:00',
    uses: writes('/study/data/counts.csv'),
  }),
  notebookNamed('02_rates', {
    id: 'Rx2s9cPTMQLY',
    title: 'Growth rates',
    published: '2024-05-10T10:00:00+00:00',
    parents: ['kQ3vX8bTz1Wn'],
    uses: [...reads('/study/data/counts.csv'), ...writes('/study/data/rates.csv')],
  }),
  notebookNamed('paper/figures', {
    id: 'b7LmPq0ZtY5e',
    title: 'Figures 1 to 3',
    version: '3',
    state: 'modified',
    published: '2024-05-21T10:00:00+00:00',
    parents: ['Rx2s9cPTMQLY', 'z14KWQKD4bwE'],
    uses: reads('/study/data/rates.csv'),
  }),
  notebookNamed('paper/supplement', {
    id: 'Dw6hJ2nUcX9a',
    title: 'Supplement',
    state: 'draft',
    uses: reads('/study/data/rates.csv', '/study/data/counts.csv'),
  }),
];

const state = { title: 'Rates', consecutive: true, problems: { error: 0, warning: 0, info: 0, hint: 0 } };

test('The badge in docs/graph.md is what is drawn', async () => {
  const published = { ...state, state: 'published' } as const;
  const drawn = badge(cleanState([published, published, published, { ...state, state: 'modified' }]));
  await expect(drawn).toMatchFileSnapshot('../../docs/badge.svg');
});

// `npx vitest run test/lineage/documentation.test.ts --update` draws it anew.
test('The picture in docs/graph.md is what is drawn', async () => {
  const drawn = await pictureOf(graphOf(lineageOf(study), undefined), 'svg', () => undefined);
  await expect('text' in drawn ? drawn.text : drawn.problem).toMatchFileSnapshot('../../docs/lineage.svg');
});
