import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary.ts';
import { cloneWith } from '../clone.ts';
import { installBlock } from '../installBlocks.ts';
import { repository } from '../isolation.ts';
import { provision } from '../provision.ts';

const source = join(repository, 'clients/emacs');
const files = readdirSync(source).filter((name) => name.endsWith('.el'));
const emacs = (await provision('all')).find(({ name }) => name === 'emacs');
if (emacs === undefined) test.skip('Should be a package as Emacs wants it (there is no Emacs here)');

describe.skipIf(emacs === undefined)(`The package in ${emacs?.version}`, () => {
  test('Should compile without a warning', async () => {
    const folder = copied();

    const strictly = '(setq byte-compile-error-on-warn t)';
    await batch(folder, '-L', '.', '--eval', strictly, '-f', 'batch-byte-compile', ...files);
  });

  test('Should be documented as checkdoc wants it', async () => {
    expect(await batch(copied(), ...files.flatMap((file) => ['--eval', `(checkdoc-file "${file}")`]))).toBe('');
  });

  test('Should be headed as package-lint wants it', async ({ skip }) => {
    const folder = copied();
    if ((await batch(folder, '--eval', '(princ (locate-library "package-lint"))')) === 'nil')
      skip('no package-lint here');

    const main = '(setq package-lint-main-file "nbproject.el")';
    await batch(folder, '-l', 'package-lint', '--eval', main, '-f', 'package-lint-batch-and-exit', ...files);
  });

  test('Should decide by itself what its ERT tests say', async () => {
    const tests = join(import.meta.dirname, 'nbproject-tests.el');

    expect(await batch(copied(), '-L', '.', '-l', tests, '-f', 'ert-run-tests-batch-and-exit')).toMatch(
      / 0 unexpected/,
    );
  });

  test('Should leave notebooks to a package that was there before', async () => {
    const folder = copied();
    const load = `(progn (loaddefs-generate "." (expand-file-name "loaddefs.el")) (load (expand-file-name "loaddefs.el") nil t))`;
    const entry = `(princ (assoc-default "x.ipynb" auto-mode-alist #'string-match-p))`;

    expect(await batch(folder, '--eval', load, '--eval', entry)).toMatch(/^nbproject-maybe-mode\b/);
    const other = `(push '("\\\\.ipynb$" . code-cells-convert-ipynb) auto-mode-alist)`;
    expect(await batch(folder, '--eval', other, '--eval', load, '--eval', entry)).toMatch(
      /^code-cells-convert-ipynb\b/,
    );
  });

  test.each([
    ['use-package', 'elpa/nbproject/clients/emacs/nbproject.elc'],
    ['package-vc', 'elpa/nbproject/clients/emacs/nbproject.elc'],
    ['package-install-file', 'elpa/nbproject-\\d[\\d.]+/nbproject.elc'],
  ])('Should install from a clone of the repository by %s, as its page says', async (name, installed) => {
    const home = temporaryFolder();
    const init = `(setq user-emacs-directory "${home}/" package-user-dir "${home}/elpa")`;

    await batch(
      home,
      '--eval',
      init,
      '-l',
      'package',
      '--eval',
      installBlock('emacs', name, cloneWith('clients/emacs')),
    );

    const seen = await batch(home, '--eval', init, '-f', 'package-initialize', '--eval', askInstalled);
    expect(seen).toMatch(new RegExp(`nbproject-maybe-mode .*${installed}\\)`));
  });

  test('Should be loaded from a clone of the repository by no package manager, as its page says', async () => {
    const clone = cloneWith('clients/emacs');
    const block = `(progn ${installBlock('emacs', 'no package manager', clone)})`;

    const seen = await batch(temporaryFolder(), '--eval', block, '--eval', askInstalled);
    expect(seen).toContain(`nbproject-maybe-mode ${clone}/clients/emacs/nbproject.el)`);
  });
});

const askInstalled = `(princ (list (assoc-default "x.ipynb" auto-mode-alist #'string-match-p) (locate-library "nbproject")))`;

/** A folder with the package alone, so that what is written beside it goes away. */
function copied(): string {
  const folder = temporaryFolder();
  for (const file of files) copyFileSync(join(source, file), join(folder, file));
  return folder;
}

/** What Emacs prints; rejects where it fails. */
async function batch(folder: string, ...args: string[]): Promise<string> {
  const options = { cwd: folder, env: { ...process.env, HOME: folder } };
  const { stdout, stderr } = await promisify(execFile)(emacs?.program ?? '', ['--batch', '-Q', ...args], options);
  return stdout + stderr;
}
