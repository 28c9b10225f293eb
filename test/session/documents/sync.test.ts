import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import type { PositionEncoding } from '../../../server/src/notebook/index.ts';
import type { ClientText } from '../../support/clientText.ts';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { writeNotebook } from '../../support/notation.ts';
import type { NotebookTab } from '../../support/notebookTab.ts';

const uri = 'file:///home/ada/analysis.ipynb';

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
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(messages, async (list) => {
          const [edited, fresh] = [`file:///home/ada/run-${++runs}.ipynb`, `file:///home/ada/fresh-${runs}.ipynb`];
          const document = await editor.openText(edited, start);
          for (const message of list) await send(editor, edited, document, message);
          await editor.openText(fresh, document.content, 'json', document.version);
          const expected = await editor.diagnostics(fresh);
          const found = await editor.diagnostics(edited);
          expect(found.map(withoutRelated)).toEqual(expected.map(withoutRelated));
          await editor.closeText(edited);
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

/** What a user does with cells: where, from 0 to 1, and what. */
type CellEdit = readonly [what: 'insert' | 'remove' | 'move' | 'type' | 'run' | 'raw', at: number, to: number];

const cellEdits: fc.Arbitrary<CellEdit[]> = fc.array(
  fc.tuple(
    fc.constantFrom(
      'insert' as const,
      'remove' as const,
      'move' as const,
      'type' as const,
      'run' as const,
      'raw' as const,
    ),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
  ),
  { minLength: 1, maxLength: 15 },
);

describe('Changes of cells', () => {
  test('Should lead to the findings that the same notebook has when it is opened', async () => {
    const editor = await Editor.start();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(cellEdits, async (list) => {
        // What was published for cells of the run before is not to be taken for that of this one.
        const tab = await editor.openNotebook(`file:///home/ada/run-${++runs}.ipynb`, JSON.parse(start));
        for (const [number, edit] of list.entries()) await makeEdit(tab, edit, number);
        // The last change is one of a text, after which nothing is waited for.
        await tab.insert(tab.cells.length, 1, 'markdown', 'The end.');
        await tab.type(tab.cells.length - 1, 'end', 'last');
        const cells = tab.cells.map(({ kind, languageId, text, metadata, executionSummary }) => {
          const count = executionSummary ? { execution_count: executionSummary.executionOrder ?? null } : {};
          return { kind, languageId, text: text.content, metadata: { ...metadata, ...count } };
        });
        const other = await editor.openNotebook(`file:///home/ada/fresh-${runs}.ipynb`, {
          metadata: tab.metadata,
          cells,
        });
        expect(await messagesOf(editor, tab)).toEqual(await messagesOf(editor, other));
        await tab.close();
        await other.close();
      }),
      { numRuns: 20 },
    );
  });
});

async function makeEdit(tab: NotebookTab, [what, at, to]: CellEdit, number: number): Promise<void> {
  const count = tab.cells.length;
  const index = Math.floor(at * count);
  if (what === 'insert')
    await tab.insert(index, number % 2 === 0 ? 1 : 2, number % 2 === 0 ? 'markdown' : 'python', '# New');
  else if (count === 0) return;
  else if (what === 'remove') await tab.remove(index);
  else if (what === 'move') await tab.move(index, Math.floor(to * (count + 1)));
  else if (what === 'type') await tab.type(index, '', number % 2 === 0 ? '# ' : 'é😀');
  else if (what === 'raw') await tab.changeLanguage(index, 'raw');
  else await tab.run(index, number + 1);
}

async function messagesOf(editor: Editor, tab: NotebookTab): Promise<unknown[]> {
  // The last cell's list comes last, with a version of its own.
  await editor.diagnostics(tab.uriOf(tab.cells.length - 1));
  const lists = tab.cells.map(({ uri: cell }) => editor.published(cell)?.diagnostics ?? []);
  return lists.map((list) => list.map(({ code, message, range }) => [code, message, range]));
}

/** Related places name the document. */
function withoutRelated({ relatedInformation: _, ...diagnostic }: Diagnostic): Omit<Diagnostic, 'relatedInformation'> {
  return diagnostic;
}

async function send(
  editor: Editor,
  uri: string,
  document: ClientText,
  message: readonly RandomEdit[] | 'mend',
): Promise<void> {
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
    textDocument: { uri, version: document.version },
    contentChanges,
  });
}

/** An editor's cursor is never inside a character or a line break. */
function betweenCharacters(text: string, offset: number): number {
  const at = Math.min(offset, text.length);
  return /^(?:[\udc00-\udfff]|(?<=\r)\n)/.test(text.slice(at)) || text.slice(at - 1, at + 1) === '\r\n' ? at + 1 : at;
}
