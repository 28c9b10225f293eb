import { expect, onTestFinished, test, vi } from 'vitest';
import type { Cell } from '../../../server/src/notebook/index.ts';
import { ruleOf } from '../../../server/src/rules/index.ts';
import { Editor } from '../../support/editor.ts';
import { writeNotebook } from '../../support/notation.ts';

const uri = 'file:///home/ada/analysis.ipynb';
const other = 'file:///home/ada/other.ipynb';
const bad = writeNotebook('--- markdown\n# Title\n--- code [1]\nx = 1\n--- code [ ]\n\n--- code [2]\nx').text;

/** Makes a rule throw where it meets a notebook, or a cell, of which something is true. */
function breakRule<Method extends 'check' | 'checkCell' | 'fixes'>(
  code: string,
  method: Method,
  isBroken: (subject: unknown) => boolean,
): void {
  const rule = ruleOf(code)!;
  const real = rule[method] as (...args: unknown[]) => never;
  const spy = vi.spyOn(rule as Required<typeof rule>, method).mockImplementation(((...args: unknown[]) => {
    if (isBroken(args[0])) throw new Error('a bug');
    return real(...args);
  }) as never);
  onTestFinished(() => spy.mockRestore());
}

const codesAt = async (editor: Editor, document: string) =>
  (await editor.diagnostics(document)).map(({ code }) => code);

test('A rule that throws should be off for that notebook, with one message, and on in all others', async () => {
  breakRule('uninitialized', 'check', (notebook) => (notebook as { name: string }).name === 'analysis');
  const editor = await Editor.start();
  await editor.openText(uri, bad);
  expect(await codesAt(editor, uri)).toEqual(['empty-cell']);
  await editor.type(uri, 'x = 1', 'x = 2');
  expect(await codesAt(editor, uri)).toEqual(['empty-cell']);
  await editor.openText(other, bad);
  expect(await codesAt(editor, other)).toEqual(['uninitialized', 'empty-cell']);
  expect(editor.received('window/showMessage')).toEqual([
    { type: 2, message: expect.stringMatching(/^The rule uninitialized has failed.* off for analysis until/) },
  ]);
  expect(editor.received('window/logMessage')).toEqual([
    { type: 1, message: expect.stringMatching(/uninitialized failed in .*analysis\.ipynb.*Error: a bug/) },
  ]);
});

test('A rule that throws at one cell should say nothing of the others, and be tried again when the notebook is opened again', async () => {
  const failed = writeNotebook(
    '--- markdown\n# Title\n--- code [1] error=NameError\nx\n--- code [2] error=NameError\ny',
  ).text;
  let isBroken = true;
  breakRule('failed-cell', 'checkCell', (cell) => isBroken && (cell as Cell).source === 'y');
  const editor = await Editor.start();
  await editor.openText(uri, failed);
  expect(await codesAt(editor, uri)).not.toContain('failed-cell');
  isBroken = false;
  await editor.type(uri, '# Title', '# Titles');
  expect(await codesAt(editor, uri)).not.toContain('failed-cell');
  await editor.closeText(uri);
  await editor.openText(uri, failed, 'json', 7);
  expect((await codesAt(editor, uri)).filter((code) => code === 'failed-cell')).toHaveLength(2);
});

test('A rule whose fixes throw should keep its findings, without them, and be in the log once', async () => {
  breakRule('empty-cell', 'fixes', () => true);
  const editor = await Editor.start();
  await editor.openText(uri, bad);
  const titles = async () => (await editor.codeActions(uri)).map(({ title }) => title);
  expect(await titles()).not.toContain('Remove the empty cell');
  await titles();
  await editor.execute('nbproject.fixAll', { uri });
  expect(await codesAt(editor, uri)).toContain('empty-cell');
  expect(editor.received('window/logMessage')).toEqual([
    { type: 1, message: expect.stringContaining('The fixes of the rule empty-cell failed') },
  ]);
});
