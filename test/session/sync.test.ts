import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import type { PositionEncoding } from '../../server/src/notebook/index.ts';
import type { ClientText } from '../support/clientText.ts';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/analysis.ipynb';
const fresh = 'file:///home/ada/fresh.ipynb';

const start = writeNotebook(`
--- markdown
# Title é😀
--- code [1]
x = 1
--- code [1] stdout=hi
print("é", "😀")
--- markdown
# Another
`).text;

/** Where, from 0 to 1, and how much of the text is replaced by what. */
interface RandomEdit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(0, 0, 0, 1, 2, 40, 300),
  text: fc.constantFrom('x', '"', '\\', '\n', 'é', '😀', '', '{', '],', '# T\\n', '\r\n', start.slice(20, 260)),
});

/** Messages as editors send them: one character, a paste, several changes at once, everything anew. */
const messages = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.array(randomEdit, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant('mend' as const) },
  ),
  { minLength: 5, maxLength: 25 },
);

describe('Incremental changes', () => {
  test.each<PositionEncoding>(['utf-8', 'utf-16', 'utf-32'])(
    'Should lead to the findings that the same text has when it is opened (%s)',
    async (encoding) => {
      const editor = await Editor.start({ ...usualCapabilities, general: { positionEncodings: [encoding] } });
      await fc.assert(
        fc.asyncProperty(messages, async (list) => {
          const document = await editor.openText(uri, start);
          for (const message of list) await send(editor, document, message);
          await editor.openText(fresh, document.content, 'json', document.version);
          const expected = await editor.diagnostics(fresh);
          const found = (await editor.diagnostics(uri)).map((one) => ({ ...one, relatedInformation: undefined }));
          expect(found).toEqual(expected.map((one) => ({ ...one, relatedInformation: undefined })));
          await editor.closeText(uri);
          await editor.closeText(fresh);
        }),
        { numRuns: 5 },
      );
    },
  );

  test('Should publish the last of 200 versions in a burst last, and no older one after a newer', async () => {
    const editor = await Editor.start();
    const document = await editor.openText(uri, start);
    const sent: Promise<void>[] = [];
    for (let count = 0; count < 200; count++) {
      const [old, next] = count % 2 === 0 ? ['x = 1', 'x = 1 '] : ['x = 1 ', 'x = 1'];
      sent.push(editor.type(uri, old, next));
    }
    await Promise.all(sent);
    await editor.diagnostics(uri);
    await editor.settle();
    const versions = editor.publishedLists(uri).map(({ version }) => version ?? -1);
    expect(versions.at(-1)).toBe(document.version);
    expect(versions).toEqual([...versions].sort((one, other) => one - other));
  });

  test('Should not go back to an older version when the editor makes pauses between its edits', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, start);
    for (let count = 0; count < 200; count++) {
      const [old, next] = count % 2 === 0 ? ['# Title', '#Title'] : ['#Title', '# Title'];
      await editor.type(uri, old, next);
      // Between some of them the server comes to its senses.
      if (count % 20 === 0) await editor.codeActions(uri);
    }
    expect((await editor.findings(uri)).map(([code]) => code)).toContain('multiple-titles');
    const versions = editor.publishedLists(uri).map(({ version }) => version ?? -1);
    expect(versions).toEqual([...versions].sort((one, other) => one - other));
  });
});

async function send(editor: Editor, document: ClientText, message: readonly RandomEdit[] | 'mend'): Promise<void> {
  const contentChanges: TextDocumentContentChangeEvent[] = [];
  if (message === 'mend') {
    document.content = start;
    contentChanges.push({ text: start });
  } else {
    for (const { at, length, text } of message) {
      // Without its first character it would be taken for a script.
      const from = betweenCharacters(document.content, 1 + Math.floor(at * (document.content.length - 1)));
      const range = document.rangeAt(from, betweenCharacters(document.content, from + length));
      document.replace(range, text);
      contentChanges.push({ range, text });
    }
  }
  document.version += contentChanges.length;
  await editor.notify('textDocument/didChange', {
    textDocument: { uri: uri, version: document.version },
    contentChanges,
  });
}

/** An editor's cursor is never inside a character or a line break. */
function betweenCharacters(text: string, offset: number): number {
  const at = Math.min(offset, text.length);
  return /^(?:[\udc00-\udfff]|(?<=\r)\n)/.test(text.slice(at)) || text.slice(at - 1, at + 1) === '\r\n' ? at + 1 : at;
}
