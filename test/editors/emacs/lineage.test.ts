import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNotebook, withRecord } from '../notebooks.ts';
import { eachClient } from './eachClient.ts';

const child = withRecord.replace('"id": "Rx2s9cPTMQLY"', '"id": "Ch1ldCh1ldCh",\n   "parent": "Rx2s9cPTMQLY"');

await eachClient((start) => {
  test('Should open the parent by M-. on its id', async () => {
    const emacs = await start();
    writeFileSync(join(emacs.workspace, 'parent.ipynb'), withRecord);
    await openNotebook(emacs, child, 'child.ipynb');
    await emacs.diagnosticsWith('missing-title');

    await emacs.press('C-s');
    await emacs.type('Rx2s');
    await emacs.press('Enter', 'M-.');

    await emacs.eventually('the parent', async () => (await emacs.evaluate('(buffer-name)')) === 'parent.ipynb');
    await emacs.attached();
    expect(await emacs.evaluate('(thing-at-point (quote line) t)')).toContain('Rx2s9cPTMQLY');
  });
});
