import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { insertion, openNotebook, withoutTitle, withRecord, withTitle } from '../notebooks.ts';
import { eachClient } from './eachClient.ts';

await eachClient((start, client) => {
  test('Should insert a title by C-c C-t, and take it back with one undo', async () => {
    const emacs = await start();
    const path = await openNotebook(emacs, withoutTitle);
    await emacs.diagnosticsWith('missing-title');

    await emacs.press('C-c', 'C-t');
    await emacs.textWith('# ');
    await emacs.save();
    expect(insertion(withoutTitle, readFileSync(path, 'utf8'))).toContain('"# ');
    await emacs.press('C-_');

    await emacs.textIs(withoutTitle);
    await emacs.diagnosticsWith('missing-title');
  });

  test('Should apply what is safe to fix by C-c C-f, and take it back with one undo', async () => {
    const emacs = await start();
    const withoutIds = withoutTitle.replaceAll(/^ +"id": .*\n/gm, '');
    await openNotebook(emacs, withoutIds);
    await emacs.diagnosticsWith('missing-cell-id');

    await emacs.press('C-c', 'C-f');
    await emacs.diagnosticsWithout('missing-cell-id');
    expect((await emacs.text()).match(/"id": /g)).toHaveLength(2);
    await emacs.press('C-_');

    await emacs.textIs(withoutIds);
  });

  test('Should clear outputs and nothing else by C-c C-k', async () => {
    const emacs = await start();
    await openNotebook(emacs, withoutTitle);
    await emacs.diagnosticsWith('missing-title');

    await emacs.press('C-c', 'C-k');
    await emacs.eventually('the output to go', async () => !(await emacs.text()).includes('a walk'));

    const cells = JSON.parse(await emacs.text()).cells;
    expect(cells.map((cell: { outputs: unknown }) => cell.outputs)).toEqual([[], []]);
    expect(cells.map((cell: { source: unknown }) => cell.source)).toEqual([['print("a", "walk")'], ['steps = 2']]);
  });

  test('Should give the notebook a record by C-c C-n', async () => {
    const emacs = await start();
    await openNotebook(emacs, withoutTitle);
    await emacs.diagnosticsWith('missing-title');

    await emacs.press('C-c', 'C-n');
    await emacs.textWith('"nbproject": {');

    expect(JSON.parse(await emacs.text()).metadata.nbproject.id).toMatch(/^[0-9A-Za-z]{12}$/);
    await emacs.drawn(/Notebook draft · .* · /);
  });

  test('Should show the header in a window that follows an edit', async () => {
    const emacs = await start();
    await openNotebook(emacs, withTitle);
    await emacs.drawn(/Notebook uninitialized/);

    await emacs.press('C-c', 'C-c');
    await emacs.drawn(/^title +A quiet walk$/m);
    await emacs.command('replace-string');
    await emacs.type('A quiet walk');
    await emacs.press('Enter');
    await emacs.type('A loud walk');
    await emacs.press('Enter');
    await emacs.drawn(/^title +A loud walk$/m);

    await emacs.press('C-x', 'o');
    await emacs.type('q');
    await emacs.eventually('the header to close', async () => !/^title +A loud walk$/m.test(await emacs.screen()));
  });

  if (client === 'lsp-mode')
    test('Should show the header from the code lens that tells of it', async () => {
      const emacs = await start();
      await openNotebook(emacs, withRecord);
      await emacs.drawn(/^.*draft · 1 · Rx2s · 2 warnings/m);

      await emacs.evaluate(clickFirstLens);

      await emacs.drawn(/^id +Rx2s9cPTMQLY/m);
    });

  test('Should draw state and problems in the mode line, and follow them', async () => {
    const emacs = await start();
    await openNotebook(emacs, withoutTitle);
    await emacs.drawn(/\(Notebook uninitialized · W2 H1/);

    await emacs.press('C-c', 'C-t');

    await emacs.drawn(/\(Notebook uninitialized · W1 H1/);
  });

  test('Should show the page of the rule at point by C-c C-w', async () => {
    const emacs = await start();
    await openNotebook(emacs, withoutTitle);
    await emacs.goTo('out-of-order');

    await emacs.press('C-c', 'C-w');

    await emacs.drawn(/out-of-order\.md.*\n/);
    expect(await emacs.text()).toMatch(/^# .*out-of-order/m);
  });

  test('Should draw the lineage by C-c C-l and have the browser show it where Emacs cannot', async () => {
    const emacs = await start({
      init: [
        `(defun browser (url &rest _) (message "Browsing %s" url))`,
        `(put 'browser 'browse-url-browser-kind 'external)`,
        `(setq browse-url-browser-function 'browser)`,
      ],
    });
    const child = withRecord.replace('"pypackage": null', '"parent": "Ab3dEf6hIj9k", "pypackage": null');
    await openNotebook(emacs, withRecord.replace('Rx2s9cPTMQLY', 'Ab3dEf6hIj9k'), 'parent.ipynb');
    await emacs.attached();
    await openNotebook(emacs, child);
    await emacs.diagnosticsWith('missing-title');

    await emacs.press('C-c', 'C-l');

    const shown = await emacs.drawn(/Browsing file:\/\/.*\.svg/);
    const picture = readFileSync(fileURLToPath(/file:\S+\.svg/.exec(shown)?.[0] ?? ''), 'utf8');
    expect(picture).toMatch(/^<svg.*parent.*walk/s);
  });

  test('Should say so when there is nothing to ask', async () => {
    const emacs = await start({ init: ['(setq nbproject-client nil)'] });
    await openNotebook(emacs, withoutTitle);

    await emacs.press('C-c', 'C-c');
    await emacs.drawn('No server is connected to this buffer');
    await emacs.press('C-c', 'C-w');
    await emacs.drawn('There is no finding here');
  });
});

/** What a click of the mouse would call. */
const clickFirstLens = `
  (let* ((is-lens (lambda (overlay) (overlay-get overlay 'lsp--lens-contents)))
         (lens (seq-find is-lens (overlays-in (point-min) (point-max))))
         (keys (get-text-property 1 'local-map (overlay-get lens 'lsp--lens-contents))))
    (call-interactively (lookup-key keys [mouse-1]))
    nil)`;
