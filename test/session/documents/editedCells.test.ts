import type { ApplyNotebookEditParams } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { Editor } from '../../support/editor.ts';
import { jsonOf } from '../../support/notation.ts';
import type { NotebookTab } from '../../support/notebookTab.ts';
import { expectFindings, findings, titled } from './cells.ts';

const uri = 'file:///home/ada/analysis.ipynb';

describe('A cell that was run, and edited since', () => {
  async function messages(editor: Editor, tab: NotebookTab, cell: number): Promise<string[]> {
    await expectFindings(
      editor,
      tab,
      tab.cells.map((_, index) => (index === cell ? ['unexecuted-cell'] : [])),
    );
    return editor.published(tab.uriOf(cell))?.diagnostics.map(({ message }) => String(message)) ?? [];
  }

  test('Should be told apart from one that was never run, and keep its place in the order', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    await tab.editExecuted(1, 'x = 1', 'x = 10');
    expect(await messages(editor, tab, 1)).toEqual(['Cell 2: edited since it was run as [1]. Run it again.']);
    await tab.run(1, 1);
    await expectFindings(editor, tab, [[], [], []]);
  });

  test('Should be known by its text where VS Code keeps the summary of its run', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    await tab.run(2, 3);
    await tab.run(2, 2);
    await tab.editExecuted(2, 'y = 2', 'y = 20');
    expect(await messages(editor, tab, 2)).toEqual(['Cell 3: edited since it was run as [2]. Run it again.']);
    await tab.editExecuted(2, 'y = 20', 'y = 200');
    expect(await messages(editor, tab, 2)).toEqual(['Cell 3: edited since it was run as [2]. Run it again.']);
  });

  test('Should be one that was not run when its outputs are cleared', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    await tab.run(2, 2);
    await tab.editExecuted(2, 'y = 2', 'y = 20');
    await messages(editor, tab, 2);
    await tab.clearAllOutputs();
    await expectFindings(editor, tab, [[], [], []]);
  });

  test('Should be no matter where the count is gone and the text is as it was', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    await tab.setCellMetadata(2, { id: 'cell-3', execution_count: null, metadata: {} });
    expect(await messages(editor, tab, 2)).toEqual([
      'Cell 3: not run, though other cells were. Restart the kernel and run all cells.',
    ]);
  });

  test('Should lose what is left of its count when all results are cleared by our fix', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    await tab.editExecuted(1, 'x = 1', 'x = 10');
    await messages(editor, tab, 1);
    const clear = (await editor.codeActions(tab.uriOf(1))).find(({ title }) => title.startsWith('Clear all'));
    const asked = editor.received('nbproject/applyNotebookEdit').length;
    await editor.choose(clear);
    const [edit] = editor.received('nbproject/applyNotebookEdit').slice(asked) as ApplyNotebookEditParams[];
    expect(edit?.edits).toContainEqual({ kind: 'setExecutionCount', cell: 1, executionCount: null });
    expect(edit?.cells).toEqual(tab.cells.map((cell) => ({ uri: cell.uri, version: cell.text.version })));
  });
});
