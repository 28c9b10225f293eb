import { expect, test } from 'vitest';
import { Editor } from '../../support/editor.ts';
import { writeNotebook } from '../../support/notation.ts';

const small = 'file:///home/ada/small.ipynb';
const large = 'file:///home/ada/large.ipynb';

/** About a second's work. */
const cells = Array.from({ length: 4000 }, (_, index) => {
  const line = `value_${index} = [number ** 2 for number in range(${index}) if number % 3 == 1]\n`;
  return `--- code [${index + 1}]\n${line.repeat(3)}print(value_${index}, missing_${index % 2 === 0 ? 'even' : 'odd'})`;
});
const muchCode = writeNotebook(`--- markdown\n# Much code\n${cells.join('\n')}`).text;

/** An editor for which the server has read Python already, with a small notebook open, and a large one that was opened just now. */
async function withLargeOpened(): Promise<Editor> {
  const editor = await Editor.start();
  await editor.openText(small, writeNotebook('--- markdown\n# A title\n--- code [1]\nprint(nothing)').text);
  await editor.until(() => finds(editor, small, 'undefined-name'));
  await editor.openText(large, muchCode);
  return editor;
}

function finds(editor: Editor, uri: string, code: string): boolean {
  return editor.published(uri)?.diagnostics.some((one) => one.code === code) ?? false;
}

test('Reading much code should leave others their answers', async () => {
  const editor = await withLargeOpened();
  const position = editor.document(small).rangeAt(editor.text(small).indexOf('A title'), 0).start;
  let answers = 0;
  for (; !finds(editor, large, 'undefined-name'); answers++)
    await editor.request('textDocument/hover', { textDocument: { uri: small }, position });
  expect(answers).toBeGreaterThan(4);
});

test('What is typed while much code is read should be told of at once, and with all code in the end', async () => {
  const editor = await withLargeOpened();
  await editor.until(() => editor.published(large) !== undefined);
  const at = editor.text(large).indexOf('# Much code');
  await editor.change(large, [{ range: editor.document(large).rangeAt(at, at + 1), newText: '' }]);
  const { version } = editor.document(large);
  expect((await editor.findings(large)).map(([code]) => code)).not.toContain('undefined-name');
  await editor.until(() => finds(editor, large, 'undefined-name'));
  expect(editor.published(large)?.version).toBe(version);
  expect(finds(editor, large, 'missing-title')).toBe(true);
});
