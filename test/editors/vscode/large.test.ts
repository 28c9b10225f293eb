import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeNotebook } from '../../support/notation.ts';
import { Notebook } from './notebook.ts';
import { Window } from './window.ts';

const cells = Array.from({ length: 499 }, (_, index) => `--- code [${index + 1}]\nvalue_${index} = ${index} * 2\n`);
const large = writeNotebook(`
--- markdown
# Five hundred cells
${cells.join('')}--- metadata
{"language_info": {"name": "python", "version": "3.11.7"}}
`).text;

let window: Window;

beforeAll(async () => {
  window = await Window.open({ 'large.ipynb': large });
});

afterAll(() => window?.close());

test('Should underline what is typed into one of 500 cells as soon as a person stops', async () => {
  const notebook = await Notebook.open(window, 'large.ipynb');
  await notebook.hasCodes([['uninitialized'], ...cells.map(() => [])]);
  const squiggle = window.page.locator(`${notebook.row(2)} .squiggly-warning`).first();
  const times: number[] = [];

  for (let round = 0; round < 3; round++) {
    await notebook.edit(2);
    await window.press('End');
    await window.page.keyboard.type(' + missing');
    const typed = performance.now();
    await squiggle.waitFor({ state: 'attached' });
    times.push(performance.now() - typed);
    for (let undone = 0; undone < ' + missing'.length; undone++) await window.press('Backspace');
    await squiggle.waitFor({ state: 'detached' });
  }

  process.stdout.write(`500 cells: typing to squiggle ${times.map((time) => `${Math.round(time)} ms`).join(', ')}\n`);
  expect(Math.min(...times)).toBeLessThan(2000);
  await window.screenshot('500-cells');
});
