import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../isolation.ts';
import { Notebook } from './notebook.ts';
import { Window } from './window.ts';

const name = 'yeast_growth.ipynb';

let window: Window;

beforeAll(async () => {
  window = await Window.open({ [name]: readFileSync(path.join(repository, 'examples', name)) });
});

afterAll(() => window?.close());

test('Should have the problems of the example that the README begins with, and say on hovering what one is', async () => {
  await window.page.setViewportSize({ width: 1100, height: 760 });
  await window.command('workbench.action.closeSidebar');
  const notebook = await Notebook.open(window, name);

  await notebook.hasCodes([
    ['missing-title', 'uninitialized'],
    [],
    ['used-before-defined'],
    ['out-of-order'],
    [],
    ['duplicate-cell-id', 'failed-cell'],
    ['unexecuted-cell'],
  ]);
  await window.click(window.page.locator(`${notebook.row(2)} .squiggly-warning`).first());
  await window.command('editor.action.showHover');

  const hover = window.page.locator('.monaco-hover:visible');
  await hover.first().waitFor();
  expect(await hover.first().textContent()).toContain('is defined only in cell 4');
  await window.screenshot('findings', 'where it is');
});
