import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeNotebook } from '../../support/notation.ts';
import { Notebook } from './notebook.ts';
import { patience, Window } from './window.ts';

const kernel = '"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}';
const record =
  '"nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "own": {"kept": 1}}';

/** Three notebooks that lack a title, named as what is done to them. */
const untitled = writeNotebook(`
--- code [1] tags=parameters
steps = 3
--- code [2]
print(steps)
--- metadata
{${kernel}, "language_info": {"name": "python", "version": "3.11.7"}, ${record}}
`).text;

const badIds = writeNotebook(`
--- markdown
# A walk
--- code [1] id=a%20b tags=parameters
steps = 3
--- code [2] id=c%20d
print(steps)
--- metadata
{${kernel}, "language_info": {"name": "python", "version": "3.11.7"}, ${record}}
`).text.replaceAll('%20', ' ');

const validId = /^[\w-]+$/;

/** A copy with an id of its own. */
function copy(notebook: string, letter: string): string {
  return notebook.replace('Rx2s9cPTMQLY', `Rx2s9cPTMQL${letter}`);
}

let window: Window;

beforeAll(async () => {
  window = await Window.open({
    'by_key.ipynb': copy(untitled, '1'),
    'by_button.ipynb': copy(untitled, '2'),
    'without_record.ipynb': untitled.replace('"nbproject"', '"other"'),
    'ids.ipynb': copy(badIds, '3'),
    'ids_on_save.ipynb': copy(badIds, '4'),
    'cleared.ipynb': copy(untitled, '5').replace('"execution_count": 1', '"execution_count": 7'),
  });
});

afterAll(() => window?.close());

describe('A title that is missing', () => {
  test('Should be inserted from the menu of quick fixes, saved as a cell, and gone after one undo', async () => {
    const notebook = await Notebook.open(window, 'by_key.ipynb');
    await notebook.hasCodes([['missing-title'], []]);

    await notebook.edit(0);
    await window.quickFix('Insert title cell');

    await notebook.hasTexts(['# By key', 'steps = 3', 'print(steps)']);
    await notebook.hasCodes([[], [], []]);
    await notebook.save();
    await window.screenshot('title-inserted');
    const [title, ...others] = JSON.parse(window.read('by_key.ipynb')).cells;
    expect(title).toMatchObject({ cell_type: 'markdown', metadata: {}, source: ['# By key'] });
    expect(others).toEqual(JSON.parse(untitled).cells);

    await notebook.undo();
    await notebook.hasTexts(['steps = 3', 'print(steps)']);
  });

  test('Should be inserted by a button of the toolbar, which is there only as long as there is none', async () => {
    const notebook = await Notebook.open(window, 'by_button.ipynb');
    await notebook.hasCodes([['missing-title'], []]);

    await window.click(notebook.button('Insert Title'));

    await notebook.hasTexts(['# By button', 'steps = 3', 'print(steps)']);
    await notebook.button('Insert Title').waitFor({ state: 'detached' });
  });
});

describe('A record', () => {
  test('Should be made without touching other metadata, undone by one step, and saved', async () => {
    const notebook = await Notebook.open(window, 'without_record.ipynb');
    await notebook.hasCodes([['missing-title', 'uninitialized'], []]);
    const before = await notebook.metadata();

    await window.command('nbproject.initialize');

    await vi.waitFor(async () => expect(Object.keys(await notebook.metadata())).toContain('nbproject'), patience);
    const { nbproject, ...others } = await notebook.metadata();
    expect(others).toEqual(before);
    expect(nbproject).toMatchObject({ id: expect.stringMatching(/^[0-9A-Za-z]{12}$/), version: '1' });
    await notebook.undo();
    await vi.waitFor(async () => expect(await notebook.metadata()).toEqual(before), patience);
    await window.command('nbproject.initialize');
    await notebook.hasCodes([['missing-title'], []]);
    await notebook.save();
    const { metadata, nbformat, nbformat_minor } = JSON.parse(window.read('without_record.ipynb'));
    expect(Object.keys(metadata).sort()).toEqual(['kernelspec', 'language_info', 'nbproject', 'other']);
    expect([nbformat, nbformat_minor]).toEqual([4, 5]);
  });
});

describe('Ids of cells that are not valid', () => {
  test('Should all be mended by one quick fix, with the metadata of the cells kept', async () => {
    const notebook = await Notebook.open(window, 'ids.ipynb');
    await notebook.hasCodes([[], ['invalid-cell-id'], ['invalid-cell-id']]);

    await notebook.edit(1);
    await window.quickFix('Fix all 2 problems of invalid-cell-id');

    await notebook.hasCodes([[], [], []]);
    await notebook.save();
    const [, first, second] = JSON.parse(window.read('ids.ipynb')).cells;
    expect(first).toMatchObject({ execution_count: 1, metadata: { tags: ['parameters'] }, source: ['steps = 3'] });
    expect([first.id, second.id]).toEqual([expect.stringMatching(validId), expect.stringMatching(validId)]);
  });

  test('Should be mended on saving, where the user wants that', async () => {
    const notebook = await Notebook.open(window, 'ids_on_save.ipynb');
    await notebook.hasCodes([[], ['invalid-cell-id'], ['invalid-cell-id']]);
    await window.set('notebook.codeActionsOnSave', { 'notebook.source.fixAll.nbproject': 'explicit' });

    await notebook.edit(1);
    await window.press('End');
    await window.page.keyboard.type('0');
    // VS Code takes the count away a moment later; a save before that was seen to run no code actions.
    await notebook.hasCodes([[], ['invalid-cell-id', 'unexecuted-cell'], ['invalid-cell-id']]);
    await window.press('Control+s');

    await vi.waitFor(() => {
      const [, first, second] = JSON.parse(window.read('ids_on_save.ipynb')).cells;
      expect(first.source).toEqual(['steps = 30']);
      expect([first.id, second.id]).toEqual([expect.stringMatching(validId), expect.stringMatching(validId)]);
    }, patience);
    await window.set('notebook.codeActionsOnSave', undefined);
  });
});

describe('Results of a wrong order', () => {
  test('Should be cleared with their counts, also those that VS Code shows', async () => {
    const notebook = await Notebook.open(window, 'cleared.ipynb');
    await notebook.hasCodes([['missing-title'], ['out-of-order', 'stale-output']]);

    await window.command('nbproject.clearOutputs');

    await notebook.hasCodes([['missing-title'], []]);
    expect(await window.page.locator(`${notebook.row(0)} .execution-count-label`).textContent()).not.toContain('7');
    await notebook.save();
    expect(JSON.parse(window.read('cleared.ipynb')).cells).toEqual(
      JSON.parse(untitled).cells.map((cell: object) => ({ ...cell, execution_count: null, outputs: [] })),
    );
    await window.screenshot('cleared');
  });
});
