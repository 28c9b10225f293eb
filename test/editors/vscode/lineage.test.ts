import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Notebook } from './notebook.ts';
import { recorded } from './recorded.ts';
import { eventually, Window } from './window.ts';

let window: Window;

beforeAll(async () => {
  window = await Window.open({
    'counts.ipynb': recorded({ id: 'Aaaa11112222', parent: null }, 'Counts', "open('counts.csv', 'w')"),
    'growth.ipynb': recorded({ id: 'Bbbb11112222', parent: 'Aaaa11112222' }, 'Growth of yeast', 'rate = 0.42'),
    'models.ipynb': recorded(
      { id: 'Cccc11112222', parent: ['Bbbb11112222', 'Zzzz99990000'] },
      'Models of growth',
      'x = 1',
    ),
    'plots.ipynb': recorded({ id: 'Dddd11112222', parent: null }, 'Plots', "open('counts.csv')"),
    'alone.ipynb': recorded({ id: 'Eeee11112222', parent: null }, 'Alone', 'y = 2'),
  });
});

afterAll(() => window?.close());

describe('The lineage of a notebook, as a picture', () => {
  test('Should have the notebooks that it builds on and those that build on it', async () => {
    await Notebook.open(window, 'growth.ipynb');
    await window.command('nbproject.showGraph');

    const page = await window.frameWith('svg .node');
    const titles = await page.locator('.node > title').allTextContents();
    expect(titles).toEqual(expect.arrayContaining(['Counts', 'Growth of yeast', 'Models of growth']));
    expect(await page.locator('.node.current > title').allTextContents()).toEqual(['Growth of yeast']);
    await window.screenshot('lineage');
  });

  test('Should show all notebooks on demand, and open one by a click', async () => {
    const page = await window.frameWith('svg .node');
    await page.locator('button', { hasText: 'Show all notebooks' }).click();
    await page.locator('.node', { hasText: 'Plots' }).waitFor();
    expect(await page.locator('.edge').count()).toBeGreaterThanOrEqual(4);
    await window.screenshot('lineage-of-all');

    await page.locator('.node', { hasText: 'Models of growth' }).click();

    await eventually('the notebook', async () => {
      const active = await window.inside(({ vscode }) => vscode.window.activeNotebookEditor?.notebook.uri.path);
      return active === window.path('models.ipynb') ? true : undefined;
    });
  });
});

describe('A notebook that was copied', () => {
  test('Should get an id of its own by a quick fix, with the original as its parent', async () => {
    window.write('alone-Copy1.ipynb', window.read('alone.ipynb').replace('# Alone', '# A copy'));
    const notebook = await Notebook.open(window, 'alone-Copy1.ipynb');
    await notebook.hasCodes([['duplicate-notebook-id', 'undescriptive-name'], []]);

    await notebook.editMarkdown(0);
    await window.quickFix('Assign a new id, with the original as parent');

    await notebook.hasCodes([['undescriptive-name'], []]);
    await notebook.save();
    const { nbproject } = JSON.parse(window.read('alone-Copy1.ipynb')).metadata;
    expect(nbproject).toMatchObject({ id: expect.not.stringMatching('Eeee11112222'), parent: 'Eeee11112222' });
    await window.screenshot('copy-with-its-own-id');
  });
});
