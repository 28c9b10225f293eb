import { expect, vi } from 'vitest';
import { patience, type Window } from './window.ts';

/** A notebook open in the notebook editor of a window. */
export class Notebook {
  readonly window: Window;
  readonly name: string;

  private constructor(window: Window, name: string) {
    this.window = window;
    this.name = name;
  }

  static async open(window: Window, name: string): Promise<Notebook> {
    await window.inside(async ({ vscode }, file) => {
      const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
      await vscode.window.showNotebookDocument(notebook);
    }, window.path(name));
    return new Notebook(window, name);
  }

  /** The rule codes of the findings of each cell, sorted. */
  codes(): Promise<string[][]> {
    return this.window.inside(({ vscode }, file) => {
      const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.fsPath === file);
      const cells = notebook?.getCells() ?? [];
      return cells.map(({ document }) =>
        vscode.languages
          .getDiagnostics(document.uri)
          .filter(({ source }) => source === 'nbproject')
          .map(({ code }) => String(typeof code === 'object' ? code.value : code))
          .sort(),
      );
    }, this.window.path(this.name));
  }

  /** Waits until every cell has these findings. */
  async hasCodes(expected: string[][]): Promise<void> {
    await vi.waitFor(async () => expect(await this.codes()).toEqual(expected), { timeout: patience, interval: 100 });
  }

  texts(): Promise<string[]> {
    return this.window.inside(({ vscode }, file) => {
      const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.fsPath === file);
      return notebook?.getCells().map(({ document }) => document.getText()) ?? [];
    }, this.window.path(this.name));
  }

  /** What the file would hold under `metadata`. */
  metadata(): Promise<Record<string, unknown>> {
    return this.window.inside(({ vscode }, file) => {
      const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.fsPath === file);
      return notebook?.metadata.metadata;
    }, this.window.path(this.name));
  }

  async save(): Promise<void> {
    await this.window.inside(async ({ vscode }, file) => {
      await vscode.workspace.notebookDocuments.find(({ uri }) => uri.fsPath === file)?.save();
    }, this.window.path(this.name));
  }

  /** Puts the cursor into a cell's text. */
  async edit(cell: number): Promise<void> {
    await this.window.click(this.window.page.locator(`${this.row(cell)} .view-line`).first());
  }

  /** The cell's part of the page. */
  row(cell: number): string {
    return `.notebookOverlay .monaco-list-row[data-index="${cell}"]`;
  }
}
