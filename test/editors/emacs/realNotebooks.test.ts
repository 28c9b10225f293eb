import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { corpusBytes, describeCorpus } from '../../support/corpus.ts';
import { insertion, openNotebook } from '../notebooks.ts';
import { eachClient } from './eachClient.ts';

const orderedWrongly = 'stefsmeets__nbcheckorder/dirty_order.ipynb';

await eachClient((start) => {
  describeCorpus('Real notebooks in Emacs', () => {
    test('Should get a title, with every other byte on disk as it was, and be as before after one undo', async () => {
      const emacs = await start();
      const before = corpusBytes(orderedWrongly).toString();
      const path = await openNotebook(emacs, before);

      await emacs.goTo('missing-title');
      await emacs.chooseCodeAction(/^insert.*title/i);
      await emacs.diagnosticsWithout('missing-title');
      await emacs.save();
      const after = readFileSync(path, 'utf8');
      await emacs.press('C-_');
      await emacs.save();

      insertion(before, after);
      const [title, ...others] = JSON.parse(after).cells;
      expect(title).toMatchObject({ cell_type: 'markdown', metadata: {}, source: ['# Walk'] });
      expect(others).toEqual(JSON.parse(before).cells);
      expect(readFileSync(path, 'utf8') === before).toBe(true);
    });

    test('Should show findings on the saved counts at the counts', async () => {
      const emacs = await start();
      await openNotebook(emacs, corpusBytes(orderedWrongly).toString());

      const seen = await emacs.diagnosticsWith('out-of-order');

      expect(seen.filter(({ code }) => code === 'out-of-order').map(({ text }) => text)).toEqual(['16', '14', '7']);
    });
  });
});
