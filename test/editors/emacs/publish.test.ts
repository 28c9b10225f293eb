import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openNotebook, withRecord, withTitle } from '../notebooks.ts';
import { eachClient } from './eachClient.ts';

const record = /^ {2}"nbproject": \{.*?^ {2}\},\n/ms.exec(withRecord)?.[0] ?? '';
const outOfOrder = withTitle.replace('"metadata": {\n  "kernelspec"', `"metadata": {\n${record}  "kernelspec"`);
const inOrder = outOfOrder.replace('count": 4', 'count": 1').replace('count": 3', 'count": 2');

await eachClient((start, client) => {
  test('Should publish by C-c C-p as the version that is chosen, and take it back with one undo', async () => {
    const emacs = await start();
    const path = await openNotebook(emacs, inOrder);
    await emacs.drawn('(Notebook draft · 1');

    await emacs.press('C-c', 'C-p');
    expect(await emacs.choose(/^1\.1\.0 \(minor\)/)).toContain('as which version?');
    await emacs.drawn('(Notebook published · 1.1.0');
    await emacs.save();

    const saved = JSON.parse(readFileSync(path, 'utf8'));
    const { nbproject, ...metadata } = saved.metadata;
    expect(nbproject).toMatchObject({ id: 'Rx2s9cPTMQLY', version: '1.1.0', time_published: expect.any(String) });
    const { nbproject: _, ...before } = JSON.parse(inOrder).metadata;
    expect({ ...saved, metadata }).toEqual({ ...JSON.parse(inOrder), metadata: before });

    await emacs.press('C-_');
    await emacs.textIs(inOrder);
  });

  test('Should publish as another version that is written', async () => {
    const emacs = await start();
    await openNotebook(emacs, inOrder);
    await emacs.drawn('(Notebook draft · 1');

    await emacs.press('C-c', 'C-p');
    await emacs.choose(/^Other…/);
    await emacs.drawn('as which version? 1');
    await emacs.press('C-a', 'C-k', '2', '.', '5', 'Enter');

    await emacs.drawn('(Notebook published · 2.5');
  });

  test('Should ask before it publishes what is not in order', async () => {
    const emacs = await start();
    await openNotebook(emacs, outOfOrder);
    await emacs.drawn('(Notebook draft · 1');

    await emacs.press('C-c', 'C-p');
    expect(await emacs.choose(/^Cancel/)).toContain('in spite of this?');
    await emacs.eventually('an end of it', () => emacs.evaluate(isIdle[client]));
    expect(await emacs.text()).toBe(outOfOrder);

    await emacs.press('C-c', 'C-p');
    await emacs.choose(/^Publish anyway/);
    await emacs.choose(/^1\b/);
    await emacs.drawn('(Notebook published · 1');
  });

  test('Should publish nothing after C-g, and be ready for the next time', async () => {
    const emacs = await start();
    await openNotebook(emacs, inOrder);
    await emacs.drawn('(Notebook draft · 1');
    await emacs.press('C-c', 'C-p');
    await emacs.drawn('as which version?');

    await emacs.press('C-g');
    await emacs.eventually('an end of it', () => emacs.evaluate(isIdle[client]));
    expect(await emacs.text()).toBe(inOrder);

    await emacs.press('C-c', 'C-p');
    await emacs.choose(/^1\b/);
    await emacs.drawn('(Notebook published · 1');
  });
});

/** True once the server has answered everything. */
const isIdle = {
  eglot: '(zerop (jsonrpc-continuation-count (eglot-current-server)))',
  'lsp-mode': '(hash-table-empty-p (lsp--client-response-handlers (lsp--workspace-client (car (lsp-workspaces)))))',
};
