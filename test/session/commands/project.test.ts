import { existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { commands, type JsonObject, type ProjectResult, type RequirementsResult } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { folderWith } from '../../support/folder.ts';

const list = 'nbproject_metadata.yml';

function notebook(record?: object): JsonObject {
  const metadata = record === undefined ? {} : { nbproject: record };
  return JSON.parse(JSON.stringify({ cells: [], metadata, nbformat: 4, nbformat_minor: 5 }));
}

const fresh = JSON.stringify(notebook());
const initialized = { id: 'Kq3vX8bTz1Wn', version: '2', time_init: '2024-03-05T09:12:44.310000+00:00' };

async function editorIn(folder: string, capabilities = usualCapabilities): Promise<Editor> {
  const workspaceFolders = [{ uri: uriOf(folder, ''), name: 'study' }];
  const editor = await Editor.start(capabilities, { workspaceFolders });
  await editor.notify('workspace/didChangeConfiguration', { settings: { nbproject: { author: { name: 'Ada' } } } });
  return editor;
}

function uriOf(folder: string, name: string): string {
  return pathToFileURL(path.join(folder, name)).href;
}

function textOf(folder: string, name = list): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

function recordIn(text: string): JsonObject {
  return JSON.parse(text).metadata.nbproject;
}

function messages(editor: Editor): string[] {
  return editor.received<{ message: string }>('window/showMessage').map(({ message }) => message);
}

const id = /^[0-9A-Za-z]{12}$/;

describe('Making a project from the editor', () => {
  test('gives every notebook of the folder a record, and lists them', async () => {
    const folder = folderWith({ 'a.ipynb': fresh, 'sub/b.ipynb': JSON.stringify(notebook(initialized)) });
    const editor = await editorIn(folder);
    expect(await editor.execute<ProjectResult>(commands.initProject)).toEqual({
      notebooks: [
        { uri: uriOf(folder, 'a.ipynb'), status: 'changed' },
        { uri: uriOf(folder, 'sub/b.ipynb'), status: 'unchanged' },
      ],
      files: [{ uri: uriOf(folder, list), status: 'changed' }],
    });
    const record = recordIn(textOf(folder, 'a.ipynb'));
    expect(record).toMatchObject({ id: expect.stringMatching(id), version: '0' });
    expect(textOf(folder)).toContain(`${record.id}:\n`);
    expect(messages(editor)).toEqual(['2 notebooks: 1 initialized, 1 unchanged. Wrote nbproject_metadata.yml.']);
  });

  test('changes what is open as text through the editor, as it is shown, and not the file', async () => {
    const folder = folderWith({ 'a.ipynb': fresh });
    const editor = await editorIn(folder);
    const uri = uriOf(folder, 'a.ipynb');
    await editor.openText(uri, fresh);
    await editor.type(uri, '"cells":[]', '"cells": [ ]');
    await editor.execute(commands.initProject);
    expect(textOf(folder, 'a.ipynb')).toBe(fresh);
    const record = recordIn(editor.text(uri));
    expect(record.id).toMatch(id);
    expect(editor.text(uri)).toContain('"cells": [ ]');
    expect(textOf(folder)).toContain(`${record.id}:\n`);
    expect(editor.received('workspace/applyEdit')).toHaveLength(1);
  });

  test('changes what is open as cells through the editor', async () => {
    const folder = folderWith({ 'a.ipynb': fresh });
    const editor = await editorIn(folder);
    const tab = await editor.openNotebook(uriOf(folder, 'a.ipynb'), notebook());
    await editor.execute(commands.initProject);
    expect(textOf(folder, 'a.ipynb')).toBe(fresh);
    const { nbproject } = tab.metadata!.metadata as { nbproject: JsonObject };
    expect(textOf(folder)).toContain(`${nbproject.id}:\n`);
    expect(editor.received('nbproject/applyNotebookEdit')).toHaveLength(1);
  });

  test('knows an open notebook under another path that leads to it', async () => {
    const folder = folderWith({ 'real/a.ipynb': fresh });
    symlinkSync('real', path.join(folder, 'link'));
    const editor = await editorIn(folder);
    const uri = uriOf(folder, 'link/a.ipynb');
    await editor.openText(uri, fresh);
    await editor.execute(commands.initProject);
    expect(textOf(folder, 'real/a.ipynb')).toBe(fresh);
    expect(recordIn(editor.text(uri)).id).toMatch(id);
  });

  test('leaves out an open notebook that the editor does not change, or that is broken, and does the others', async () => {
    const folder = folderWith({ 'a.ipynb': fresh, 'b.ipynb': fresh, 'c.ipynb': fresh });
    const editor = await editorIn(folder);
    await editor.openText(uriOf(folder, 'a.ipynb'), fresh);
    await editor.openText(uriOf(folder, 'b.ipynb'), '{"cells": [');
    editor.editAnswers.push(() => ({ applied: false, failureReason: 'read-only' }));
    const { notebooks } = await editor.execute<ProjectResult>(commands.initProject);
    expect(notebooks).toMatchObject([
      { status: 'failed', problem: 'The editor did not make the change: read-only' },
      { status: 'failed', problem: expect.stringMatching(/^It is left alone: its JSON is broken/) },
      { status: 'changed' },
    ]);
    expect(messages(editor)[0]).toMatch(
      /^3 notebooks: 1 initialized, 2 left out\. Wrote .* a\.ipynb: The editor did not/,
    );
    expect(textOf(folder)).toContain('name: c.ipynb');
  });

  test('takes a folder, or a notebook that stands for its own', async () => {
    const folder = folderWith({ 'one/a.ipynb': fresh, 'two/b.ipynb': fresh, 'c.ipynb': fresh });
    const editor = await editorIn(folder);
    await editor.execute(commands.initProject, { uri: uriOf(folder, 'one') });
    await editor.execute(commands.initProject, { uri: uriOf(folder, 'two/b.ipynb') });
    expect(textOf(folder, `one/${list}`)).toContain("name: a.ipynb\n  version: '0'\n  location: .\n");
    expect(textOf(folder, `two/${list}`)).toContain('name: b.ipynb');
    expect(textOf(folder, 'c.ipynb')).toBe(fresh);
  });

  test('leaves out what the configuration excludes', async () => {
    const folder = folderWith({ 'a.ipynb': fresh, 'old/b.ipynb': fresh, 'nbproject.toml': 'exclude = ["old/"]\n' });
    const editor = await editorIn(folder);
    expect((await editor.execute<ProjectResult>(commands.initProject)).notebooks).toHaveLength(1);
  });

  test('touches nothing outside of the folders that are open', async () => {
    const folder = folderWith({ 'work/a.ipynb': fresh, 'b.ipynb': fresh, [list]: '{}\n' });
    const editor = await editorIn(path.join(folder, 'work'));
    await expect(editor.execute(commands.initProject, { uri: uriOf(folder, '') })).rejects.toThrow(
      /in none of the folders/,
    );
    // The list above is none of this workspace.
    await editor.execute(commands.initProject);
    expect(existsSync(path.join(folder, 'work', list))).toBe(true);
    expect(textOf(folder)).toBe('{}\n');
  });

  test('says so where there is a project already, and where no folder is open', async () => {
    const folder = folderWith({ 'a.ipynb': fresh, [list]: '{}\n' });
    const editor = await editorIn(folder);
    await expect(editor.execute(commands.initProject)).rejects.toThrow(/is in a project already/);
    expect(messages(editor)[0]).toMatch(/is in a project already/);
    const alone = await Editor.start();
    await expect(alone.execute(commands.initProject)).rejects.toThrow('There is no project: no folder is open.');
  });

  test('shows how far it is, and stops when its user wants that; called again, it goes on', async () => {
    const names = Array.from({ length: 3 }, (_, index) => `${index}.ipynb`);
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, fresh])));
    const capabilities = { ...usualCapabilities, window: { workDoneProgress: true } };
    const editor = await editorIn(folder, capabilities);
    await editor.openText(uriOf(folder, '1.ipynb'), fresh);
    let answer = (_: { applied: boolean }) => {};
    editor.editAnswers.push(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const result = editor.execute<ProjectResult>(commands.initProject);
    const shown = () => JSON.stringify(editor.traffic.received);
    await expect.poll(shown, { timeout: 10_000 }).toContain('"title":"Initializing notebooks","cancellable":true');
    const token = /"token":"([^"]*)","value":\{"kind":"begin","title":"Initializing/.exec(shown())?.[1];
    await editor.notify('window/workDoneProgress/cancel', { token });
    answer({ applied: false });
    expect((await result).notebooks.map(({ status }) => status)).toEqual(['changed', 'failed']);
    expect(messages(editor)[0]).toContain('Stopped after 2 of 3.');
    expect(existsSync(path.join(folder, list))).toBe(false);
    expect((await editor.execute<ProjectResult>(commands.initProject)).files).toHaveLength(1);
    expect(textOf(folder)).toContain('name: 2.ipynb');
  });
});

describe('Synchronizing a project from the editor', () => {
  test('takes what was edited in the list into the notebooks, open or not', async () => {
    const other = { ...initialized, id: 'Zz9yX8wVu7Tt' };
    const entries = 'Kq3vX8bTz1Wn:\n  user_name: Grace\nZz9yX8wVu7Tt:\n  user_name: Edith\n';
    const folder = folderWith({
      'a.ipynb': JSON.stringify(notebook(initialized)),
      'sub/b.ipynb': JSON.stringify(notebook(other)),
      [list]: entries,
    });
    const editor = await editorIn(folder);
    const uri = uriOf(folder, 'a.ipynb');
    await editor.openText(uri, textOf(folder, 'a.ipynb'));
    // A notebook stands for its project, not for its folder alone.
    await editor.execute(commands.syncProject, { uri: uriOf(folder, 'sub/b.ipynb') });
    expect(recordIn(editor.text(uri)).user_name).toBe('Grace');
    expect(recordIn(textOf(folder, 'a.ipynb')).user_name).toBeUndefined();
    expect(recordIn(textOf(folder, 'sub/b.ipynb')).user_name).toBe('Edith');
    expect(textOf(folder)).toContain('location: sub');
    expect(messages(editor)).toEqual(['2 notebooks: 2 synchronized. Wrote nbproject_metadata.yml.']);
  });
});

describe('Writing requirements from the editor', () => {
  const recording = (pypackage: object) => JSON.stringify(notebook({ ...initialized, pypackage }));

  test('takes records as they are shown, and tells of conflicts', async () => {
    const folder = folderWith({ 'a.ipynb': recording({ numpy: '1.0' }), 'b.ipynb': recording({ numpy: '1.9' }) });
    const editor = await editorIn(folder);
    const uri = uriOf(folder, 'b.ipynb');
    await editor.openText(uri, textOf(folder, 'b.ipynb'));
    await editor.type(uri, '1.9', '1.26');
    expect(await editor.execute<RequirementsResult>(commands.writeRequirements)).toEqual({
      file: { uri: uriOf(folder, 'requirements.txt'), status: 'changed' },
      notebooks: [],
      requirements: [{ name: 'numpy', version: '1.26' }],
    });
    expect(textOf(folder, 'requirements.txt')).toBe('numpy==1.26\n');
    expect(messages(editor)).toEqual([
      'Wrote requirements.txt: 1 package of 2 notebooks. numpy: 1.0, 1.26; 1.26 is taken.',
    ]);
  });

  test('asks before it replaces what says something else', async () => {
    const folder = folderWith({ 'a.ipynb': recording({ numpy: '1.0' }), 'requirements.txt': 'mine\n' });
    const editor = await editorIn(folder);
    editor.answers.push(null, 'Replace');
    const status = async () => (await editor.execute<RequirementsResult>(commands.writeRequirements)).file.status;
    expect(await status()).toBe('unchanged');
    expect(textOf(folder, 'requirements.txt')).toBe('mine\n');
    expect(await status()).toBe('changed');
    expect(textOf(folder, 'requirements.txt')).toBe('numpy==1.0\n');
    expect(await status()).toBe('unchanged');
  });
});

describe('Renaming in the editor', () => {
  async function rename(editor: Editor, folder: string, from: string, to: string): Promise<void> {
    renameSync(path.join(folder, from), path.join(folder, to));
    await editor.notify('workspace/didRenameFiles', {
      files: [{ oldUri: uriOf(folder, from), newUri: uriOf(folder, to) }],
    });
  }

  /** Waits until the list holds something: nothing is told of a rename that went well. */
  async function listHolds(folder: string, text: string): Promise<void> {
    await expect.poll(() => textOf(folder), { timeout: 10_000 }).toContain(text);
  }

  test('a notebook, and then its folder, keeps the list true', async () => {
    const folder = folderWith({
      'sub/a.ipynb': JSON.stringify(notebook(initialized)),
      [list]: '# Ours\nKq3vX8bTz1Wn:\n  name: a.ipynb\n  location: sub\n',
    });
    const editor = await editorIn(folder);
    await rename(editor, folder, 'sub/a.ipynb', 'sub/b.ipynb');
    await rename(editor, folder, 'sub', 'other');
    await listHolds(folder, 'location: other');
    expect(textOf(folder)).toBe('# Ours\nKq3vX8bTz1Wn:\n  name: b.ipynb\n  location: other\n');
  });

  test('says so where the list cannot be kept true', async () => {
    const folder = folderWith({ 'a.ipynb': fresh, [list]: '- no list\n' });
    const editor = await editorIn(folder);
    await rename(editor, folder, 'a.ipynb', 'b.ipynb');
    await editor.until(() => messages(editor).length > 0);
    expect(messages(editor)[0]).toMatch(/still has its old name in a list\. .*nbproject_metadata\.yml is not used/);
  });
});
