import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Editor } from '../support/editor.ts';
import { writeNotebook } from '../support/notation.ts';
import { temporaryFile } from '../support/temporary.ts';

const { text } = writeNotebook('--- markdown\n# Title é\n--- code [1]\nx = 1\n');

function notebookWithMetadata(json: string): string {
  return `{"cells": [], "metadata": {"x": ${json}}, "nbformat": 4, "nbformat_minor": 4}`;
}

type Case = readonly [name: string, content: string, under: unknown, message: RegExp];

const unreadable: Case[] = [
  ['no JSON', '{hello}', 'hello', /./],
  ['a number', '[42]', '[', /notebook is a JSON object/],
  ['cut off', text.slice(0, 120), expect.anything(), /./],
  ['cut off in a string', text.slice(0, text.indexOf('Title')), expect.anything(), /./],
  ['brackets without end', notebookWithMetadata('['.repeat(90)), expect.anything(), /./],
  ['a merge conflict', `{"cells": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> b\n]}`, '<<<<<<< HEAD', /conflict/],
  ['a control character', notebookWithMetadata('"a\u0001b"'), expect.anything(), /./],
  ['a zero byte', notebookWithMetadata('1\u0000'), expect.anything(), /./],
];

/** What is JSON to some programs: a user may mend the rest of it. */
const doubtful: Case[] = [
  [
    'more than 100 levels deep',
    notebookWithMetadata('['.repeat(200) + ']'.repeat(200)),
    expect.anything(),
    /100 levels/,
  ],
  ['100,000 levels deep', notebookWithMetadata('['.repeat(1e5) + ']'.repeat(1e5)), expect.anything(), /100 levels/],
  ['NaN', notebookWithMetadata('NaN'), 'NaN', /NaN/],
  ['Infinity', notebookWithMetadata('-Infinity'), '-Infinity', /Infinity/],
  ['a number too large', notebookWithMetadata('1e999'), '1e999', /./],
  ['half a character, escaped', notebookWithMetadata('"\\ud800"'), '\\ud800', /./],
];

/** Codes of the rules that speak of the text itself. */
const ofText = new Set(['invalid-json', 'invalid-notebook']);

async function openBad(editor: Editor, uri: string, [, content, under, message]: Case): Promise<void> {
  await editor.openText(uri, content);
  const found = (await editor.diagnostics(uri)).filter(({ code }) => ofText.has(String(code)));
  expect(found).toHaveLength(1);
  for (const { message: said, range } of found) {
    expect(said).toMatch(message);
    expect(String(said).length).toBeLessThan(400);
    expect(editor.document(uri).slice(range)).toEqual(under);
  }
}

describe('Text that is no notebook', () => {
  test.each(unreadable)('Should be one clear finding, and not be changed by any command: %s', async (...bad) => {
    const editor = await Editor.start();
    const { uri } = temporaryFile('bad.ipynb', bad[1]);
    await openBad(editor, uri, bad);
    for (const command of ['initialize', 'insertTitle', 'clearOutputs', 'fixAll', 'publish', 'recordPackages']) {
      await editor.execute(`nbproject.${command}`, { uri }).catch(({ code }) => expect(code).toBe(-32803));
    }
    expect(editor.received('workspace/applyEdit')).toEqual([]);
    expect(editor.text(uri)).toBe(bad[1]);
    expect(readFileSync(fileURLToPath(uri), 'utf8')).toBe(bad[1]);
    await editor.replaceAll(uri, text);
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).toEqual(['uninitialized']);
  });

  test.each(doubtful)('Should be one clear finding, and be kept when the rest of it is changed: %s', async (...bad) => {
    const editor = await Editor.start();
    const { uri } = temporaryFile('bad.ipynb', bad[1]);
    await openBad(editor, uri, bad);
    expect(editor.received('workspace/applyEdit')).toEqual([]);
    await editor.execute('nbproject.initialize', { uri });
    const start = bad[1].indexOf('"x"');
    expect(editor.text(uri)).toContain(bad[1].slice(start, -45));
    expect(readFileSync(fileURLToPath(uri), 'utf8')).toBe(bad[1]);
  });

  test('Should be served where a half of a character comes as it is, which no file can hold', async () => {
    const editor = await Editor.start();
    const uri = 'file:///home/ada/half.ipynb';
    const document = await editor.openText(uri, text.replace('Title é', 'Title \ud800'));
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).toContain('uninitialized');
    await editor.type(uri, 'x = 1', 'x = 2');
    await editor.execute('nbproject.initialize', { uri });
    expect(document.content).toContain('Title \ud800');
  });

  test('Should be one finding where it is 70 MB, and be typed in as if it were short', async () => {
    const editor = await Editor.start();
    const uri = 'file:///home/ada/huge.ipynb';
    const huge = text.replace('"# Title', `"${'data '.repeat(14_000_000)}\\n",\n"# Title`);
    const document = await editor.openText(uri, huge);
    const [finding, ...others] = await editor.diagnostics(uri);
    expect([finding?.code, others]).toEqual(['invalid-json', []]);
    expect(finding?.message).toMatch(/^The notebook has 67 MB; above 64 MB it is not read/);
    const start = performance.now();
    for (let count = 0; count < 20; count++) {
      const position = { line: 0, character: 1 };
      document.version++;
      await editor.notify('textDocument/didChange', {
        textDocument: { uri, version: document.version },
        contentChanges: [{ range: { start: position, end: position }, text: ' ' }],
      });
    }
    expect(await editor.diagnostics(uri)).toEqual([finding]);
    expect((performance.now() - start) / 20).toBeLessThan(50);
    expect(await editor.codeActions(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } })).toEqual(
      [],
    );
    await editor.replaceAll(uri, text);
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).toEqual(['uninitialized']);
  });
});

describe('Messages with values that no editor sends', () => {
  const uri = 'file:///home/ada/analysis.ipynb';

  test.each([
    ['positions outside of the text', { start: { line: 999, character: 0 }, end: { line: 9999, character: 9 } }],
    ['a range that ends before it begins', { start: { line: 3, character: 0 }, end: { line: 1, character: 0 } }],
    ['negative numbers', { start: { line: -1, character: -1 }, end: { line: -1, character: 0 } }],
    ['fractions', { start: { line: 0.5, character: 0.5 }, end: { line: 0.5, character: 1.5 } }],
  ])('Should change something or nothing, and break nothing: %s', async (_, range) => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    await editor.notify('textDocument/didChange', {
      textDocument: { uri, version: 1 },
      contentChanges: [{ range, text: '' }],
    });
    await editor.replaceAll(uri, text);
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).toEqual(['uninitialized']);
  });

  test('Should be passed over for documents that are not open', async () => {
    const editor = await Editor.start();
    const unknown = { uri: 'file:///unknown.ipynb', version: 1 };
    await editor.notify('textDocument/didChange', { textDocument: unknown, contentChanges: [{ text: '' }] });
    await editor.notify('textDocument/didSave', { textDocument: unknown });
    await editor.notify('textDocument/didClose', { textDocument: unknown });
    await editor.notify('notebookDocument/didSave', { notebookDocument: unknown });
    await editor.notify('notebookDocument/didClose', { notebookDocument: unknown, cellTextDocuments: [] });
    await editor.settle();
    expect(editor.publishedLists(unknown.uri)).toEqual([]);
    expect(editor.received('window/logMessage')).toEqual([]);
    expect(existsSync('/unknown.ipynb')).toBe(false);
  });
});
