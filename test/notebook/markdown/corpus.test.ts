import { expect, test } from 'vitest';
import { decodeFile, readNotebook, Text } from '../../../server/src/notebook/index.ts';
import { titleOf } from '../../../server/src/notebook/markdown/title.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../../support/corpus.ts';

interface Expected {
  readonly path: string;
  readonly truth: { readonly ok: boolean; readonly title: string | null; readonly title_cell: number | null };
}

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
