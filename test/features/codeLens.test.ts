import { describe, expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/analysis.ipynb';

const bare = '--- code [2]\nx = 1\n';
const initialized = `${bare}--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00"}}`;

async function lenses(editor: Editor, at: string): Promise<CodeLens[]> {
  return editor.request('textDocument/codeLens', { textDocument: { uri: at } });
}

describe('The code lens', () => {
  test('Should tell state, version, id and problems above the first line, publish, and show the header', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(initialized).text);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const lens = (title: string, command: string) => ({ range, command: { title, command, arguments: [{ uri }] } });
    expect(await lenses(editor, uri)).toEqual([
      lens('draft · 1 · Rx2s · 1 warning, 1 info', 'nbproject.showHeader'),
      lens('Publish', 'nbproject.publish'),
      lens('Header', 'nbproject.showHeader'),
    ]);
  });

  test('Should offer to initialize a notebook without a record', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(bare).text);
    const commands = (await lenses(editor, uri)).map(({ command }) => command?.command);
    expect(commands.slice(0, 2)).toEqual(['nbproject.showHeader', 'nbproject.initialize']);
  });

  test('Should stand in the first cell of code and in no other', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(`--- markdown\n# Title\n${bare}--- code [3]\ny = 2\n`));
    expect(await lenses(editor, tab.uriOf(0))).toEqual([]);
    expect(await lenses(editor, tab.uriOf(1))).toHaveLength(4);
    expect(await lenses(editor, tab.uriOf(2))).toEqual([]);
  });

  test('Should stand in the first cell of a notebook without code', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf('--- markdown\n# Title\n--- markdown\nText\n'));
    expect(await lenses(editor, tab.uriOf(0))).toHaveLength(4);
    expect(await lenses(editor, tab.uriOf(1))).toEqual([]);
  });

  test('Should be asked for anew when the header has changed, by a client that can be told', async () => {
    const { experimental: _, ...capabilities } = usualCapabilities;
    const workspace = { ...capabilities.workspace, codeLens: { refreshSupport: true } };
    const editor = await Editor.start({ ...capabilities, workspace });
    const refreshes = () => editor.received('workspace/codeLens/refresh').length;
    await editor.openText(uri, writeNotebook(initialized).text);
    await editor.diagnostics(uri);
    // Nobody has shown a lens yet, so there is none to show anew.
    expect(refreshes()).toBe(0);
    await lenses(editor, uri);
    await editor.type(uri, 'Rx2s9cPTMQLY', 'Other9cPTMQL');
    await editor.until(() => refreshes() > 0);
  });
});
