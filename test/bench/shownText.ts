import type { Position } from 'vscode-languageserver-protocol';
import type { LanguageServer } from './languageServer.ts';
import { pasted, type ShownNotebook, typed } from './shownNotebook.ts';

/** A notebook open as text. */
export interface ShownText extends ShownNotebook {
  /** Types a quote, with which the text is no JSON any more. */
  breakText(): Promise<number>;
  mendText(): Promise<number>;
}

export function shownText(server: LanguageServer, uri: string, content: string): ShownText {
  const { caretLine, below } = placesIn(content);
  const end = 5;
  let version = 0;
  let caret = { line: caretLine, character: end };
  const change = (start: Position, stop: Position, text: string) => {
    version++;
    const params = { textDocument: { uri, version }, contentChanges: [{ range: { start, end: stop }, text }] };
    return server.diagnosed('textDocument/didChange', params, uri, version);
  };
  const insert = (text: string) => change(caret, caret, text);
  const moved = ({ line, character }: Position, by: number) => ({ line, character: character + by });
  const lineAt = (line: number) => ({ line, character: 0 });
  const block = pasted.map((line) => `    ${JSON.stringify(`${line}\n`)},\n`).join('');
  return {
    open: async () => {
      version++;
      const params = { textDocument: { uri, languageId: 'json', version, text: content } };
      const opened = await server.diagnosed('textDocument/didOpen', params, uri, version);
      // A line of its own for what is typed, in front of the others of its cell.
      await change(lineAt(caretLine), lineAt(caretLine), '    "\\n",\n');
      return opened;
    },
    close: () => server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    type: () => {
      const sent = insert(typed[(caret.character - end) % typed.length] ?? 'x');
      caret = moved(caret, 1);
      return sent;
    },
    undo: () => {
      const last = moved(caret, -1);
      const sent = change(last, caret, '');
      caret = last;
      return sent;
    },
    paste: () => change(lineAt(caretLine), lineAt(caretLine), block),
    undoPaste: () => change(lineAt(caretLine), lineAt(caretLine + pasted.length), ''),
    deleteCell: () => change(lineAt(below.start + 1), lineAt(below.end + 1), ''),
    undoDeleteCell: () => change(lineAt(below.start + 1), lineAt(below.start + 1), below.text),
    breakText: () => insert('"'),
    mendText: () => change(caret, moved(caret, 1), ''),
  };
}

/** By the layout of notebooks made for measuring: the first line of code of the middle cell, and the lines of the cell below. */
function placesIn(content: string) {
  const lines = content.split('\n');
  const starts = lines.flatMap((line, index) => (line === '  {' ? [index] : []));
  const isCode = (start: number) => lines[start + 1] === '   "cell_type": "code",';
  const middle = starts.findIndex((start, index) => index >= starts.length >> 1 && isCode(start));
  const caretLine = lines.indexOf('   "source": [', starts[middle]) + 1;
  const [start = 0, end = 0] = starts.slice(middle + 1);
  return { caretLine, below: { start, end, text: `${lines.slice(start, end).join('\n')}\n` } };
}
