import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNotebook, withoutTitle } from '../notebooks.ts';
import { eachClient } from './eachClient.ts';
import type { Emacs } from './emacs.ts';

await eachClient((start, client) => {
  test('Should come back by itself when the server dies, and go on hearing of edits', async () => {
    const emacs = await start({ init: [`(setq eglot-autoreconnect t)`] });
    await openNotebook(emacs, withoutTitle);
    const before = await emacs.diagnosticsWith('missing-title');
    const first = emacs.serverPid();

    process.kill(first, 'SIGKILL');

    await emacs.eventually('another server', () => emacs.serverPid() !== first);
    await emacs.attached();
    expect(await emacs.diagnosticsWith('missing-title')).toEqual(before);
    await emacs.press('M-<', 'C-k');
    await emacs.diagnosticsWith('invalid-json');
  });

  test('Should find the same after the server died for good and C-c C-s started it', async () => {
    const emacs = await start({ init: [`(setq eglot-autoreconnect nil lsp-restart 'ignore)`] });
    await openNotebook(emacs, withoutTitle);
    const before = await emacs.diagnosticsWith('missing-title');
    process.kill(emacs.serverPid(), 'SIGKILL');
    await emacs.eventually('the connection to go', () => emacs.evaluate('(not (nbproject--client))'));
    await emacs.eventually('the mode line to forget', async () => !(await emacs.screen()).includes('uninitialized'));

    await emacs.press('C-c', 'C-s');

    await emacs.attached();
    expect(await emacs.diagnosticsWith('missing-title')).toEqual(before);
    await emacs.drawn('(Notebook uninitialized');
  });

  test('Should replace a running server by C-c C-s', async () => {
    const emacs = await start();
    await openNotebook(emacs, withoutTitle);
    const before = await emacs.diagnosticsWith('missing-title');
    const first = emacs.serverPid();

    await emacs.press('C-c', 'C-s');

    await emacs.eventually('another server', () => emacs.serverPid() !== first);
    await emacs.attached();
    await emacs.press('C-c', 'C-t');
    await emacs.textWith('# ');
    await emacs.press('C-_');
    await emacs.eventually('the same findings', async () => isSame(await emacs.diagnostics(), before));
  });

  test('Should tell notebooks from scripts, and from what only has the name', async () => {
    const emacs = await start();
    await openNotebook(emacs, '# %%\nsteps = 2\n', 'on-disk.ipynb');
    writeFileSync(join(emacs.workspace, 'alone.py'), '# %%\nsteps = 2\n');
    await emacs.open(join(emacs.workspace, 'alone.py'));
    await openNotebook(emacs, withoutTitle);
    await emacs.diagnosticsWith('missing-title');

    expect(await modeAndClient(emacs, 'walk.ipynb')).toEqual(['nbproject-mode', client]);
    expect(await modeAndClient(emacs, 'on-disk.ipynb')).toEqual(['fundamental-mode', null]);
    expect(await modeAndClient(emacs, 'alone.py')).toEqual(['python-mode', null]);
  });

  test('Should pass nbproject-settings on to the server', async () => {
    const emacs = await start({ init: [`(setq nbproject-settings '(:ignore ["missing-title"]))`] });
    await openNotebook(emacs, withoutTitle);

    await emacs.diagnosticsWith('out-of-order');
    await emacs.diagnosticsWithout('missing-title');
  });

  test('Should say so when the server is not there', async () => {
    const emacs = await start({ init: [`(setq nbproject-server-command '("no-such-server"))`] });
    await openNotebook(emacs, withoutTitle);

    await emacs.drawn('there is no program no-such-server');
  });

  test('Should take no orders from the first line of a notebook', async () => {
    const emacs = await start();
    const orders = '# -*- mode: python; fill-column: 33; eval: (kill-emacs); -*-';
    await openNotebook(emacs, JSON.stringify(JSON.parse(withoutTitle.replace('steps = 2', orders))));

    await emacs.diagnosticsWith('missing-title');
    expect(await emacs.evaluate('(list major-mode fill-column)')).toEqual(['nbproject-mode', 70]);
  });

  test('Should take the folder with a configuration as the project where there is no repository', async () => {
    const emacs = await start();
    writeFileSync(join(emacs.workspace, 'nbproject.toml'), 'ignore = ["missing-title"]\n');
    await openNotebook(emacs, withoutTitle);

    await emacs.diagnosticsWith('out-of-order');
    await emacs.diagnosticsWithout('missing-title');
    expect(await emacs.evaluate('(project-root (project-current))')).toBe(`${emacs.workspace}/`);
  });

  if (client === 'eglot')
    test('Should watch the folders of a repository alone, and not take a home for a project', async () => {
      const emacs = await start();
      execFileSync('git', ['init', '-q'], { cwd: emacs.workspace });
      await openNotebook(emacs, withoutTitle);
      await emacs.diagnosticsWith('missing-title');
      await emacs.eventually('a folder to be watched', async () => (await emacs.evaluate(watchedFolders)) === 1);

      const home = join(emacs.home, 'loose.ipynb');
      writeFileSync(home, withoutTitle);
      await emacs.open(home);
      await emacs.diagnosticsWith('missing-title');
      expect(await emacs.evaluate(watchedFolders)).toBe(0);
      expect(await emacs.evaluate(`(eglot-workspace-folders (eglot-current-server))`)).toEqual([]);

      mkdirSync(join(emacs.home, 'folder'));
      await openNotebook(emacs, withoutTitle, '../folder/inner.ipynb');
      await emacs.diagnosticsWith('missing-title');
      expect(await emacs.evaluate(watchedFolders)).toBe(0);
      expect(await emacs.evaluate(`(eglot-workspace-folders (eglot-current-server))`)).toHaveLength(1);
    });
});

const watchedFolders = '(hash-table-count (eglot--file-watches (eglot-current-server)))';

function modeAndClient(emacs: Emacs, buffer: string): Promise<[string, string | null]> {
  return emacs.evaluate(`(with-current-buffer "${buffer}" (list major-mode (nbproject--client)))`);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
