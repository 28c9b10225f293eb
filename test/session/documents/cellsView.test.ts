import { describe, expect, test } from 'vitest';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { jsonOf, writeNotebook } from '../../support/notation.ts';
import { temporaryFile } from '../../support/temporary.ts';
import { expectFindings, findings, record, titled } from './cells.ts';

const uri = 'file:///home/ada/analysis.ipynb';

const outOfOrder = titled.replace('[1]', '[3]');

describe('Opening a notebook as cells', () => {
  test('Should publish the findings of a cell at the cell, and an empty list for each other cell', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(outOfOrder));
    expect(await findings(editor, tab)).toEqual([[], [], ['out-of-order: y = 2']]);
    expect(tab.cells.map((cell) => editor.published(cell.uri)?.version)).toEqual([1, 1, 1]);
    expect(editor.published(uri)).toEqual({ uri, diagnostics: [] });
  });

  test('Should publish the findings of the notebook as a whole at its first cell', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled.replace('# Title', 'No title\nat all')));
    expect(await findings(editor, tab)).toEqual([['missing-title: No title'], [], []]);
  });

  test('Should publish the findings of a notebook without cells at the notebook', async () => {
    const editor = await Editor.start();
    await editor.openNotebook(uri, jsonOf(record));
    await editor.until(() => editor.published(uri) !== undefined);
    expect(editor.published(uri)?.diagnostics.map(({ code }) => code)).toEqual(['missing-title']);
  });

  test('Should name the cell, which editors do not number', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(outOfOrder));
    const [diagnostic] = await editor.diagnostics(tab.uriOf(2));
    expect(diagnostic?.message).toMatch(/[Cc]ell 3/);
    expect(diagnostic?.relatedInformation?.[0]?.location.uri ?? tab.uriOf(1)).toBe(tab.uriOf(1));
  });

  test('Should know raw cells by their language, though VS Code calls them code', async () => {
    const editor = await Editor.start();
    const raw = titled.replace('--- code [1]\nx = 1', '--- raw\n# Not a title: x (');
    const tab = await editor.openNotebook(uri, jsonOf(raw));
    expect(await findings(editor, tab)).toEqual([[], [], ['execution-gap: y = 2']]);
  });

  test('Should take cells without ids and metadata, as they are just after they were inserted', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook('untitled:Untitled-1.ipynb?jupyter-notebook', {
      metadata: { cells: [], metadata: {} },
      cells: [
        { kind: 1, languageId: 'markdown', text: '# Title' },
        { kind: 2, languageId: 'python', text: '' },
      ],
    });
    expect(await findings(editor, tab)).toEqual([['undescriptive-name: # Title', 'uninitialized: # Title'], []]);
  });

  test('Should leave notebooks of other kinds alone', async () => {
    const editor = await Editor.start();
    const cells = [{ kind: 2, document: 'vscode-notebook-cell:/a.sql#W0' }];
    await editor.notify('notebookDocument/didOpen', {
      notebookDocument: { uri: 'file:///a.sql', notebookType: 'sql-notebook', version: 0, cells },
      cellTextDocuments: [{ uri: 'vscode-notebook-cell:/a.sql#W0', languageId: 'sql', version: 1, text: 'select' }],
    });
    await editor.settle();
    expect(editor.published('vscode-notebook-cell:/a.sql#W0')).toBeUndefined();
  });
});

describe('Changing a notebook that is open as cells', () => {
  test('Should follow the text of a cell, and publish the empty list of one that was mended', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await tab.type(0, '# ', '#');
    expect(await findings(editor, tab)).toEqual([['missing-title: #Title'], [], []]);
    await tab.type(0, '#', '# ');
    expect(await findings(editor, tab)).toEqual([[], [], []]);
    expect(editor.published(tab.uriOf(0))?.version).toBe(3);
  });

  test('Should count a run by its summary, and check once for the messages of one run', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    const before = editor.messages.length;
    await tab.run(1, 3);
    await expectFindings(editor, tab, [[], [], ['out-of-order']]);
    expect(editor.messages.slice(before).filter(({ method }) => method.endsWith('publishDiagnostics'))).toHaveLength(1);
    await tab.run(2, 4);
    await expectFindings(editor, tab, [[], ['execution-gap'], []]);
  });

  test('Should take a count that VS Code does not write into the metadata from the summary', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await tab.setCellMetadata(
      1,
      { id: 'cell-2', execution_count: 1, metadata: {} },
      { executionOrder: 7, success: true },
    );
    await expectFindings(editor, tab, [[], [], ['out-of-order']]);
  });

  test('Should follow the metadata of the notebook', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    await tab.setMetadata({ ...tab.metadata, metadata: {} });
    await expectFindings(editor, tab, [['uninitialized'], [], []]);
  });

  test('Should follow cells that are inserted and deleted, and clear the deleted ones', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    const second = await tab.insert(1, 1, 'markdown', '# Second');
    expect(await findings(editor, tab)).toEqual([[], ['multiple-titles: # Second'], [], []]);
    await tab.remove(1);
    await editor.until(() => editor.published(second)?.diagnostics.length === 0);
    await tab.remove(0);
    await expectFindings(editor, tab, [['missing-title'], []]);
  });

  test('Should have its findings at the notebook when its last cell is deleted', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled.replace('# Title', 'No title')));
    await findings(editor, tab);
    const first = tab.uriOf(0);
    await tab.remove(0, 3);
    await editor.until(() => editor.published(first)?.diagnostics.length === 0);
    expect(editor.published(uri)?.diagnostics.map(({ code }) => code)).toEqual(['missing-title']);
    await tab.insert(0, 1, 'markdown', '# Title');
    await editor.until(() => editor.published(uri)?.diagnostics.length === 0);
  });

  test('Should follow a cell that is moved, which comes without its text', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    await tab.move(2, 1);
    await expectFindings(editor, tab, [[], [], ['out-of-order']]);
    await tab.type(1, 'y = 2', 'y = 22');
    expect(await findings(editor, tab)).toEqual([[], [], ['out-of-order: x = 1']]);
    await tab.move(1, 3);
    await expectFindings(editor, tab, [[], [], []]);
  });

  test('Should follow the language of a cell: a closing and an opening of the same document', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    await tab.changeLanguage(1, 'raw');
    await expectFindings(editor, tab, [[], [], ['execution-gap']]);
    await tab.changeLanguage(1, 'python');
    await expectFindings(editor, tab, [[], [], []]);
  });

  test('Should follow a cell that is closed and opened again in one message', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    await findings(editor, tab);
    const document = tab.uriOf(0);
    const structure = {
      array: { start: 0, deleteCount: 1, cells: [{ kind: 1, document, metadata: { id: 'cell-1', metadata: {} } }] },
      didClose: [{ uri: document }],
      didOpen: [{ uri: document, languageId: 'markdown', version: 1, text: '# Other' }],
    };
    const notebookDocument = { uri, version: 1 };
    await editor.notify('notebookDocument/didChange', { notebookDocument, change: { cells: { structure } } });
    expect(await editor.request('nbproject/header', { uri: document })).toMatchObject({ title: 'Other' });
    await editor.notify('notebookDocument/didChange', { notebookDocument, change: { metadata: {} } });
    expect(await editor.request('nbproject/header', { uri: document })).toMatchObject({ title: 'Other' });
  });

  test('Should survive changes of cells and notebooks that it does not know', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled));
    const unknown = { uri: `${tab.uriOf(0)}-gone`, version: 2 };
    const cells = {
      data: [{ kind: 2, document: unknown.uri, metadata: {} }],
      textContent: [{ document: unknown, changes: [{ text: 'x' }] }],
    };
    const change = (at: string) =>
      editor.notify('notebookDocument/didChange', { notebookDocument: { uri: at, version: 1 }, change: { cells } });
    await change(uri);
    await change('file:///unknown.ipynb');
    await tab.type(0, '# ', '#');
    expect(await findings(editor, tab)).toEqual([['missing-title: #Title'], [], []]);
    expect(editor.published(unknown.uri)).toBeUndefined();
  });

  test('Should clear every cell when the notebook is closed, also in the moment of a change', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(outOfOrder));
    await findings(editor, tab);
    await Promise.all([tab.type(2, 'y', 'z'), tab.close()]);
    await editor.until(() => editor.published(tab.uriOf(2))?.diagnostics.length === 0);
    await editor.settle();
    expect(editor.published(tab.uriOf(2))?.diagnostics).toEqual([]);
    expect(await editor.request('textDocument/codeLens', { textDocument: { uri: tab.uriOf(0) } })).toBeNull();
  });
});

describe('What an editor does not say of a notebook', () => {
  const failed = titled.replace('[2]', '[2] error=NameError');

  test('Should be read from the file, and again when it is saved', async () => {
    const editor = await Editor.start();
    const file = temporaryFile('analysis.ipynb', writeNotebook(failed).text);
    const tab = await editor.openNotebook(file.uri, jsonOf(failed));
    await expectFindings(editor, tab, [[], [], ['failed-cell']]);
    file.write(writeNotebook(titled).text);
    await tab.save();
    await expectFindings(editor, tab, [[], [], []]);
    file.write(writeNotebook(failed).text);
    await tab.save();
    await expectFindings(editor, tab, [[], [], ['failed-cell']]);
  });

  test('Should follow a cell with its saved outputs wherever it is moved', async () => {
    const editor = await Editor.start();
    const file = temporaryFile('analysis.ipynb', writeNotebook(failed).text);
    const tab = await editor.openNotebook(file.uri, jsonOf(failed));
    await expectFindings(editor, tab, [[], [], ['failed-cell']]);
    await tab.insert(0, 1, 'markdown', 'Above');
    await tab.move(3, 0);
    await editor.until(
      () => editor.published(tab.uriOf(0))?.diagnostics.some(({ code }) => code === 'failed-cell') === true,
    );
  });

  test('Should not be told of a cell that was run since it was saved', async () => {
    const editor = await Editor.start();
    const file = temporaryFile('analysis.ipynb', writeNotebook(failed).text);
    const tab = await editor.openNotebook(file.uri, jsonOf(failed));
    await expectFindings(editor, tab, [[], [], ['failed-cell']]);
    await tab.run(1, 3);
    await tab.run(2, 4);
    await expectFindings(editor, tab, [[], ['execution-gap'], []]);
  });

  test('Should come from the file where the editor sends no ids, counts or format', async () => {
    const editor = await Editor.start();
    const old = `--- notebook 4.4\n${outOfOrder.trimStart().replace('[2]', '[2] error=NameError')}`;
    const file = temporaryFile('analysis.ipynb', writeNotebook(old).text);
    const { metadata } = jsonOf(old);
    const tab = await editor.openNotebook(file.uri, {
      metadata: metadata as never,
      cells: [
        { kind: 1, languageId: 'markdown', text: '# Title' },
        { kind: 2, languageId: 'python', text: 'x = 1' },
        { kind: 2, languageId: 'python', text: 'y = 2' },
      ],
    });
    await expectFindings(editor, tab, [[], [], ['out-of-order', 'failed-cell']]);
  });
});

describe('Mending a notebook that is open as cells', () => {
  test('Should have the editor make what text edits cannot say, and see that it is done', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled.replace('# Title', 'No title')));
    await findings(editor, tab);
    const insert = (await editor.codeActions(tab.uriOf(0))).find(({ title }) => title.startsWith('Insert title'));
    expect(insert?.command?.command).toBe('nbproject.applyFix');
    await editor.choose(insert);
    expect(tab.cells[0]).toMatchObject({ kind: 1, languageId: 'markdown', text: { content: '# Analysis' } });
    expect(await findings(editor, tab)).toEqual([[], [], [], []]);
  });

  test('Should edit the text of a cell as text', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(titled.replace('--- code [1]\nx = 1', '--- markdown\n# Two')));
    const demote = (await editor.codeActions(tab.uriOf(1))).find(
      ({ diagnostics }) => diagnostics?.[0]?.code === 'multiple-titles',
    );
    await editor.choose(demote);
    expect(tab.cells[1]?.text.content).toBe('## Two');
    expect(editor.received('nbproject/applyNotebookEdit')).toEqual([]);
  });

  test('Should offer an editor that applies no notebook edits only what it can do', async () => {
    const { experimental: _, ...capabilities } = usualCapabilities;
    const editor = await Editor.start(capabilities);
    const notebook = jsonOf(
      titled.replace('# Title', 'Some text').replace('--- code [1]\nx = 1', '--- markdown\n## Two'),
    );
    const tab = await editor.openNotebook(uri, notebook);
    const titles = (await editor.codeActions(tab.uriOf(1))).map(({ title }) => title);
    expect(titles).toHaveLength(1);
    expect(titles[0]).toContain('Two');
    await expect(editor.execute('nbproject.insertTitle', { uri })).rejects.toThrow(/no way to change/);
    expect(tab.cells).toHaveLength(3);
  });

  test('Should give ids to cells without any, and see them before they are saved', async () => {
    const editor = await Editor.start();
    const without = titled.replace('code [1]', 'code [1] without=id');
    const file = temporaryFile('analysis.ipynb', writeNotebook(without).text);
    const tab = await editor.openNotebook(file.uri, jsonOf(without));
    await expectFindings(editor, tab, [[], ['missing-cell-id'], []]);
    await editor.choose((await editor.codeActions(tab.uriOf(1)))[0]);
    expect(tab.cells[1]?.metadata?.id).toMatch(/^[a-z0-9]{8}$/);
    await expectFindings(editor, tab, [[], [], []]);
  });
});

describe('One notebook that is open as cells and as text', () => {
  const text = writeNotebook(outOfOrder).text;

  test('Should have its findings at the cells only, and at the text again when the cells are closed', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    expect(await editor.diagnostics(uri)).toHaveLength(1);
    const tab = await editor.openNotebook(uri, jsonOf(outOfOrder));
    expect(await findings(editor, tab)).toEqual([[], [], ['out-of-order: y = 2']]);
    await editor.until(() => editor.published(uri)?.diagnostics.length === 0);
    await editor.type(uri, 'x = 1', 'x = 10');
    expect(await editor.diagnostics(uri)).toEqual([]);
    await tab.close();
    await editor.until(() => editor.published(tab.uriOf(2))?.diagnostics.length === 0);
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['out-of-order']);
  });

  test('Should publish an empty list for a text that is opened beside the cells', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(outOfOrder));
    await findings(editor, tab);
    await editor.openText(uri, text, 'json', 3);
    expect(await editor.diagnostics(uri)).toEqual([]);
  });

  test('Should keep its cells as they are when the text is closed, with what the file says of them', async () => {
    const editor = await Editor.start();
    const failed = titled.replace('[2]', '[2] error=NameError');
    const file = temporaryFile('analysis.ipynb', writeNotebook(failed).text);
    await editor.openText(file.uri, writeNotebook(failed).text);
    await editor.diagnostics(file.uri);
    const tab = await editor.openNotebook(file.uri, jsonOf(failed));
    await expectFindings(editor, tab, [[], [], ['failed-cell']]);
    const before = editor.publishedLists(tab.uriOf(2)).length;
    await editor.closeText(file.uri);
    await editor.settle();
    expect(editor.publishedLists(tab.uriOf(2))).toHaveLength(before);
    expect(editor.published(file.uri)?.diagnostics).toEqual([]);
  });
});
