import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNotebook, withRecord } from '../notebooks.ts';
import { eachClient } from './eachClient.ts';

const child = withRecord.replace('"id": "Rx2s9cPTMQLY"', '"id": "Ch1ldCh1ldCh",\n   "parent": "Rx2s9cPTMQLY"');

await eachClient((start) => {
  test('Should set the parent that is chosen by C-c C-u', async () => {
    const emacs = await start();
    writeFileSync(join(emacs.workspace, 'parent.ipynb'), withRecord);
    await openNotebook(emacs, withRecord.replace('Rx2s9cPTMQLY', 'Ch1ldCh1ldCh'), 'child.ipynb');
    await emacs.diagnosticsWith('missing-title');

    await emacs.press('C-c', 'C-u');
    await emacs.choose(/parent|Rx2s/);

    await emacs.textWith('"parent": "Rx2s9cPTMQLY"');
  });

  test('Should give a copy an id of its own by C-c C-a, and with C-u the original as parent', async () => {
    const emacs = await start();
    await openNotebook(emacs, withRecord);
    await emacs.diagnosticsWith('missing-title');

    await emacs.press('C-u', 'C-c', 'C-a');
    await emacs.textWith('"parent": "Rx2s9cPTMQLY"');

    expect(JSON.parse(await emacs.text()).metadata.nbproject.id).not.toBe('Rx2s9cPTMQLY');
  });

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
