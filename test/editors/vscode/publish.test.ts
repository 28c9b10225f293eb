import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sourceHash } from '../../../server/src/record/record.ts';
import { notebookOf, writeNotebook } from '../../support/notation.ts';
import { makeEnvironment } from './environment.ts';
import { Notebook } from './notebook.ts';
import { patience, Window } from './window.ts';

const growth = `
--- markdown
# Growth of yeast
--- code [1] tags=parameters
import numpy
--- code [2] result=0.42
0.42
--- metadata
${JSON.stringify({
  kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
  language_info: { name: 'python', version: '3.11.7' },
  nbproject: {
    id: 'Rx2s9cPTMQLY',
    version: '2',
    time_init: '2024-05-31T09:30:00+00:00',
    time_published: '2024-06-01T09:30:00+00:00',
    source_sha256: '0'.repeat(64),
    pypackage: { numpy: '1.23.1' },
    parent: null,
    own_field: { kept: [1, 2] },
  },
})}
`;

const published = '[id="nbproject.nbproject.nbproject.status"]';

let window: Window;
let notebook: Notebook;

beforeAll(async () => {
  const text = writeNotebook(growth).text;
  window = await Window.open({
    'growth.ipynb': text,
    'wrong_order.ipynb': text.replace('"execution_count": 1', '"execution_count": 4').replace('Rx2s', 'Oth1'),
  });
  makeEnvironment(window.path('.venv'), { numpy: '1.26.4' });
});

afterAll(() => window?.close());

describe('Publishing from the toolbar', () => {
  test('Should ask for the version, write the record, and nothing else', async () => {
    notebook = await Notebook.open(window, 'growth.ipynb');
    await window.shows(published, 'modified · 2');
    const before = JSON.parse(window.read('growth.ipynb'));
    const start = Date.now();

    await window.click(notebook.button('Publish'));
    await window.page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
    await window.screenshot('publish-asks');
    await window.pick('2.1.0');

    await window.shows(published, 'published · 2.1.0');
    await window.screenshot('published');
    await notebook.save();
    const after = JSON.parse(window.read('growth.ipynb'));
    const { nbproject, ...metadata } = after.metadata;
    const { nbproject: recorded, ...others } = before.metadata;
    expect({ ...after, metadata }).toEqual({ ...before, metadata: others });
    expect(nbproject).toEqual({
      ...recorded,
      version: '2.1.0',
      pypackage: { numpy: '1.26.4' },
      python: expect.stringMatching(/^3\.\d+\.\d+/),
      time_published: expect.any(String),
      source_sha256: sourceHash(notebookOf(growth)),
    });
    expect(Date.parse(nbproject.time_published)).toBeGreaterThanOrEqual(start);
  });

  test('Should be taken back by one undo', async () => {
    await notebook.undo();

    await window.shows(published, 'modified · 2');
    expect((await notebook.metadata()).nbproject).toMatchObject({ version: '2', pypackage: { numpy: '1.23.1' } });
  });
});

describe('Publishing from elsewhere', () => {
  const ways: readonly (readonly [string, () => Promise<void>])[] = [
    // It is done when the question is answered.
    ['the palette', async () => void window.command('nbproject.publish')],
    [
      'the lens',
      () => window.click(window.page.locator(`${notebook.row(1)} .codelens-decoration a`, { hasText: 'Publish' })),
    ],
    [
      'the menu of quick fixes',
      async () => {
        await notebook.editMarkdown(0);
        await window.quickFix('Publish again');
      },
    ],
  ];

  test.each(ways)('Should ask for the version: %s', async (_, publish) => {
    await publish();
    await window.pick('2.0.1');

    await window.shows(published, 'published · 2.0.1');
    await notebook.undo();
    await window.shows(published, 'modified · 2');
  });
});

describe('Publishing as another version', () => {
  test('Should take the one that is written', async () => {
    await window.click(notebook.button('Publish'));
    await window.page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
    await window.pick('Other…');
    const input = window.page.locator('.quick-input-widget input[type="text"]');
    await vi.waitFor(async () => expect(await input.inputValue()).toBe('3'), patience);
    await window.screenshot('publish-other');
    await input.fill('4.2.0');
    await window.press('Enter');

    await window.shows(published, 'published · 4.2.0');
    await notebook.undo();
    await window.shows(published, 'modified · 2');
  });
});

describe('Publishing in spite of something', () => {
  test('Should be asked about in a dialogue, and not be done when it is closed', async () => {
    const wrong = await Notebook.open(window, 'wrong_order.ipynb');
    await window.shows(published, 'modified · 2');
    const before = await wrong.metadata();

    await window.click(wrong.button('Publish'));
    const dialogue = window.page.locator('.monaco-dialog-box');
    await dialogue.waitFor();
    await vi.waitFor(async () => expect(await dialogue.textContent()).toContain('in spite of this?'), patience);
    await window.screenshot('publish-in-spite');
    await window.press('Escape');

    await dialogue.waitFor({ state: 'detached' });
    expect(await wrong.metadata()).toEqual(before);
  });
});
