import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CompletionItem, Hover, InitializeParams } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { folderWith } from '../../support/folder.ts';
import { writeNotebook } from '../../support/notation.ts';

/** A gap in the counts, no title, no record. */
const notebook = writeNotebook('--- code [1]\nx = 1\n--- code [3]\ny = 2\n').text;

const withoutConfiguration = ['missing-title', 'execution-gap', 'uninitialized'];

function uriIn(folder: string, name: string): string {
  return pathToFileURL(path.join(folder, name)).href;
}

async function codesIn(editor: Editor, uri: string): Promise<string[]> {
  return (await editor.findings(uri)).map(([code]) => code);
}

async function openIn(folder: string, name = 'a.ipynb'): Promise<{ editor: Editor; uri: string }> {
  const editor = await Editor.start();
  const uri = uriIn(folder, name);
  await editor.openText(uri, notebook);
  return { editor, uri };
}

/** Waits for the list of findings that a change brings. */
async function until(editor: Editor, uri: string, expected: readonly string[]): Promise<void> {
  await editor.until(() => {
    const codes = editor.published(uri)?.diagnostics.map(({ code }) => String(code));
    return JSON.stringify(codes) === JSON.stringify(expected);
  });
}

describe('The nearest configuration counts for an open notebook', () => {
  test('Should report what the file selects, in the first list already', async () => {
    const folder = folderWith({ 'pyproject.toml': '[tool.nbproject]\nselect = ["execution-gap"]\n' });
    const { editor, uri } = await openIn(folder, 'deep/er/a.ipynb');
    expect(await codesIn(editor, uri)).toEqual(['execution-gap']);
    expect(editor.publishedLists(uri)[0]?.diagnostics).toHaveLength(1);
  });

  test('Should count for a notebook that is open as cells', async () => {
    const folder = folderWith({ 'nbproject.toml': 'ignore = ["Narrative"]\nseverity.execution-gap = "error"\n' });
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uriIn(folder, 'a.ipynb'), JSON.parse(notebook));
    const lists = await Promise.all([0, 1].map((cell) => editor.diagnostics(tab.cells[cell]!.uri)));
    expect(lists.flat().map(({ code, severity }) => [code, severity])).toEqual([
      ['uninitialized', 4],
      ['execution-gap', 1],
    ]);
  });

  test('Should say nothing of a notebook that is excluded', async () => {
    const folder = folderWith({ 'nbproject.toml': 'exclude = ["drafts/"]\n' });
    const { editor, uri } = await openIn(folder, 'drafts/a.ipynb');
    expect(await codesIn(editor, uri)).toEqual([]);
  });

  test('Should let the settings of the editor add to it, and win', async () => {
    const folder = folderWith({ 'nbproject.toml': 'select = ["execution-gap"]\n' });
    const editor = await Editor.start(usualCapabilities, {
      initializationOptions: { select: ['Narrative'], severity: { 'execution-gap': 'hint' } },
    } as Partial<InitializeParams>);
    const uri = uriIn(folder, 'a.ipynb');
    await editor.openText(uri, notebook);
    expect((await editor.diagnostics(uri)).map(({ code, severity }) => [code, severity])).toEqual([
      ['missing-title', 2],
      ['execution-gap', 4],
    ]);
  });
});

describe('A changed configuration checks every open notebook again', () => {
  test('Should follow the text of the file in the editor, saved or not', async () => {
    const folder = folderWith({});
    const { editor, uri } = await openIn(folder);
    await until(editor, uri, withoutConfiguration);
    const configuration = uriIn(folder, 'nbproject.toml');
    await editor.openText(configuration, 'select = ["execution-gap"]\n', 'toml');
    await until(editor, uri, ['execution-gap']);
    await editor.type(configuration, 'execution-gap', 'missing-title');
    await until(editor, uri, ['missing-title']);
    await editor.closeText(configuration);
    await until(editor, uri, withoutConfiguration);
  });

  test('Should keep the last good settings while the file is no TOML', async () => {
    const folder = folderWith({});
    const { editor, uri } = await openIn(folder);
    const configuration = uriIn(folder, 'pyproject.toml');
    await editor.openText(configuration, '[tool.nbproject]\nselect = ["execution-gap"]\n', 'toml');
    await until(editor, uri, ['execution-gap']);
    await editor.type(configuration, '"]', '"');
    expect(await editor.findings(configuration)).toEqual([['invalid-configuration', '']]);
    await editor.settle();
    expect(await codesIn(editor, uri)).toEqual(['execution-gap']);
  });

  test('Should look at the files again when something is opened or saved', async () => {
    const folder = folderWith({});
    const { editor, uri } = await openIn(folder);
    await until(editor, uri, withoutConfiguration);
    writeFileSync(path.join(folder, 'nbproject.toml'), 'select = ["execution-gap"]\n');
    await editor.notify('textDocument/didSave', { textDocument: { uri } });
    await until(editor, uri, ['execution-gap']);
    rmSync(path.join(folder, 'nbproject.toml'));
    await editor.openText(uriIn(folder, 'b.ipynb'), notebook);
    await until(editor, uri, withoutConfiguration);
  });

  test('Should have a client watch the files that can, in a workspace', async () => {
    const folder = folderWith({});
    const capabilities = {
      ...usualCapabilities,
      workspace: { ...usualCapabilities.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
    };
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'x' }];
    const editor = await Editor.start(capabilities, { workspaceFolders });
    await editor.until(() => editor.received('client/registerCapability').length === 1);
    expect(JSON.stringify(editor.received('client/registerCapability'))).toContain(
      '**/{nbproject.toml,pyproject.toml}',
    );
    const uri = uriIn(folder, 'a.ipynb');
    await editor.openText(uri, notebook);
    await until(editor, uri, withoutConfiguration);
    writeFileSync(path.join(folder, 'nbproject.toml'), 'select = ["execution-gap"]\n');
    const changes = [{ uri: uriIn(folder, 'nbproject.toml'), type: 1 }];
    await editor.notify('workspace/didChangeWatchedFiles', { changes });
    await until(editor, uri, ['execution-gap']);
  });

  test('Should register nothing without a workspace', async () => {
    const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
    const editor = await Editor.start(capabilities);
    await editor.settle();
    expect(editor.received('client/registerCapability')).toEqual([]);
  });
});

describe('A configuration file that is open', () => {
  const uri = 'file:///project/pyproject.toml';

  test('Should show what is wrong in it, and what is right counts', async () => {
    const folder = folderWith({});
    const { editor, uri: open } = await openIn(folder);
    const configuration = uriIn(folder, 'pyproject.toml');
    await editor.openText(
      configuration,
      '[tool.nbproject]\nselct = 1\nselect = ["execution-gap", "mising-title"]\nlong-cell.max-lines = "many"\n',
      'toml',
    );
    expect((await editor.diagnostics(configuration)).map(({ message }) => message)).toEqual([
      'There is no key `selct`; did you mean `select`?',
      'There is no rule or group `mising-title`; did you mean `missing-title`?',
      '`long-cell.max-lines` takes a number from 0 on; found `many`.',
    ]);
    expect(await editor.findings(configuration)).toEqual([
      ['invalid-configuration', 'selct'],
      ['invalid-configuration', '"mising-title"'],
      ['invalid-configuration', '"many"'],
    ]);
    await until(editor, open, ['execution-gap']);
  });

  test.each([
    ['a pyproject.toml without our table', '[project]\nname = "nbproject"\n'],
    ['a broken pyproject.toml that says nothing of us', '[project\nname = "nbproject"\n'],
    ['a right one', '[tool.nbproject]\nselect = ["ALL"]\n'],
  ])('Should be silent about %s', async (_, text) => {
    const editor = await Editor.start();
    await editor.openText(uri, text, 'toml');
    expect(await editor.diagnostics(uri)).toEqual([]);
  });

  const top = '[tool.nbproject]\n';
  test.each([
    ['keys', `${top}|`, ['select', 'per-file-ignores', 'policy', 'long-cell'], ['missing-title', 'max-lines']],
    ['rules and groups in a list', `${top}ignore = ["|"]`, ['missing-title', 'Format', 'ALL'], ['select']],
    ['rules on a further line of a list', `${top}ignore = [\n  "long-cell", # x\n  |`, ['missing-title'], ['select']],
    ['rules by pattern', `${top}[tool.nbproject.per-file-ignores]\n"a/**" = ["|`, ['missing-title'], ['select']],
    ['rules as keys', `${top}[tool.nbproject.severity]\nmiss|`, ['missing-title', 'Format'], ['error']],
    ['rules as keys of an inline table', `${top}severity = { a = "off", |`, ['missing-title'], ['error']],
    ['severities', `${top}severity = { missing-title = "|`, ['error', 'off'], ['missing-title']],
    ['severities by header', `[tool.nbproject.severity]\nmissing-title = |`, ['error', 'off'], ['missing-title']],
    ['policies', `${top}policy = |`, ['executed', 'monotone', 'stripped'], ['error']],
    ['options by a dotted key', `${top}long-cell.|`, ['max-lines'], ['select']],
    ['options by header', '[tool.nbproject.long-cell]\n|', ['max-lines'], ['select']],
    ['tables', '[|', ['tool.nbproject', 'tool.nbproject.severity', 'tool.nbproject.long-cell'], ['select']],
  ])('Should complete %s', async (_, marked, offered, others) => {
    const editor = await Editor.start();
    const offset = marked.indexOf('|');
    await editor.openText(uri, marked.replace('|', ''), 'toml');
    const position = editor.document(uri).rangeAt(offset, offset).start;
    const items = await editor.request<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    const labels = items.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(offered));
    for (const other of others) expect(labels).not.toContain(other);
  });

  test('Should complete nothing in the tables of other tools', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, '[tool.nbproject]\n[tool.ruff]\nselect = [""]\n', 'toml');
    const position = { line: 2, character: 11 };
    expect(await editor.request('textDocument/completion', { textDocument: { uri }, position })).toEqual([]);
  });

  test('Should show the page of a rule on its code, and what a key is for', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, '[tool.nbproject]\nselect = ["missing-title"]\n', 'toml');
    const at = async (line: number, character: number) => {
      const params = { textDocument: { uri }, position: { line, character } };
      const hover = await editor.request<Hover | null>('textDocument/hover', params);
      return hover && (hover.contents as { value: string }).value;
    };
    expect(await at(1, 15)).toMatch(/^# missing-title\n/);
    expect(await at(1, 2)).toMatch(/^Report only these rules/);
    expect(await at(1, 8)).toBeNull();
  });
});
