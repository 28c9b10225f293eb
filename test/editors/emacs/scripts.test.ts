import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jupytextPython } from '../../support/jupytext/jupytext.ts';
import { openNotebook, withoutTitle, withRecord } from '../notebooks.ts';
import { eachClient } from './eachClient.ts';
import type { Client } from './process.ts';

const python = await jupytextPython();

/** What code-cells does, by its entry in `auto-mode-alist`: the buffer x.ipynb is read and written through jupytext. */
function conversion(format: string, mode: string, ...options: string[]): string[] {
  const through = (...options: string[]) =>
    `(call-process-region nil nil "${python}" nil (list t nil) nil "-m" "jupytext" ${options.map((one) => `"${one}"`).join(' ')})`;
  return [
    `(defun test-convert ()
       (goto-char (point-min))
       ${through('--from', 'ipynb', '--to', format, ...options, '-')}
       (delete-region (point) (point-max))
       (goto-char (point-min))
       (set-buffer-modified-p nil)
       (add-hook 'write-file-functions #'test-write 80 t)
       (${mode}))`,
    `(defun test-write ()
       (let ((file buffer-file-name) (text (buffer-string)))
         (with-temp-buffer
           (insert text)
           (goto-char (point-max))
           ${through('--from', format, '--to', 'ipynb', '-')}
           (write-region (1+ (length text)) (point-max) file))
         (set-buffer-modified-p nil)
         (set-visited-file-modtime)
         'done))`,
    `(add-to-list 'auto-mode-alist '("\\\\.ipynb\\\\'" . test-convert))`,
  ];
}

/** As the package's README has it: code-cells writes the notebook anew, and the record stays where the header has it. */
const wholeHeader = ['--opt', 'notebook_metadata_filter=all'];

/** A server for Python, of which the user has Emacs start one in every such buffer. */
function otherServer(client: Client): string[] {
  const command = `("${process.execPath}" "${join(import.meta.dirname, '../otherServer.mjs')}")`;
  if (client === 'eglot')
    return [
      `(with-eval-after-load 'eglot (add-to-list 'eglot-server-programs '(python-mode . ${command})))`,
      `(add-hook 'python-mode-hook #'eglot-ensure)`,
    ];
  return [
    `(with-eval-after-load 'lsp-mode
       (lsp-register-client (make-lsp-client :server-id 'other :major-modes '(python-mode)
                                             :new-connection (lsp-stdio-connection '${command}))))`,
    `(add-hook 'python-mode-hook #'lsp-deferred)`,
  ];
}

await eachClient((start, client) => {
  test.skipIf(!python)(
    'Should show the findings of a notebook in its script, beside those of another server',
    async () => {
      const emacs = await start({ init: [...conversion('py:percent', 'python-mode'), ...otherServer(client)] });
      const file = await openNotebook(emacs, withoutTitle);
      const codes = async () => (await emacs.diagnostics()).map(({ code, text }) => `${code} ${text}`).sort();
      const both = ['missing-title # ---', 'other # -', 'out-of-order # %%', 'uninitialized # ---'];
      await emacs.eventually('the findings of both, each once', async () => isSame(await codes(), both));
      await emacs.drawn(/uninitialized · W\d/);

      const before = await emacs.text();
      await emacs.press('C-c', ',', 't');
      await emacs.textWith('# %% [markdown]\n# # Walk\n\n# %%\nprint("a", "walk")');
      await emacs.diagnosticsWithout('missing-title');
      await emacs.press('C-_');
      await emacs.textIs(before);
      await emacs.goTo('missing-title');
      await emacs.command('nbproject-code-actions');
      await emacs.choose(/^insert.*title/i);
      await emacs.diagnosticsWithout('missing-title');
      await emacs.diagnosticsWith('other');

      // What only the notebook can hold waits until the script is saved.
      const record = () => JSON.parse(readFileSync(file, 'utf8')).metadata.nbproject;
      await emacs.press('C-c', ',', 'n');
      expect(await emacs.choose(/^Save and go on/)).toContain('Save the script first');
      await emacs.diagnosticsWithout('uninitialized');
      expect(record().id).toMatch(/^\w{12}$/);
      await emacs.press('C-c', ',', 'c');
      await emacs.drawn(/^title +Walk$/m);
      await emacs.press('C-c', ',', 'p');
      await emacs.choose(/^Publish anyway/);
      await emacs.choose(/^1\b/);
      await emacs.drawn(/^state +published/m);
      expect(record()).toMatchObject({ version: '1', time_published: expect.any(String) });
      // Emacs does not take the file for one that somebody else has changed.
      await emacs.press('M->');
      await emacs.type('# more');
      await emacs.save();
    },
  );

  // The format makes no difference to a client; each run of jupytext takes a second.
  if (client === 'eglot')
    test.skipIf(!python)('Should do so in Markdown', async () => {
      const emacs = await start({
        init: [`(autoload 'markdown-mode "markdown-mode")`, ...conversion('md', 'markdown-mode', ...wholeHeader)],
      });
      const file = await openNotebook(emacs, withRecord);
      const [first] = (await emacs.diagnosticsWith('out-of-order')).filter(({ code }) => code === 'out-of-order');
      expect(first?.text).toMatch(/^```python/);
      await emacs.press('M->', 'C-p');
      await emacs.type('# ');
      await emacs.diagnosticsWith('unexecuted-cell');
      await emacs.press('C-c', ',', 't');
      await emacs.diagnosticsWithout('missing-title');
      await emacs.press('C-c', ',', 'p');
      await emacs.choose(/^Save and go on/);
      await emacs.choose(/^Publish anyway/);
      await emacs.choose(/^1\b/);
      await emacs.drawn(/ published · 1/);
      // The buffer's header says so first: the file has it when this is said.
      await emacs.drawn(/Published as version 1/);
      await emacs.save();
      expect(JSON.parse(readFileSync(file, 'utf8')).metadata.nbproject).toMatchObject({
        id: 'Rx2s9cPTMQLY',
        time_published: expect.any(String),
      });
    });

  test('Should attach to a script that is paired with a notebook', async () => {
    const emacs = await start();
    execFileSync('git', ['init', '-q'], { cwd: emacs.workspace });
    writeFileSync(join(emacs.workspace, 'walk.ipynb'), withoutTitle);
    writeFileSync(join(emacs.workspace, 'walk.py'), '# %%\nprint("a", "walk")\n\n# %%\nsteps = 2\n');

    await emacs.open(join(emacs.workspace, 'walk.py'));
    const before = await emacs.diagnosticsWith('out-of-order');
    const first = emacs.serverPid();
    await emacs.press('C-c', ',', 's');
    await emacs.eventually('another server', () => emacs.serverPid() !== first);
    await emacs.attached();
    expect(await emacs.diagnosticsWith('out-of-order')).toEqual(before);

    // Another mode is another buffer to a server.
    await emacs.command('normal-mode');
    await emacs.attached();
    expect(await emacs.diagnosticsWith('out-of-order')).toEqual(before);

    mkdirSync(join(emacs.workspace, 'scripts'));
    writeFileSync(join(emacs.workspace, 'jupytext.toml'), 'formats = "ipynb,scripts//py:percent"\n');
    copyFileSync(join(emacs.workspace, 'walk.py'), join(emacs.workspace, 'scripts/walk.py'));
    await emacs.open(join(emacs.workspace, 'scripts/walk.py'));
    await emacs.diagnosticsWith('out-of-order');
  });
});

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
