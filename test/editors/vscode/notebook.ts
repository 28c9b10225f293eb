import type { Locator } from 'playwright-core';
import { expect, vi } from 'vitest';
import { patience, type Window } from './window.ts';

const shownNotebook = '.notebookOverlay:visible';

/** A notebook open in the notebook editor of a window. */
export class Notebook {
  readonly window: Window;
  /** VS Code's own path of it. */
  readonly path: string;

  private constructor(window: Window, path: string) {
    this.window = window;
    this.path = path;
  }

  /** A notebook that was not saved yet, with one cell of code. */
  static async openUntitled(window: Window, text: string): Promise<Notebook> {
    const path = await window.inside(async ({ vscode }, source) => {
      const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, source, 'python');
      const content = new vscode.NotebookData([cell]);
      const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', content);
      await vscode.window.showNotebookDocument(notebook);
      return notebook.uri.path;
    }, text);
    return new Notebook(window, path);
  }

  static async open(window: Window, name: string): Promise<Notebook> {
    await window.inside(async ({ vscode }, file) => {
      const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
      await vscode.window.showNotebookDocument(notebook);
    }, window.path(name));
    return new Notebook(window, window.path(name));
  }

  /** The rule codes of the findings of each cell, sorted. */
  codes(): Promise<string[][]> {
    return this.window.inside(({ vscode }, file) => {
      const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === file);
      const cells = notebook?.getCells() ?? [];
      return cells.map(({ document }) =>
        vscode.languages
          .getDiagnostics(document.uri)
          .filter(({ source }) => source === 'nbproject')
          .map(({ code }) => String(typeof code === 'object' ? code.value : code))
          .sort(),
      );
    }, this.path);
  }

  /** Waits until every cell has these findings. */
  async hasCodes(expected: string[][]): Promise<void> {
    await vi.waitFor(async () => expect(await this.codes()).toEqual(expected), { timeout: patience, interval: 100 });
  }

  texts(): Promise<string[]> {
    return this.window.inside(({ vscode }, file) => {
      const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === file);
      return notebook?.getCells().map(({ document }) => document.getText()) ?? [];
    }, this.path);
  }

  /** What the file would hold under `metadata`. */
  metadata(): Promise<Record<string, unknown>> {
    return this.window.inside(({ vscode }, file) => {
      const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === file);
      return notebook?.metadata.metadata;
    }, this.path);
  }

  /** What is said of a cell. */
  messages(cell: number): Promise<string[]> {
    return this.window.inside(
      ({ vscode }, file, index) => {
        const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === file);
        const found = notebook ? vscode.languages.getDiagnostics(notebook.cellAt(index).document.uri) : [];
        return found.filter(({ source }) => source === 'nbproject').map(({ message }) => message);
      },
      this.path,
      cell,
    );
  }

  /** Runs a cell in the kernel of the tests, which gives it this count. */
  async run(cell: number, count: number): Promise<void> {
    await this.window.inside(
      async ({ vscode, kernel }, file, index, order) => {
        const document = vscode.Uri.file(file);
        kernel.count = order - 1;
        const ranges = [{ start: index, end: index + 1 }];
        await vscode.commands.executeCommand('notebook.cell.execute', { ranges, document });
      },
      this.path,
      cell,
      count,
    );
  }

  /** Inserts a code cell, as an extension does it. */
  async insert(at: number, text: string): Promise<void> {
    await this.window.inside(
      async ({ vscode }, file, index, source) => {
        const edit = new vscode.WorkspaceEdit();
        const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, source, 'python');
        edit.set(vscode.Uri.file(file), [vscode.NotebookEdit.insertCells(index, [cell])]);
        await vscode.workspace.applyEdit(edit);
      },
      this.path,
      at,
      text,
    );
  }

  /** Replaces the text of a cell. */
  async replace(cell: number, text: string): Promise<void> {
    await this.window.inside(
      async ({ vscode }, file, index, source) => {
        const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === file);
        const document = notebook?.cellAt(index).document;
        if (!document) return;
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), source);
        await vscode.workspace.applyEdit(edit);
      },
      this.path,
      cell,
      text,
    );
  }

  /** Waits until the cells read so. */
  async hasTexts(expected: string[]): Promise<void> {
    await vi.waitFor(async () => expect(await this.texts()).toEqual(expected), { timeout: patience, interval: 100 });
  }

  /** Takes back the last change of the notebook. */
  async undo(): Promise<void> {
    await this.window.inside(async ({ vscode }) => {
      await vscode.commands.executeCommand('notebook.focusTop');
      await vscode.commands.executeCommand('notebook.cell.quitEdit');
      await vscode.commands.executeCommand('undo');
    });
  }

  async save(): Promise<void> {
    await this.window.inside(async ({ vscode }, file) => {
      await vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === file)?.save();
    }, this.path);
  }

  /** A button of the toolbar. */
  button(label: string): Locator {
    return this.window.page.locator(`${shownNotebook} .notebook-toolbar-container .notebook-label`, { hasText: label });
  }

  /** Puts the cursor into a cell's text. */
  async edit(cell: number): Promise<void> {
    await this.window.click(this.window.page.locator(`${this.row(cell)} .view-line`).first());
  }

  /** The same for a Markdown cell, which is drawn until somebody edits it. */
  async editMarkdown(cell: number): Promise<void> {
    await this.window.inside(async ({ vscode }, index) => {
      const editor = vscode.window.activeNotebookEditor;
      if (editor) editor.selection = new vscode.NotebookRange(index, index + 1);
      await vscode.commands.executeCommand('notebook.cell.edit');
    }, cell);
    await this.window.page
      .locator(`${this.row(cell)} .view-line`)
      .first()
      .waitFor();
  }

  /** The cell's part of the page. Notebooks that were shown before are still there, hidden. */
  row(cell: number): string {
    return `${shownNotebook} .monaco-list-row[data-index="${cell}"]`;
  }
}
