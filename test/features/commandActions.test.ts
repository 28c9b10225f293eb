import { describe, expect, test } from 'vitest';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/first_look.ipynb';

const bare = '--- code [1]\nx = 1\n--- markdown\n# First look\n';
const modified = `${bare}--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "version": "4", "time_init": "2024-05-31T09:30:00+00:00", "source_sha256": "${'0'.repeat(64)}"}}`;

/** What is offered besides fixes where the cursor is on the line of a text, or in the whole document. */
async function offered(editor: Editor, text: string | undefined, only?: string[], document = uri) {
  const start = text === undefined ? undefined : editor.document(document).rangeOf(text).start;
  const actions = await editor.codeActions(document, start && { start, end: start }, only ? { only } : {});
  return actions.filter(({ command }) =>
    /publish|recordPackages|initialize|setParents|assignNewId/.test(command?.command ?? ''),
  );
}

async function titles(...args: Parameters<typeof offered>): Promise<string[]> {
  return (await offered(...args)).map(({ title }) => title);
}

describe('Publish, Record the packages, Initialize, and what is done to ids', () => {
  test('Should be offered on the first line, on the title and on the record, and on no other line', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(modified).text);
    const all = ['Publish the notebook', 'Record the packages', 'Add a parent', 'Give the notebook a new id'];
    expect(await titles(editor, '{')).toEqual(all);
    expect(await titles(editor, '# First look')).toEqual(all);
    expect(await titles(editor, '"nbproject"')).toEqual(all);
    expect(await titles(editor, '"id": "Rx2s9cPTMQLY"')).toEqual(all);
    expect(await titles(editor, 'x = 1')).toEqual([]);
    expect(await titles(editor, undefined)).toEqual(['Publish again']);
  });

  test('Should be offered anywhere to an editor that asks for refactorings', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(bare).text);
    const all = ['Publish the notebook', 'Record the packages', 'Initialize'];
    for (const kind of ['refactor', 'refactor.nbproject']) expect(await titles(editor, 'x = 1', [kind])).toEqual(all);
    expect(await titles(editor, 'x = 1', ['refactor.nbproject.publish'])).toEqual(['Publish the notebook']);
    for (const kind of ['source', 'refactor.extract', 'quickfix', 'refactor.nbproject.pub'])
      expect(await titles(editor, '{', [kind])).toEqual([]);
  });

  test('Should stand in the cells with the title, and in the first one', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(bare));
    expect(await titles(editor, 'x = 1', undefined, tab.uriOf(0))).toHaveLength(3);
    expect(await titles(editor, '# First', undefined, tab.uriOf(1))).toHaveLength(3);
    await tab.insert(2, 2, 'python', 'y = 2');
    expect(await titles(editor, 'y = 2', undefined, tab.uriOf(2))).toEqual([]);
  });

  test('Should publish what is modified once more, by an action on that finding', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(modified).text);
    const [again] = await offered(editor, '"version"', ['quickfix']);
    expect(again).toMatchObject({
      title: 'Publish again',
      kind: 'quickfix',
      diagnostics: [{ code: 'modified-since-publish' }],
    });
    editor.answers.push('5 (next)');
    await editor.choose(again);
    expect(JSON.parse(editor.text(uri)).metadata.nbproject).toMatchObject({ version: '5' });
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).not.toContain('modified-since-publish');
    expect(await titles(editor, '"version"', ['quickfix'])).toEqual([]);
  });

  test('Should not be offered to an editor that takes no edits, nor where the notebook cannot be changed', async () => {
    const { workspace: _, experimental: __, ...capabilities } = usualCapabilities;
    const editor = await Editor.start(capabilities);
    await editor.openText(uri, writeNotebook(bare).text);
    expect(await titles(editor, '{')).toEqual([]);
    const able = await Editor.start();
    await able.openText(uri, '{"cells": [');
    expect(await titles(able, '{')).toEqual([]);
  });
});
