import type { Editor } from '../../support/editor.ts';
import type { NotebookTab } from '../../support/notebookTab.ts';

export const record = `--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00"},
 "language_info": {"name": "python", "version": "3.11.7"}}`;

/** Run in order, with a record. */
export const titled = `
--- markdown
# Title
--- code [1]
x = 1
--- code [2]
y = 2
${record}
`;

/** The findings of each cell, in their order: as soon as every cell has those of its newest version. */
export async function findings(editor: Editor, tab: NotebookTab): Promise<string[][]> {
  const lists = [];
  for (const cell of tab.cells) lists.push(await editor.findings(cell.uri));
  return lists.map((list) => list.map(([code, text]) => `${code}: ${text}`));
}

/** The same, as soon as they are those expected: what the server waits with has no version of its own. */
export async function expectFindings(editor: Editor, tab: NotebookTab, expected: string[][]): Promise<void> {
  const codes = () => tab.cells.map(({ uri: cell }) => editor.published(cell)?.diagnostics.map(({ code }) => code));
  await editor.until(() => JSON.stringify(codes()) === JSON.stringify(expected));
}
