import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeNotebook } from '../../support/notation.ts';
import { Notebook } from './notebook.ts';
import { Window } from './window.ts';

const walk = writeNotebook(`
--- markdown
A walk without a title
--- code [2]
steps = 3
--- code [1]
print(stepz)
`).text;

let window: Window;

beforeAll(async () => {
  window = await Window.open({ 'walk.ipynb': walk });
});

afterAll(() => window.close());

test('Should underline what is wrong, in its cell', async () => {
  const notebook = await Notebook.open(window, 'walk.ipynb');

  await notebook.hasCodes([['missing-title', 'uninitialized'], [], ['out-of-order', 'undefined-name']]);

  await window.page
    .locator(`${notebook.row(2)} .squiggly-warning`)
    .first()
    .waitFor({ state: 'attached' });
  await window.screenshot('findings');
  expect(true).toBe(true);
});
