import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeEnvironment } from './environment.ts';
import { Notebook } from './notebook.ts';
import { recorded } from './recorded.ts';
import { Window } from './window.ts';

let window: Window;

beforeAll(async () => {
  window = await Window.open({
    'growth.ipynb': recorded(
      { id: 'Rx2s9cPTMQLY', pypackage: { numpy: '1.23.1', pandas: '2.2.0' }, parent: 'Zw3f2kAA11bb' },
      'Growth of <b>yeast</b>',
      'import numpy',
      'import pandas',
    ),
    'counts.ipynb': recorded({ id: 'Zw3f2kAA11bb' }, 'Counts', 'import numpy', 'import pandas'),
  });
  makeEnvironment(window.path('.venv'), { numpy: '1.26.4', pandas: '2.2.0' });
});

afterAll(() => window?.close());

test('Should show the record beside what is installed, and mark what differs', async () => {
  const notebook = await Notebook.open(window, 'growth.ipynb');
  await window.click(notebook.button('Header'));

  const page = await window.frameWith('table.packages');
  const row = (name: string) => page.locator('.packages tr', { hasText: name });
  expect(await row('numpy').locator('td').allTextContents()).toEqual(['1.23.1', '1.26.4']);
  expect(await row('numpy').getAttribute('class')).toBe('warning');
  expect(await row('pandas').getAttribute('class')).toBe('ok');
  expect(await page.locator('h1').textContent()).toBe('Growth of yeast');
  await window.screenshot('header');
});

test('Should follow what is edited, and put no HTML of the notebook into its page', async () => {
  const notebook = await Notebook.open(window, 'growth.ipynb');
  const page = await window.frameWith('table.packages');

  await notebook.replace(0, '# Growth \\<img src=x onerror=alert(1)>');

  await page.locator('h1', { hasText: '<img src=x onerror=alert(1)>' }).waitFor();
  expect(await page.locator('img').count()).toBe(0);
  await notebook.replace(0, '# Growth of yeast');
  await page.locator('h1', { hasText: /^Growth of yeast$/ }).waitFor();
});

test('Should take the packages of the Python that the selected kernel runs', async () => {
  await Notebook.open(window, 'growth.ipynb');
  makeEnvironment(window.path('../kernel'), { numpy: '2.0.0', pandas: '2.2.0' });
  await window.inside(
    async ({ vscode }, file, python) => {
      const jupyter = await vscode.extensions.getExtension('ms-toolsai.jupyter')?.activate();
      jupyter.select(vscode.Uri.file(file), python);
    },
    window.path('growth.ipynb'),
    window.path('../kernel/bin/python'),
  );

  const page = await window.frameWith('table.packages');
  await page.locator('.packages tr', { hasText: 'numpy' }).locator('td', { hasText: '2.0.0' }).waitFor();
});

test('Should open a parent by a click', async () => {
  await Notebook.open(window, 'growth.ipynb');
  const page = await window.frameWith('table.packages');

  await page.locator('section', { hasText: 'Parents' }).locator('button', { hasText: 'Counts' }).click();

  await page.locator('h1', { hasText: 'Counts' }).waitFor();
  await page.locator('section', { hasText: 'Children' }).locator('button', { hasText: 'Growth of yeast' }).waitFor();
  expect(await window.inside(({ vscode }) => vscode.window.activeNotebookEditor?.notebook.uri.path)).toBe(
    window.path('counts.ipynb'),
  );
  await window.page.locator('.notebookOverlay:visible .view-line', { hasText: 'pandas' }).waitFor();
  await window.screenshot('header-of-parent');
});
