import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ShowMessageParams, ShowMessageRequestParams } from 'vscode-languageserver-protocol';
import type { Editor } from '../../support/editor.ts';
import { jsonOf } from '../../support/notation.ts';
import type { NotebookTab } from '../../support/notebookTab.ts';
import { editorIn, study } from '../../support/study.ts';

const lineageRules = [
  'duplicate-notebook-id',
  'unknown-parent',
  'parent-cycle',
  'stale-parent',
  'undeclared-parent',
  'missing-data-file',
];

async function opened(name: string, project = study()) {
  const editor = await editorIn(project.folder);
  const uri = project.uri(name);
  await editor.openText(uri, project.text(name));
  return { editor, uri, project };
}

function codesOf(editor: Editor, uri: string): string[] {
  const codes = (editor.published(uri)?.diagnostics ?? []).map(({ code }) => String(code));
  return codes.filter((code) => lineageRules.includes(code)).sort();
}

/** Waits until the findings of lineage are these. */
async function found(editor: Editor, uri: string, codes: readonly string[]): Promise<void> {
  await editor.until(() => codesOf(editor, uri).join() === [...codes].sort().join());
}

const expected: readonly (readonly [name: string, codes: readonly string[]])[] = [
  ['02_counts.ipynb', ['stale-parent']],
  ['figures/04_figures.ipynb', ['duplicate-notebook-id', 'undeclared-parent']],
  ['figures/04_figures-Copy1.ipynb', ['duplicate-notebook-id']],
  ['notes.ipynb', ['missing-data-file']],
];

describe('A study in the editor', () => {
  test.each(expected)('Should have its findings in the text of %s', async (name, codes) => {
    const { editor, uri } = await opened(name);
    await found(editor, uri, codes);
  });

  test.each(expected)('Should have the same findings in the cells of %s', async (name, codes) => {
    const project = study();
    const editor = await editorIn(project.folder);
    const tab = await editor.openNotebook(project.uri(name), JSON.parse(project.text(name)));
    const all = () => tab.cells.flatMap((cell) => codesOf(editor, cell.uri));
    await editor.until(() => all().sort().join() === [...codes].sort().join());
  });

  test('Should be found again when a file was made and the notebook saved', async () => {
    const { editor, uri, project } = await opened('notes.ipynb');
    await found(editor, uri, ['missing-data-file']);
    writeFileSync(path.join(project.folder, 'data/raw/plan.csv'), '');
    await editor.notify('textDocument/didSave', { textDocument: { uri } });
    await found(editor, uri, []);
  });

  test('Should be found again when a file was renamed', async () => {
    const { editor, uri, project } = await opened('notes.ipynb');
    await found(editor, uri, ['missing-data-file']);
    writeFileSync(path.join(project.folder, 'data/raw/plan.csv'), '');
    await editor.notify('workspace/didRenameFiles', {
      files: [{ oldUri: project.uri('plan.csv'), newUri: project.uri('data/raw/plan.csv') }],
    });
    await found(editor, uri, []);
  });

  test('Should be asked of again when a path is typed', async () => {
    const { editor, uri } = await opened('notes.ipynb');
    await found(editor, uri, ['missing-data-file']);
    await editor.type(uri, 'data/raw/plan.csv', 'data/counts.csv');
    await found(editor, uri, []);
  });

  test('Should relate a copy to its original', async () => {
    const { editor, uri, project } = await opened('figures/04_figures-Copy1.ipynb');
    await found(editor, uri, ['duplicate-notebook-id']);
    const diagnostic = editor.published(uri)?.diagnostics.find(({ code }) => code === 'duplicate-notebook-id');
    expect(diagnostic?.relatedInformation).toEqual([
      expect.objectContaining({
        message: 'The original.',
        location: expect.objectContaining({ uri: project.uri('figures/04_figures.ipynb') }),
      }),
    ]);
  });
});

type StoredRecord = { readonly id: string; readonly parent: unknown; readonly version: string };

function recordIn(editor: Editor, uri: string): StoredRecord {
  return JSON.parse(editor.text(uri)).metadata.nbproject;
}

/** VS Code nests the notebook's own metadata. */
function recordOfTab({ metadata }: NotebookTab): StoredRecord {
  return (metadata!.metadata as { readonly nbproject: StoredRecord }).nbproject;
}

describe('A copied notebook', () => {
  const title = 'Assign a new id, with the original as parent';

  test('Should get its own id, with the original as parent, by one action in the text', async () => {
    const { editor, uri } = await opened('figures/04_figures-Copy1.ipynb');
    await found(editor, uri, ['duplicate-notebook-id']);
    const actions = await editor.codeActions(uri);
    await editor.choose(actions.find((action) => action.title === title));
    await found(editor, uri, []);
    expect(recordIn(editor, uri)).toMatchObject({
      id: expect.not.stringMatching('f1guresf1gur'),
      parent: ['ratesratesra', 'f1guresf1gur'],
    });
  });

  test('Should get it by the same action in the cells', async () => {
    const project = study();
    const editor = await editorIn(project.folder);
    const name = 'figures/04_figures-Copy1.ipynb';
    const tab = await editor.openNotebook(project.uri(name), JSON.parse(project.text(name)));
    await found(editor, tab.uriOf(0), ['duplicate-notebook-id']);
    const actions = await editor.codeActions(tab.uriOf(0));
    await editor.choose(actions.find((action) => action.title === title));
    expect(recordOfTab(tab)).toMatchObject({ parent: ['ratesratesra', 'f1guresf1gur'] });
    expect(recordOfTab(tab).id).not.toBe('f1guresf1gur');
  });

  test('Should get it by the command, whichever is taken for the original', async () => {
    const { editor, uri } = await opened('figures/04_figures.ipynb');
    await editor.execute('nbproject.assignNewId', { uri });
    expect(recordIn(editor, uri)).toMatchObject({ parent: ['ratesratesra'], version: '1' });
    const { id } = recordIn(editor, uri);
    expect(id).toMatch(/^(?!f1guresf1gur)[0-9A-Za-z]{12}$/);
    await editor.execute('nbproject.assignNewId', { uri, originalAsParent: true });
    expect(recordIn(editor, uri)).toMatchObject({ parent: ['ratesratesra', id] });
  });

  test('Should have a record first', async () => {
    const { editor, uri } = await opened('notes.ipynb');
    const before = editor.text(uri);
    await editor.execute('nbproject.assignNewId', { uri });
    await editor.execute('nbproject.setParents', { uri, parents: ['ratesratesra'] });
    await editor.execute('nbproject.setParents', { uri });
    expect(editor.text(uri)).toBe(before);
    expect(editor.received<ShowMessageParams>('window/showMessage').map(({ message }) => message)).toEqual(
      Array(3).fill('The notebook has no record yet: initialize it first.'),
    );
  });
});

describe('Setting the parents', () => {
  test.each([
    ['02_counts.ipynb', [], null],
    ['02_counts.ipynb', ['aaaaaaaaaaaa'], 'aaaaaaaaaaaa'],
    ['02_counts.ipynb', ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'aaaaaaaaaaaa'], ['aaaaaaaaaaaa', 'bbbbbbbbbbbb']],
    ['03_rates.ipynb', ['aaaaaaaaaaaa'], ['aaaaaaaaaaaa']],
  ])('Should write into %s, of %j, what its form allows', async (name, parents, field) => {
    const { editor, uri } = await opened(name);
    await editor.execute('nbproject.setParents', { uri, parents });
    expect(recordIn(editor, uri).parent).toEqual(field);
  });

  test('Should ask which one, the likeliest first, and add it', async () => {
    const { editor, uri } = await opened('figures/04_figures.ipynb');
    editor.answers.push('Count cells');
    await editor.execute('nbproject.setParents', { uri });
    const [question] = editor.received<ShowMessageRequestParams>('window/showMessageRequest');
    expect(question?.message).toBe('Which notebook does 04_figures.ipynb build on?');
    expect(question?.actions?.map(({ title }) => title)).toEqual([
      'Count cells (version 1 · unverified · ../02_counts.ipynb)',
      'Import the plates (version 2 · unverified · ../01_import.ipynb)',
    ]);
    expect(recordIn(editor, uri).parent).toEqual(['ratesratesra', 'c0untsc0unts']);
  });

  test('Should change nothing when nobody answers, and say so where there is nothing to choose', async () => {
    const { editor, uri } = await opened('figures/04_figures.ipynb');
    const before = editor.text(uri);
    await editor.execute('nbproject.setParents', { uri });
    expect(editor.text(uri)).toBe(before);
    const { editor: first, uri: firstUri } = await opened('01_import.ipynb');
    await first.execute('nbproject.setParents', { uri: firstUri });
    expect(first.received<ShowMessageParams>('window/showMessage')[0]?.message).toBe(
      'There is no other notebook with an id in the workspace to name as a parent.',
    );
  });

  test.each([['x'], [[1]], [['']], [null]])('Should refuse %j', async (parents) => {
    const { editor, uri } = await opened('02_counts.ipynb');
    await expect(editor.execute('nbproject.setParents', { uri, parents })).rejects.toThrow(/a list of ids/);
  });
});

test('Should say nothing of lineage of a notebook outside the workspace', async () => {
  const project = study();
  mkdirSync(path.join(project.folder, 'inner'));
  const editor = await editorIn(path.join(project.folder, 'inner'));
  const uri = project.uri('new.ipynb');
  const json = jsonOf(
    '--- code [1]\nopen("none.csv")\n--- metadata\n{"nbproject": {"id": "x", "parent": "zzzzzzzzzzzz"}}',
  );
  await editor.openText(uri, JSON.stringify(json));
  await editor.request('workspace/symbol', { query: '' });
  await editor.settle();
  expect(codesOf(editor, uri)).toEqual([]);
});
