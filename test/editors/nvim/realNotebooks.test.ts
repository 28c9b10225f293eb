import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { corpusBytes, corpusLines, describeCorpus } from '../../support/corpus.ts';
import { insertion, openNotebook } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';

const orderedWrongly = 'stefsmeets__nbcheckorder/dirty_order.ipynb';

await eachNvim((start, editor) => {
  describeCorpus('Real notebooks in Neovim', () => {
    test('Should get a title from a code action, with every other byte on disk as it was', async () => {
      const nvim = await start();
      const before = corpusBytes(orderedWrongly).toString();
      const path = await openNotebook(nvim, before);

      await nvim.goTo('missing-title');
      await nvim.chooseCodeAction(/^insert.*title/i);
      await nvim.diagnosticsWithout('missing-title');
      await nvim.command('write');

      const after = readFileSync(path, 'utf8');
      insertion(before, after);
      const [title, ...others] = JSON.parse(after).cells;
      expect(title).toMatchObject({ cell_type: 'markdown', metadata: {}, source: ['# Walk'] });
      expect(others).toEqual(JSON.parse(before).cells);
    });

    test('Should show findings on the saved counts at the counts', async () => {
      const nvim = await start();
      await openNotebook(nvim, corpusBytes(orderedWrongly).toString());

      const seen = await nvim.diagnosticsWith('out-of-order');

      expect(seen.filter(({ code }) => code === 'out-of-order').map(({ text }) => text)).toEqual(['16', '14', '7']);
    });

    // The longest; what Neovim 0.10 does with an edit, the others show.
    test.skipIf(editor.name === 'nvim-0.10')(
      'Should all get a title where they have none, and their bytes back with one undo',
      async () => {
        // Else Neovim adds a final newline, as it does to every file.
        const nvim = await start({ init: ['set nofixendofline'] });
        for (const [index, path] of withoutTitle().entries()) {
          const before = corpusBytes(path).toString();
          const copy = await openNotebook(nvim, before, `${index}.ipynb`);
          await nvim.diagnosticsWith('missing-title');

          await nvim.command('Nbproject title');
          await nvim.eventually(`a title in ${path}`, () => nvim.lua('return vim.bo.modified'));
          await nvim.command('silent write');
          const after = readFileSync(copy, 'utf8');
          insertion(before, after);
          const [title, ...others] = JSON.parse(after).cells;
          expect(title.cell_type, path).toBe('markdown');
          expect(others, path).toEqual(JSON.parse(before).cells);

          await nvim.command('silent undo | silent write');
          expect(readFileSync(copy, 'utf8') === before, path).toBe(true);
          await nvim.command('bwipeout');
        }
      },
      120_000,
    );
  });
});

/** What a CommonMark parser says, of the notebooks that their authors committed; a title in the metadata is one too. */
function withoutTitle(): string[] {
  return corpusLines<Expected>('EXPECTED.jsonl')
    .filter(({ path, json_ok, nbformat, truth }) => isReal(path) && json_ok && nbformat === 4 && truth.title === null)
    .map(({ path }) => path)
    .filter((path) => JSON.parse(corpusBytes(path).toString()).metadata.title === undefined);
}

interface Expected {
  readonly path: string;
  readonly json_ok: boolean;
  readonly nbformat: number | null;
  readonly truth: { readonly title: string | null };
}

function isReal(path: string): boolean {
  return !path.startsWith('broken/') && !path.startsWith('derived/');
}
