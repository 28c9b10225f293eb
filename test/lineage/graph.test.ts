import type { Graph } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { graphOf } from '../../server/src/lineage/graph/index.ts';
import { lineageOf, type NotebookSummary } from '../../server/src/lineage/index.ts';
import { notebookNamed, reads, writes } from './summaries.ts';

const counts = notebookNamed('counts', { id: 'aaaaaaaaaaaa', uses: writes('/study/data/counts.csv') });
const rates = notebookNamed('rates', {
  id: 'bbbbbbbbbbbb',
  parents: ['aaaaaaaaaaaa'],
  uses: [...reads('/study/data/counts.csv'), ...writes('/study/data/rates.csv')],
});
const figures = notebookNamed('paper/figures', { parents: ['bbbbbbbbbbbb'] });
const table = notebookNamed('paper/table', { uses: reads('/study/data/counts.csv') });
const alone = notebookNamed('alone');

function graph(notebooks: readonly NotebookSummary[], about?: string): Graph {
  return graphOf(lineageOf(notebooks), about);
}

/** `counts → rates` for what the record says, `counts ⇢ rates: data/counts.csv` for what the data say. */
function edgesIn({ edges }: Graph): string[] {
  const name = (key: string) => key.replace(/^file:\/\/\/study\/(.*)\.ipynb$/, '$1');
  return edges.map(({ from, to, kind, via, stale }) => {
    const arrow = kind === 'parent' ? '→' : '⇢';
    return `${name(from)} ${arrow} ${name(to)}${via === undefined ? '' : `: ${via}`}${stale ? ' (stale)' : ''}`;
  });
}

describe('The graph of a project', () => {
  test('Should lead from parents to children, and from who writes a file to who reads it', () => {
    const whole = graph([counts, rates, figures, table, alone]);
    expect(whole.nodes.map(({ title }) => title)).toEqual(['alone', 'counts', 'paper/figures', 'paper/table', 'rates']);
    expect(edgesIn(whole)).toEqual([
      'rates → paper/figures',
      'counts ⇢ paper/table: data/counts.csv',
      'counts → rates',
      'counts ⇢ rates: data/counts.csv',
    ]);
    expect(whole.nodes[1]).toEqual({
      key: 'file:///study/counts.ipynb',
      uri: 'file:///study/counts.ipynb',
      id: 'aaaaaaaaaaaa',
      title: 'counts',
      version: '1',
      state: 'published',
    });
  });

  test('Should hold of one notebook what it builds on and what builds on it, not its siblings', () => {
    const about = graph([counts, rates, figures, table, alone], '/study/rates.ipynb');
    expect(about.nodes.map(({ title }) => title)).toEqual(['counts', 'paper/figures', 'rates']);
    expect(edgesIn(about)).toEqual(['rates → paper/figures', 'counts → rates', 'counts ⇢ rates: data/counts.csv']);
    expect(graph([counts], '/study/gone.ipynb')).toEqual({ nodes: [], edges: [] });
  });

  test('Should have a node without a URI for a parent that no notebook is', () => {
    const orphan = notebookNamed('orphan', { parents: ['zzzzzzzzzzzz'] });
    const { nodes, edges } = graph([orphan]);
    expect(nodes[1]).toEqual({
      key: 'id:zzzzzzzzzzzz',
      id: 'zzzzzzzzzzzz',
      uri: null,
      title: null,
      version: null,
      state: null,
    });
    expect(edges).toEqual([{ from: 'id:zzzzzzzzzzzz', to: 'file:///study/orphan.ipynb', kind: 'parent' }]);
  });

  test('Should have a node for each copy, which may all be the parent', () => {
    const copy = { ...counts, file: '/study/counts-Copy1.ipynb' };
    expect(edgesIn(graph([counts, copy, figures, { ...rates, uses: [] }]))).toEqual([
      'rates → paper/figures',
      'counts-Copy1 → rates',
      'counts → rates',
    ]);
  });

  test('Should call an edge stale whose parent was published after the child, and no other', () => {
    const parent = { ...counts, uses: [] };
    const published = (time: string | null) => (one: NotebookSummary) => ({ ...one, uses: [], published: time });
    const newer = published('2024-06-01T00:00:00+02:00')(parent);
    const staleness = (child: NotebookSummary) => edgesIn(graph([newer, child]));
    expect(staleness(published('2024-05-31T21:59:59+00:00')(rates))).toEqual(['counts → rates (stale)']);
    expect(staleness(published('2024-05-31T22:00:00+00:00')(rates))).toEqual(['counts → rates']);
    expect(staleness(published(null)(rates))).toEqual(['counts → rates']);
    expect(staleness(published('soon')(rates))).toEqual(['counts → rates']);
    // Of two with one id nobody knows which is meant.
    const older = { ...newer, file: '/study/older.ipynb', published: '2024-01-01T00:00:00+00:00' };
    const child = published('2024-02-01T00:00:00+00:00')(rates);
    expect(edgesIn(graph([newer, older, child]))).toEqual(['counts → rates', 'older → rates']);
  });

  test('Should say of a file where it lies below the folder of both', () => {
    const writer = notebookNamed('paper/a', { uses: writes('/study/paper/out/x.csv', '/elsewhere/y.csv') });
    const reader = notebookNamed('paper/b', { uses: reads('/study/paper/out/x.csv', '/elsewhere/y.csv') });
    expect(edgesIn(graph([writer, reader]))).toEqual([
      'paper/a ⇢ paper/b: out/x.csv',
      'paper/a ⇢ paper/b: ../../elsewhere/y.csv',
    ]);
  });

  test('Should not lead from a notebook to itself by its own files, and show who names itself as parent', () => {
    const own = notebookNamed('own', { id: 'aaaaaaaaaaaa', parents: ['aaaaaaaaaaaa'] });
    expect(edgesIn(graph([{ ...own, uses: [...writes('/study/x'), ...reads('/study/x')] }]))).toEqual(['own → own']);
  });

  test('Should end where notebooks are each other’s parents', () => {
    const one = notebookNamed('one', { id: 'aaaaaaaaaaaa', parents: ['bbbbbbbbbbbb'] });
    const other = notebookNamed('other', { id: 'bbbbbbbbbbbb', parents: ['aaaaaaaaaaaa'] });
    expect(graph([one, other], '/study/one.ipynb').nodes).toHaveLength(2);
  });

  test('Should leave out a file that everybody writes and reads, and stay quick', () => {
    const uses = [...writes('/study/log.txt'), ...reads('/study/log.txt')];
    const many = Array.from({ length: 10_000 }, (_, index) => notebookNamed(`n${index}`, { uses }));
    const begin = performance.now();
    expect(graph(many).edges).toEqual([]);
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(graph(many.slice(0, 50)).edges).toHaveLength(50 * 49);
  });
});
