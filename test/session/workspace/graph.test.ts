import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Graph } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { folderWith } from '../../support/folder.ts';
import { writeNotebook } from '../../support/notation.ts';

/** A notebook with a record: its title, its id, and what else the record holds. */
function notebook(title: string, id: string, more = {}): string {
  const record = { nbproject: { id, time_init: '2024-05-31T09:30:00+00:00', version: '1', ...more } };
  return writeNotebook(`--- markdown\n# ${title}\n--- metadata\n${JSON.stringify(record)}`).text;
}

const study = {
  'counts.ipynb': notebook('Counts', 'aaaaaaaaaaaa'),
  'steps/rates.ipynb': notebook('Rates', 'bbbbbbbbbbbb', { parent: 'aaaaaaaaaaaa' }),
  'alone.ipynb': notebook('Alone', 'cccccccccccc'),
};

const opening: ClientCapabilities = { ...usualCapabilities, window: { showDocument: { support: true } } };

async function studyIn(capabilities: ClientCapabilities) {
  const folder = folderWith(study);
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'study' }];
  const editor = await Editor.start(capabilities, { workspaceFolders });
  return { editor, uriOf: (name: string) => pathToFileURL(`${folder}/${name}`).href };
}

function titles({ nodes }: Graph): unknown[] {
  return nodes.map(({ title }) => title);
}

describe('The graph of the workspace', () => {
  test('Should be given whole, and for one notebook', async () => {
    const { editor, uriOf } = await studyIn(usualCapabilities);
    const whole = await editor.request<Graph>('nbproject/graph', {});
    expect(titles(whole)).toEqual(['Alone', 'Counts', 'Rates']);
    expect(whole.edges).toEqual([{ from: uriOf('counts.ipynb'), to: uriOf('steps/rates.ipynb'), kind: 'parent' }]);
    const about = await editor.request<Graph>('nbproject/graph', { uri: uriOf('counts.ipynb') });
    expect(titles(about)).toEqual(['Counts', 'Rates']);
  });

  test('Should be refused for what is no notebook of it, with a reason', async () => {
    const { editor, uriOf } = await studyIn(usualCapabilities);
    const refusals = [{ uri: uriOf('gone.ipynb') }, { uri: 'untitled:1' }, { uri: 3 }];
    for (const params of refusals)
      await expect(editor.request('nbproject/graph', params)).rejects.toThrow(/no notebook of the workspace|a string/);
    const lonely = await Editor.start();
    await expect(lonely.request('nbproject/graph', {})).rejects.toThrow('no folder is open');
  });
});

describe('The command nbproject.showGraph', () => {
  test('Should give the form that is asked for, and show nothing itself', async () => {
    const { editor, uriOf } = await studyIn(opening);
    expect(titles(await editor.execute<Graph>('nbproject.showGraph', { format: 'json' }))).toHaveLength(3);
    expect(await editor.execute('nbproject.showGraph', { format: 'mermaid' })).toMatch(/^flowchart LR\n/);
    expect(await editor.execute('nbproject.showGraph', { format: 'dot' })).toMatch(/^digraph /);
    const svg = await editor.execute<string>('nbproject.showGraph', { format: 'svg', uri: uriOf('counts.ipynb') });
    expect(svg).toContain(`xlink:href="${uriOf('counts.ipynb')}"`);
    expect(svg).not.toContain('Alone');
    await expect(editor.execute('nbproject.showGraph', { format: 'png' })).rejects.toThrow('json, mermaid, dot, svg');
    expect(editor.received('window/showMessage')).toEqual([]);
    expect(editor.received('window/showDocument')).toEqual([]);
  });

  test('Should open the picture where the client opens documents', async () => {
    const { editor } = await studyIn(opening);
    let shown = '';
    editor.connection.onRequest('window/showDocument', ({ uri }: { uri: string }) => {
      shown = readFileSync(fileURLToPath(uri), 'utf8');
      return { success: true };
    });
    expect(titles(await editor.execute<Graph>('nbproject.showGraph'))).toHaveLength(3);
    expect(shown).toMatch(/^<svg .*Counts.*<\/svg>\s*$/s);
    expect(editor.received('window/showMessage')).toEqual([]);
  });

  test('Should tell it in words where the client cannot open it, or does not', async () => {
    const words = [{ type: 3, message: 'Counts → Rates' }];
    const { editor } = await studyIn(usualCapabilities);
    expect(titles(await editor.execute<Graph>('nbproject.showGraph', {}))).toHaveLength(3);
    expect(editor.received('window/showMessage')).toEqual(words);
    const refusing = await studyIn(opening);
    refusing.editor.connection.onRequest('window/showDocument', () => ({ success: false }));
    await refusing.editor.execute('nbproject.showGraph');
    expect(refusing.editor.received('window/showMessage')).toEqual(words);
  });
});
