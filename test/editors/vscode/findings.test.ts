import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { corpusBytes, describeCorpus } from '../../support/corpus.ts';
import { writeNotebook } from '../../support/notation.ts';
import { Notebook } from './notebook.ts';
import { eventually, patience, Window } from './window.ts';

const walk = writeNotebook(`
--- markdown
A walk without a title
--- code [2]
steps = 3
--- code [1]
print(stepz)
--- metadata
{"language_info": {"name": "python", "version": "3.11.7"}}
`).text;

const real = 'stefsmeets__nbcheckorder/dirty_order.ipynb';

let window: Window;

beforeAll(async () => {
  window = await Window.open({ 'walk.ipynb': walk, 'broken.ipynb': '{"cells": [', 'other.txt': '' });
});

afterAll(() => window?.close());

describe('A notebook in the notebook editor', () => {
  test('Should have its problems underlined in its cells, named below them, and counted in the status bar', async () => {
    const notebook = await Notebook.open(window, 'walk.ipynb');

    await notebook.hasCodes([['missing-title', 'uninitialized'], [], ['out-of-order', 'undefined-name']]);

    await window.page
      .locator(`${notebook.row(2)} .squiggly-warning`)
      .first()
      .waitFor({ state: 'attached' });
    await window.shows(`${notebook.row(2)} .cell-status-left`, 'out-of-order, undefined-name');
    await window.shows('[id="nbproject.nbproject.nbproject.status"]', 'uninitialized · 3 warnings');
    await window.screenshot('findings');
  });

  test('Should have them in the Problems panel, with the cell that they are about', async () => {
    const rows = await window.problems();

    expect(rows.filter((row) => row.includes('nbproject')).join('\n')).toMatch(/Cell 3: run as \[1\], before cell 2/);
    expect(rows.join('\n')).toContain('missing-title');
    await window.screenshot('problems');
    await window.inside(({ vscode }) => vscode.commands.executeCommand('workbench.action.closePanel'));
  });

  test('Should have them again when the server was killed', async () => {
    const notebook = await Notebook.open(window, 'walk.ipynb');
    const first = await serverProcess(window);
    process.kill(first, 'SIGKILL');
    await eventually('another server', async () => {
      const now = await serverProcess(window).catch(() => first);
      return now === first ? undefined : now;
    });

    await notebook.edit(1);
    await window.press('End');
    await window.page.keyboard.type('\nstepz = 4');

    await notebook.hasCodes([['missing-title', 'uninitialized'], ['unexecuted-cell'], ['out-of-order']]);
    await window.screenshot('server-killed');
  });
});

describe('A notebook that cannot be read', () => {
  test('Should be opened as text, with what is wrong with its JSON', async () => {
    await window.inside(async ({ vscode }, file) => {
      await vscode.window.showTextDocument(vscode.Uri.file(file));
    }, window.path('broken.ipynb'));

    const codes = () =>
      window.inside(({ vscode }, file) => {
        const found = vscode.languages.getDiagnostics(vscode.Uri.file(file));
        return found.flatMap(({ source, code }) =>
          source === 'nbproject' && typeof code === 'object' ? [code.value] : [],
        );
      }, window.path('broken.ipynb'));
    await vi.waitFor(async () => expect(await codes()).toEqual(['invalid-json']), patience);
    await window.page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    await window.screenshot('broken-as-text');
  });
});

describeCorpus('A real notebook', () => {
  test('Should be underlined where its counts fall', async () => {
    writeFileSync(path.join(window.folder, 'dirty_order.ipynb'), corpusBytes(real));
    const notebook = await Notebook.open(window, 'dirty_order.ipynb');

    await vi.waitFor(async () => {
      const codes = await notebook.codes();
      expect(codes.filter((cell) => cell.includes('out-of-order')).length).toBeGreaterThan(1);
    }, patience);
    await window.shows(`${notebook.row(3)} .cell-status-left`, 'out-of-order');
    await window.shows(`${notebook.row(0)} .codelens-decoration`, 'uninitialized · 4 warnings, 1 hint');
    await window.screenshot('real-notebook');
  });
});

/** The id of the language server's process, as the system tells it. */
async function serverProcess(window: Window): Promise<number> {
  const found = await window.inside(async () => {
    const { execFileSync } = process.getBuiltinModule('node:child_process');
    return execFileSync('pgrep', ['-P', String(process.pid), '-f', 'nbproject-language-server'], { encoding: 'utf8' });
  });
  return Number(found.trim().split('\n')[0]);
}
