import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeNotebook } from '../../support/notation.ts';
import { Notebook } from './notebook.ts';
import { patience, Window } from './window.ts';

const walk = writeNotebook(`
--- markdown
# A walk
--- code [1]
steps = 3
--- code [2]
print(steps)
--- metadata
{"language_info": {"name": "python", "version": "3.11.7"}, "nbproject": {"id": "Rx2s9cPTMQLY", "version": "1",
 "time_init": "2024-05-31T09:30:00+00:00"}}
`).text;

let window: Window;
let notebook: Notebook;

beforeAll(async () => {
  window = await Window.open({ 'walk.ipynb': walk });
  notebook = await Notebook.open(window, 'walk.ipynb');
});

afterAll(() => window?.close());

test('Should show a cell that ran out of order, and no more when all ran again', async () => {
  await notebook.hasCodes([[], [], []]);

  await notebook.run(1, 3);
  await notebook.hasCodes([[], [], ['out-of-order', 'stale-output']]);
  await window.shows(`${notebook.row(2)} .cell-status-left`, 'out-of-order');
  await window.screenshot('out-of-order');

  await notebook.run(2, 4);
  await notebook.hasCodes([[], ['execution-gap'], []]);
  await notebook.run(1, 1);
  await notebook.run(2, 2);
  await notebook.hasCodes([[], [], []]);
});

test('Should tell a cell that was edited since it ran from one that never ran', async () => {
  await notebook.edit(1);
  await window.press('End');
  await window.page.keyboard.type('0');

  await notebook.hasCodes([[], ['unexecuted-cell'], []]);
  expect(await notebook.messages(1)).toEqual(['Cell 2: edited since it was run as [1]. Run it again.']);
  await window.screenshot('edited-since-run');

  await notebook.insert(3, 'later = 1');
  await notebook.hasCodes([[], ['unexecuted-cell'], [], ['unexecuted-cell']]);
  expect(await notebook.messages(3)).toEqual([
    'Cell 4: not run, though other cells were. Restart the kernel and run all cells.',
  ]);
});

test('Should follow cells that are moved', async () => {
  await window.inside(({ vscode }) => vscode.commands.executeCommand('notebook.focusTop'));
  await window.inside(({ vscode }) => vscode.commands.executeCommand('notebook.cell.moveDown'));

  await vi.waitFor(async () => expect((await notebook.texts())[0]).toBe('steps = 30'), patience);
  await notebook.hasCodes([['unexecuted-cell'], ['title-not-first'], [], ['unexecuted-cell']]);
});
