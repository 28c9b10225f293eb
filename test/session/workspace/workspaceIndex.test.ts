import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Header } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import type { ClientCapabilities, RegistrationParams } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { folderWith } from '../../support/folder.ts';
import { jsonOf, writeNotebook } from '../../support/notation.ts';

/** The notation of a notebook with a record: its title, its id, and what else the record holds. */
function notation(title: string, id: string, more = {}): string {
  const record = { nbproject: { id, time_init: '2024-05-31T09:30:00+00:00', version: '1', ...more } };
  return `--- markdown\n# ${title}\n--- metadata\n${JSON.stringify(record)}`;
}

function notebook(title: string, id: string, more = {}): string {
  return writeNotebook(notation(title, id, more)).text;
}

const counts = notebook('Counts', 'aaaaaaaaaaaa');
const figures = notebook('Figures', 'bbbbbbbbbbbb', { parent: 'aaaaaaaaaaaa' });

/** A folder with a notebook and its child, open in an editor that has the child open. */
async function study(
  files: Readonly<Record<string, string>> = {},
  capabilities: ClientCapabilities = usualCapabilities,
) {
  const folder = folderWith({ 'counts.ipynb': counts, 'figures.ipynb': figures, ...files });
  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
  const editor = await editorIn([folder], capabilities);
  const child = uriOf('figures.ipynb');
  await editor.openText(child, figures);
  /** Waits until the parent's title in the header is as expected: null where the parent is not known. */
  const parentTitle = async (title: string | null) => {
    const { parents } = await headerWhere(editor, child, (header) => header.parents[0]?.title === title);
    return parents[0]?.title;
  };
  return { folder, uriOf, editor, child, parentTitle };
}

async function editorIn(
  folders: readonly string[],
  capabilities: ClientCapabilities = usualCapabilities,
): Promise<Editor> {
  return Editor.start(capabilities, { workspaceFolders: foldersOf(folders) });
}

function foldersOf(folders: readonly string[]) {
  return folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: path.basename(folder) }));
}

/** Waits until the newest header of a notebook that was told of is as wanted. */
async function headerWhere(editor: Editor, uri: string, isWanted: (header: Header) => boolean): Promise<Header> {
  const last = () =>
    editor.received<{ uri: string; header: Header }>('nbproject/headerDidChange').findLast((told) => told.uri === uri)
      ?.header;
  await editor.until(() => {
    const header = last();
    return header !== undefined && isWanted(header);
  });
  return last()!;
}

/** Waits until all notebooks have been looked at: the server answers this with what is known then. */
async function graphOf(editor: Editor): Promise<readonly (string | null)[]> {
  const { nodes } = await editor.request<{ nodes: readonly { title: string | null }[] }>('nbproject/graph', {});
  return nodes.map(({ title }) => title);
}

describe('The notebooks of the workspace', () => {
  test('Should give parents and children in the header their titles, versions and places', async () => {
    const { editor, uriOf, child } = await study();
    await editor.openText(uriOf('counts.ipynb'), counts);
    const ofFigures = await headerWhere(editor, child, ({ parents }) => parents[0]?.title === 'Counts');
    expect(ofFigures.parents).toEqual([
      { id: 'aaaaaaaaaaaa', title: 'Counts', version: '1', uri: uriOf('counts.ipynb') },
    ]);
    const ofCounts = await headerWhere(editor, uriOf('counts.ipynb'), ({ children }) => children.length > 0);
    expect(ofCounts.children).toEqual([{ id: 'bbbbbbbbbbbb', title: 'Figures', version: '1', uri: child }]);
    expect(ofCounts.rows).toContainEqual({ label: 'children', value: 'bbbbbbbbbbbb (Figures)', status: 'info' });
  });

  test('Should not be those that ignore files or the configuration leave out', async () => {
    const { editor, parentTitle, folder } = await study({
      'nbproject.toml': 'exclude = ["counts.ipynb"]\n',
      '.gitignore': 'old/\n',
      'old/a.ipynb': counts,
    });
    expect(await graphOf(editor)).toEqual(['Figures', null]);
    const configuration = path.join(folder, 'nbproject.toml');
    writeFileSync(configuration, '');
    const changes = [{ uri: pathToFileURL(configuration).href, type: 2 }];
    await editor.notify('workspace/didChangeWatchedFiles', { changes });
    expect(await parentTitle('Counts')).toBe('Counts');
  });

  test('Should be nobody else’s: a notebook outside has no parents in it', async () => {
    const { editor, parentTitle } = await study();
    await parentTitle('Counts');
    const outside = pathToFileURL(path.join(folderWith({ 'figures.ipynb': figures }), 'figures.ipynb')).href;
    await editor.openText(outside, figures);
    const { parents } = await headerWhere(editor, outside, () => true);
    expect(parents).toEqual([{ id: 'aaaaaaaaaaaa', title: null, version: null, uri: null }]);
  });

  test('Should be those of all folders, and follow when folders come and go', async () => {
    const other = folderWith({ 'counts.ipynb': notebook('Counts elsewhere', 'aaaaaaaaaaaa') });
    const workspace = { ...usualCapabilities.workspace, workspaceFolders: true };
    const { editor, parentTitle, folder } = await study({}, { ...usualCapabilities, workspace });
    await parentTitle('Counts');
    rmSync(path.join(folder, 'counts.ipynb'));
    const change = (added: readonly string[], removed: readonly string[]) =>
      editor.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: foldersOf(added), removed: foldersOf(removed) },
      });
    await change([other], []);
    expect(await parentTitle('Counts elsewhere')).toBe('Counts elsewhere');
    await change([], [other]);
    expect(await parentTitle(null)).toBe(null);
  });

  test('Should not be read where the home folder is opened', async () => {
    const editor = await editorIn([path.dirname(homedir())]);
    await editor.openText(pathToFileURL(path.join(homedir(), 'figures.ipynb')).href, figures);
    await expect(graphOf(editor)).rejects.toThrow('There is no workspace');
    const said = editor.received<{ message: string }>('window/logMessage').map(({ message }) => message);
    expect(said).toContain(
      `The notebooks in ${path.dirname(homedir())} are not read: it holds the home folder. Open the folder of a project.`,
    );
  });
});

describe('A notebook that is open', () => {
  test('Should count as the editor shows it, and as its file when it is closed', async () => {
    const { editor, uriOf, parentTitle } = await study();
    await parentTitle('Counts');
    await editor.openText(uriOf('counts.ipynb'), counts);
    await editor.type(uriOf('counts.ipynb'), '# Counts', '# Typed');
    expect(await parentTitle('Typed')).toBe('Typed');
    await editor.closeText(uriOf('counts.ipynb'));
    expect(await parentTitle('Counts')).toBe('Counts');
  });

  test('Should count as it last was while its text is broken', async () => {
    const { editor, uriOf, parentTitle } = await study();
    await parentTitle('Counts');
    await editor.openText(uriOf('counts.ipynb'), counts);
    await editor.type(uriOf('counts.ipynb'), '# Counts', '# Typed');
    await parentTitle('Typed');
    await editor.type(uriOf('counts.ipynb'), '"cells"', 'cells"');
    await editor.diagnostics(uriOf('counts.ipynb'));
    expect(await graphOf(editor)).toEqual(['Typed', 'Figures']);
  });

  test('Should count as it is shown in cells', async () => {
    const { editor, uriOf, parentTitle } = await study();
    await parentTitle('Counts');
    const tab = await editor.openNotebook(uriOf('counts.ipynb'), jsonOf(notation('Counts', 'aaaaaaaaaaaa')));
    await editor.diagnostics(tab.cells[0]!.uri);
    await tab.type(0, 'Counts', 'In a cell');
    expect(await parentTitle('In a cell')).toBe('In a cell');
  });

  test('Should have others checked again, and only those that it concerns', async () => {
    const { editor, uriOf, parentTitle, child } = await study({ 'alone.ipynb': notebook('Alone', 'cccccccccccc') });
    await parentTitle('Counts');
    const parent = uriOf('counts.ipynb');
    await editor.openText(parent, counts);
    await editor.openText(uriOf('alone.ipynb'), notebook('Alone', 'cccccccccccc'));
    await editor.settle();
    const codesOf = (uri: string) => (editor.published(uri)?.diagnostics ?? []).map(({ code }) => code);
    expect(codesOf(child)).not.toContain('unknown-parent');
    await editor.type(parent, 'aaaaaaaaaaaa', 'dddddddddddd');
    await editor.until(() => codesOf(child).includes('unknown-parent'));
    await editor.type(parent, 'dddddddddddd', 'cccccccccccc');
    await editor.until(() => codesOf(uriOf('alone.ipynb')).includes('duplicate-notebook-id'));
  });
});

describe('What happens on the disk', () => {
  const watching: ClientCapabilities = {
    ...usualCapabilities,
    workspace: { ...usualCapabilities.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
  };

  test('Should be followed where the client tells of it', async () => {
    const { editor, uriOf, folder, parentTitle } = await study({}, watching);
    await parentTitle('Counts');
    const [registered, ...more] = editor.received<RegistrationParams>('client/registerCapability');
    expect(more).toEqual([]);
    expect(registered?.registrations[0]?.registerOptions?.watchers).toContainEqual({ globPattern: '**/*.ipynb' });
    writeFileSync(path.join(folder, 'counts.ipynb'), notebook('Rewritten', 'aaaaaaaaaaaa'));
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('counts.ipynb'), type: 2 }] });
    expect(await parentTitle('Rewritten')).toBe('Rewritten');
  });

  test('Should be followed where the client tells of no file but its own, when one is saved', async () => {
    const { editor, folder, parentTitle, child } = await study();
    await parentTitle('Counts');
    mkdirSync(path.join(folder, 'moved'));
    renameSync(path.join(folder, 'counts.ipynb'), path.join(folder, 'moved', 'counts.ipynb'));
    writeFileSync(path.join(folder, 'moved', 'counts.ipynb'), notebook('Moved', 'aaaaaaaaaaaa'));
    await editor.notify('textDocument/didSave', { textDocument: { uri: child } });
    expect(await parentTitle('Moved')).toBe('Moved');
  });

  test('Should not be watched without a workspace, nor looked at', async () => {
    const editor = await Editor.start(watching);
    await editor.openText('file:///home/ada/figures.ipynb', figures);
    await editor.settle();
    expect(editor.received('client/registerCapability')).toEqual([]);
    await expect(graphOf(editor)).rejects.toThrow('There is no workspace');
  });
});
