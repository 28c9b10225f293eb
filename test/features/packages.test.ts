import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Header, NotebookEnvironment } from 'nbproject-protocol';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CompletionItem, Hover, InlayHint } from 'vscode-languageserver-protocol';
import { Editor } from '../support/editor.ts';
import { makeEnvironment } from '../support/exampleEnvironment.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const notation = `
--- markdown
# Rates
--- code [1]
import numpy as np
import pandas
import gone
import helper
--- metadata
{"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
 "nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-01T10:00:00+00:00",
  "pypackage": {"numpy": "1.0.0", "pandas": "2.2.0"}}}
`;

describe('Packages of a notebook whose folder has an environment', () => {
  test('Should be compared with the record, in the text of the file', async () => {
    const { editor, uri } = await opened();
    expect(await packageFindings(editor, uri)).toEqual([
      ['missing-package', 'gone'],
      ['unrecorded-package', 'gone'],
      ['version-mismatch', '"1.0.0"'],
    ]);
  });

  test('Should be compared with the record, in cells', async () => {
    const { uri } = project();
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    await editor.until(() =>
      (editor.published(tab.uriOf(1))?.diagnostics ?? []).some(({ code }) => code === 'missing-package'),
    );
    expect(
      editor
        .published(tab.uriOf(1))
        ?.diagnostics.map(({ code, message }) => [code, /`(\w+)`/.exec(String(message))?.[1]]),
    ).toEqual(expect.arrayContaining([['missing-package', 'gone']]));
  });

  test('Should be those of the Python that the editor runs the notebook with, as long as it says so', async () => {
    const { uri } = project();
    const prefix = mkdtempSync(path.join(tmpdir(), 'nbproject-kernel-'));
    onTestFinished(() => rmSync(prefix, { recursive: true }));
    makeEnvironment(prefix, { numpy: '3.0.0' });
    const editor = await Editor.start();
    await editor.notify('nbproject/interpreterDidChange', { uri, interpreter: path.join(prefix, 'bin', 'python') });
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    const mismatch = () =>
      editor.published(tab.uriOf(0))?.diagnostics.find(({ code }) => code === 'version-mismatch')?.message ?? '';
    await editor.until(() => String(mismatch()).includes('3.0.0'));
    const environment = await editor.request<NotebookEnvironment>('nbproject/environment', { uri });
    expect(environment.interpreter).toMatchObject({ prefix, source: 'client' });
    await editor.notify('nbproject/interpreterDidChange', { uri, interpreter: null });
    await editor.until(() => String(mismatch()).includes('1.26.4'));
  });

  test('Should be named when the pointer rests on an import', async () => {
    const { editor, uri } = await opened();
    const hover = async (name: string) => {
      const position = editor.document(uri).rangeOf(name).start;
      const result = await editor.request<Hover | null>('textDocument/hover', {
        textDocument: { uri },
        position,
      });
      return (result?.contents as { value: string } | undefined)?.value;
    };
    expect(await hover('numpy as')).toBe('numpy: installed 1.26.4, recorded 1.0.0 (minor)');
    expect(await hover('pandas\\n')).toBe('pandas: installed 2.2.0, recorded 2.2.0');
    expect(await hover('gone\\n')).toBe('gone: not installed, not recorded');
  });

  test('Should show both versions behind an import whose versions differ, and only there', async () => {
    const { editor, uri } = await opened();
    const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const hints = await editor.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
    expect(
      hints.map(({ label, position }) => [
        label,
        editor
          .document(uri)
          .slice({ start: { line: position.line, character: 0 }, end: position })
          .trim(),
      ]),
    ).toEqual([['1.0.0 → 1.26.4 (minor)', '"import numpy']]);
  });

  test('Should be told with the environment that they come from', async () => {
    const { editor, uri, folder } = await opened();
    const environment = await editor.request<NotebookEnvironment>('nbproject/environment', { uri });
    expect(environment).toMatchObject({
      interpreter: { prefix: path.join(folder, '.venv'), version: '3.11.2', source: 'folder' },
      packages: [
        { name: 'gone', recorded: null, installed: null, status: 'not-installed' },
        { name: 'numpy', recorded: '1.0.0', installed: '1.26.4', status: 'differs', distance: 'minor' },
        { name: 'pandas', recorded: '2.2.0', installed: '2.2.0', status: 'same' },
      ],
    });
    const header = await editor.request<Header>('nbproject/header', { uri });
    expect(header.imports).toEqual(['gone', 'helper', 'numpy', 'pandas']);
    expect(
      header.rows.filter(({ label }) => label.startsWith('pypackage')).map(({ label, value }) => [label, value]),
    ).toEqual([
      ['pypackage_store', 'numpy==1.0.0 pandas==2.2.0'],
      ['pypackage_live', 'gone (not installed) numpy==1.26.4 (minor) pandas==2.2.0'],
    ]);
  });

  test('Should be read again when the notebook is saved after something was installed', async () => {
    const { editor, uri, folder } = await opened();
    const site = path.join(folder, '.venv', 'lib', 'python3.11', 'site-packages');
    const info = path.join(site, 'gone-0.1.0.dist-info');
    for (const made of [path.join(site, 'gone'), info]) mkdirSync(made);
    writeFileSync(path.join(site, 'gone', '__init__.py'), '');
    writeFileSync(path.join(info, 'METADATA'), 'Metadata-Version: 2.1\nName: gone\nVersion: 0.1.0\n');
    writeFileSync(path.join(info, 'top_level.txt'), 'gone\n');
    await editor.notify('textDocument/didSave', { textDocument: { uri } });
    await editor.until(
      () => editor.published(uri)?.diagnostics.every(({ code }) => code !== 'missing-package') === true,
    );
  });

  test('Should be completed in the record, with their installed versions, while the text is broken', async () => {
    const { editor, uri } = await opened();
    const complete = async (typed: string) => {
      const position = editor.document(uri).rangeOf(typed).end;
      const params = { textDocument: { uri }, position };
      const items = await editor.request<CompletionItem[]>('textDocument/completion', params);
      return items.map(({ label, detail }) => [label, detail]);
    };
    await editor.type(uri, '"pandas": "2.2.0"', '"pandas": "');
    expect(await complete('"pandas": "')).toEqual([['2.2.0', 'installed']]);
    await editor.type(uri, '"pandas": "', '"');
    expect(await complete('"numpy": "1.0.0",\n    "')).toEqual([['gone', 'imported']]);
  });

  test('Should not be asked of a notebook in another language', async () => {
    const editor = await Editor.start();
    const uri = 'file:///r.ipynb';
    await editor.openText(
      uri,
      writeNotebook('--- code [1]\nlibrary(dplyr)\n--- metadata\n{"language_info": {"name": "R"}}\n').text,
    );
    expect(await editor.request('nbproject/environment', { uri })).toBeNull();
  });
});

/** A folder with a notebook, a module beside it, and a virtual environment. */
function project(): { readonly folder: string; readonly uri: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-packages-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  makeEnvironment(path.join(folder, '.venv'), { numpy: '1.26.4', pandas: '2.2.0' });
  writeFileSync(path.join(folder, 'helper.py'), '');
  const file = path.join(folder, 'rates.ipynb');
  writeFileSync(file, writeNotebook(notation).text);
  return { folder, uri: pathToFileURL(file).href };
}

async function opened() {
  const { folder, uri } = project();
  const editor = await Editor.start();
  await editor.openText(uri, writeNotebook(notation).text);
  await editor.until(() => editor.published(uri)?.diagnostics.some(({ code }) => code === 'missing-package') === true);
  return { editor, uri, folder };
}

async function packageFindings(editor: Editor, uri: string): Promise<(readonly [unknown, string])[]> {
  const found = (await editor.diagnostics(uri)).filter(({ code }) => /package|version-mismatch/.test(String(code)));
  return found.map(({ code, range }) => [code, editor.document(uri).slice(range)] as const).sort();
}
