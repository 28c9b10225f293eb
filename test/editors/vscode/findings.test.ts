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
    await window.screenshot('problems-in-cells');
  });

  test('Should have them in the Problems panel, with the cell that they are about', async () => {
    const rows = await window.problems();

    expect(rows.filter((row) => row.includes('nbproject')).join('\n')).toMatch(/Cell 3: run as \[1\], before cell 2/);
    expect(rows.join('\n')).toContain('missing-title');
    await window.screenshot('problems');
    await window.command('workbench.action.closePanel');
  });

  test('Should open the page of a rule from there', async () => {
    await window.problems();
    await window.page.locator('.markers-panel a', { hasText: 'out-of-order' }).first().click();

    await vi.waitFor(async () => expect(await window.activeFile()).toMatch(/rules\/out-of-order\.md$/), patience);
    await window.command('workbench.action.closeActiveEditor');
    await window.command('workbench.action.closePanel');
  });

  test('Should have those that the user wants', async () => {
    const notebook = await Notebook.open(window, 'walk.ipynb');
    await window.set('nbproject.ignore', ['undefined-name']);
    await window.set('nbproject.severity', { uninitialized: 'off' });

    await notebook.hasCodes([['missing-title'], [], ['out-of-order']]);

    await window.set('nbproject.ignore', undefined);
    await window.set('nbproject.severity', undefined);
    await notebook.hasCodes([['missing-title', 'uninitialized'], [], ['out-of-order', 'undefined-name']]);
  });

  test('Should have them at its cells alone where its text is open beside it', async () => {
    const notebook = await Notebook.open(window, 'walk.ipynb');
    await window.inside(async ({ vscode }, file) => {
      await vscode.window.showTextDocument(vscode.Uri.file(file), {
        viewColumn: vscode.ViewColumn.Beside,
      });
    }, window.path('walk.ipynb'));
    await window.page.locator('.editor-instance .view-line', { hasText: '"cells"' }).waitFor();

    await notebook.hasCodes([['missing-title', 'uninitialized'], [], ['out-of-order', 'undefined-name']]);
    expect(await window.codesOf('walk.ipynb')).toEqual([]);
    await window.screenshot('text-beside-cells');
    await window.command('workbench.action.closeActiveEditor');
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

    await vi.waitFor(async () => expect(await window.codesOf('broken.ipynb')).toEqual(['invalid-json']), patience);
    await window.page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    await window.screenshot('broken-as-text');
  });
});

describe('A notebook that is not on the disk, or has nothing in it', () => {
  test('Should be checked while it is untitled', async () => {
    const notebook = await Notebook.openUntitled(window, 'total = 1');

    await notebook.hasCodes([['missing-title', 'undescriptive-name', 'uninitialized']]);
    await window.command('workbench.action.revertAndCloseActiveEditor');
  });

  test('Should be known from its first cell on', async () => {
    window.write('empty.ipynb', '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n');
    const notebook = await Notebook.open(window, 'empty.ipynb');

    await notebook.insert(0, 'total = 1');

    await notebook.hasCodes([['missing-title', 'uninitialized']]);
    await window.command('nbproject.insertTitle');
    await notebook.hasTexts(['# Empty', 'total = 1']);
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
