import { expect, test } from 'vitest';
import { decodeFile, readNotebook, Text } from '../../../server/src/notebook/index.ts';
import { headingsOf, topHeadingsOf } from '../../../server/src/notebook/markdown/headings.ts';
import { titleOf } from '../../../server/src/notebook/markdown/title.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../../support/corpus.ts';

interface Expected {
  readonly path: string;
  readonly truth: { readonly ok: boolean; readonly title: string | null; readonly title_cell: number | null };
}

describeCorpus('Headings of real notebooks', () => {
  test('Should be as many of level 1 where cells that cannot hold any are not parsed', () => {
    const cells = corpusLines<Expected>('EXPECTED.jsonl').flatMap(
      ({ path }) => readNotebook('notebook', Text.from(decodeFile(corpusBytes(path)).content)).notebook.cells,
    );
    const wrong = cells.filter((cell) => {
      const all = headingsOf(cell).filter(({ level }) => level === 1);
      return JSON.stringify(topHeadingsOf(cell)) !== JSON.stringify(all);
    });
    expect(cells.length).toBeGreaterThan(10_000);
    expect(wrong).toEqual([]);
  });
});

describeCorpus('Titles of real notebooks', () => {
  test('Should be those of the reference', () => {
    const compared = corpusLines<Expected>('EXPECTED.jsonl').filter(({ truth }) => truth.ok);
    const differing = compared.filter(({ path, truth }) => {
      const title = titleOf(readNotebook('notebook', Text.from(decodeFile(corpusBytes(path)).content)).notebook);
      const cell = title?.kind === 'heading' ? title.cell : null;
      return (title?.text ?? null) !== truth.title || cell !== truth.title_cell;
    });
    expect(compared.length).toBe(454);
    expect(differing.map(({ path }) => path)).toEqual([
      // Before nbformat 4, cells lay in worksheets, which are not read.
      'astropy__astropy-tutorials/quantities~b265a95a.ipynb',
      // nbformat 4 has no cells of the type heading.
      'broken/cell_type-heading.ipynb',
      // `metadata.title` counts.
      'jupyter__nbconvert/notebook_inject~bfd2163c.ipynb',
      'jupyter__nbformat/test2.ipynb',
      'jupyter__nbformat/test3.ipynb',
      'jupyter__nbformat/test3_no_metadata.ipynb',
    ]);
  });
});
