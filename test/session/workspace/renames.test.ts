import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { ClientText } from '../../support/clientText.ts';
import { type Editor, usualCapabilities } from '../../support/editor.ts';
import { folderWith } from '../../support/folder.ts';
import { editorIn, type Study, study } from '../../support/study.ts';

const annotating = {
  ...usualCapabilities,
  workspace: {
    ...usualCapabilities.workspace,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
};

/** What the server would change for these renames, from names in the study to names there. */
async function rename(editor: Editor, project: Study, ...names: readonly (readonly [string, string])[]) {
  const files = names.map(([from, to]) => ({ oldUri: project.uri(from), newUri: project.uri(to) }));
  return editor.request<WorkspaceEdit | null>('workspace/willRenameFiles', { files });
}

/** Each edit as the notebook's name, what stands there in its file, and what comes in its place. */
function shown(project: Study, edit: WorkspaceEdit | null): string[] {
  const documents = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return documents.flatMap(({ textDocument: { uri }, edits }) => {
    const file = fileURLToPath(uri);
    if (!existsSync(file)) return [`${uri} is no file`];
    const text = new ClientText(readFileSync(file, 'utf8'), 0, 'utf-16');
    const name = path.relative(project.folder, file);
    return (edits as TextEdit[]).map(({ range, newText }) => `${name}: ${text.slice(range)} → ${newText}`);
  });
}

describe('When the editor renames files', () => {
  test('Should offer the new path of a data file to all that use it, each from its own folder', async () => {
    const project = study();
    const editor = await editorIn(project.folder);
    expect(shown(project, await rename(editor, project, ['data/counts.csv', 'data/cells/counts.csv']))).toEqual([
      '02_counts.ipynb: data/counts.csv → data/cells/counts.csv',
      '03_rates.ipynb: data/counts.csv → data/cells/counts.csv',
      'figures/04_figures.ipynb: ../data/counts.csv → ../data/cells/counts.csv',
    ]);
  });

  test('Should offer them for a folder with all that is in it', async () => {
    const project = study();
    const editor = await editorIn(project.folder);
    const edits = shown(project, await rename(editor, project, ['data', 'tables']));
    expect(edits).toContain('01_import.ipynb: data/raw/plates.xlsx → tables/raw/plates.xlsx');
    expect(edits).toContain('figures/04_figures-Copy1.ipynb: ../data/rates.csv → ../tables/rates.csv');
    expect(edits).toHaveLength(10);
  });

  test('Should keep the own paths of a notebook that moves to another folder', async () => {
    const project = study();
    const editor = await editorIn(project.folder);
    expect(shown(project, await rename(editor, project, ['02_counts.ipynb', 'steps/counting/counts.ipynb']))).toEqual([
      '02_counts.ipynb: data/plates.parquet → ../../data/plates.parquet',
      '02_counts.ipynb: data/counts.csv → ../../data/counts.csv',
    ]);
    expect(shown(project, await rename(editor, project, ['02_counts.ipynb', 'counting.ipynb']))).toEqual([]);
  });

  test('Should leave alone what moves together', async () => {
    const project = study();
    const editor = await editorIn(project.folder);
    const edits = await rename(editor, project, ['figures', 'pictures']);
    expect(shown(project, edits)).toEqual([]);
    const both = await rename(editor, project, ['figures', 'old/figures'], ['data', 'old/data']);
    expect(shown(project, both).filter((edit) => edit.startsWith('figures/'))).toEqual([]);
  });

  test('Should change what the editor shows, by its version, and closed files without one', async () => {
    const project = study();
    const editor = await editorIn(project.folder);
    const open = project.uri('03_rates.ipynb');
    await editor.openText(open, project.text('03_rates.ipynb'), 'json', 7);
    // Not saved yet.
    await editor.type(open, 'diff()', 'diff().dropna()');
    const edit = await rename(editor, project, ['data/counts.csv', 'data/cells.csv']);
    const documents = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(documents.map(({ textDocument }) => textDocument.version)).toEqual([null, 8, null]);
    const [of] = documents.filter(({ textDocument }) => textDocument.uri === open);
    await editor.apply({ documentChanges: [of!] });
    expect(editor.text(open)).toContain('pd.read_csv(\\"data/cells.csv\\").diff().dropna()');
  });

  test('Should change the cells of a notebook that the editor shows as cells', async () => {
    const project = study();
    const editor = await editorIn(project.folder);
    const uri = project.uri('03_rates.ipynb');
    const tab = await editor.openNotebook(uri, JSON.parse(project.text('03_rates.ipynb')));
    const edit = await rename(editor, project, ['data/rates.csv', 'data/growth.csv']);
    const cell = ((edit?.documentChanges ?? []) as TextDocumentEdit[]).find(
      (one) => one.textDocument.uri === tab.uriOf(2),
    );
    await editor.apply({ documentChanges: [cell!] });
    expect(editor.text(tab.uriOf(2))).toContain('rates.to_csv("data/growth.csv")');
  });

  test('Should be for the user to confirm, where the editor can ask', async () => {
    const project = study();
    const editor = await editorIn(project.folder, annotating);
    const edit = await rename(editor, project, ['data/counts.csv', 'data/cells.csv']);
    expect(edit?.changeAnnotations).toEqual({
      'nbproject.paths': expect.objectContaining({ label: 'Paths of renamed files', needsConfirmation: true }),
    });
    const edits = ((edit?.documentChanges ?? []) as TextDocumentEdit[]).flatMap((one) => one.edits);
    expect(edits.every((one) => 'annotationId' in one && one.annotationId === 'nbproject.paths')).toBe(true);
  });

  test('Should be plain changes for an editor that takes no others', async () => {
    const project = study();
    const editor = await editorIn(project.folder, {});
    const edit = await rename(editor, project, ['data/counts.csv', 'data/cells.csv']);
    expect(Object.keys(edit?.changes ?? {}).map((uri) => path.basename(fileURLToPath(uri)))).toEqual([
      '02_counts.ipynb',
      '03_rates.ipynb',
      '04_figures.ipynb',
    ]);
  });

  test('Should change only paths that stand in one plain string, and nothing out of the workspace', async () => {
    const source = `open("a.csv")
open(Path("a.csv"))
open("a" ".csv")
open(f"a.csv")
open(b"a.csv")
open('''./a.csv''')
open("a.csv", "r+")
print("a.csv")`;
    const notebook = {
      cells: [{ cell_type: 'code', execution_count: null, id: 'one', metadata: {}, outputs: [], source }],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    };
    const folder = folderWith({ 'x.ipynb': JSON.stringify(notebook), 'a.csv': '' });
    const editor = await editorIn(folder);
    const project: Study = { folder, uri: (name) => new URL(name, `file://${folder}/`).href, text: () => '' };
    expect(shown(project, await rename(editor, project, ['a.csv', 'b c.csv']))).toEqual([
      'x.ipynb: a.csv → b c.csv',
      'x.ipynb: ./a.csv → b c.csv',
      'x.ipynb: a.csv → b c.csv',
    ]);
    expect(await rename(editor, project, ['a.csv', '../a.csv'])).toBeNull();
    expect(await rename(editor, project, ['nothing.csv', 'b.csv'])).toBeNull();
    expect(await rename(editor, project, ['a.csv', 'with"quote.csv'])).toBeNull();
  });
});
