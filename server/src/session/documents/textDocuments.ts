import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';
import {
  editNotebook,
  looksLikeNotebook,
  type NotebookText,
  type OffsetEdit,
  type PositionEncoding,
  readNotebook,
  Text,
} from '../../notebook/index.ts';
import { isNotebookUri, nameOfUri } from '../uris.ts';
import { isScriptLanguage, mayBePairedScript } from './pairedScripts.ts';

/** A notebook open as text, or as a script. Immutable: a change makes another. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly languageId: string;
  /** `script` for a file that may be paired with a notebook, and for a buffer that is named like one and holds something else, as jupytext's plugins make. */
  readonly content: 'notebook' | 'script';
  readonly document: NotebookText;
  /** The last one that was JSON to its end, for what is shown while the text is broken. */
  readonly lastComplete: NotebookText | undefined;
}

/** The notebooks that the client has open as text, by the client's own URIs. */
export class TextDocuments {
  readonly #encoding: PositionEncoding;
  readonly #open = new Map<string, OpenText>();

  constructor(encoding: PositionEncoding) {
    this.#encoding = encoding;
  }

  get(uri: string): OpenText | undefined {
    return this.#open.get(uri);
  }

  uris(): Iterable<string> {
    return this.#open.keys();
  }

  /** The document opened, or undefined when it is none of ours. */
  open({ textDocument: { uri, version, languageId, text } }: DidOpenTextDocumentParams): OpenText | undefined {
    const isNotebook = isNotebookUri(uri);
    if (!isNotebook && !mayBePairedScript(uri, text)) return undefined;
    const document = readNotebook(nameOfUri(uri), Text.from(text));
    const opened: OpenText = {
      uri,
      version,
      languageId,
      content: isNotebook ? contentOf(languageId, text) : 'script',
      document,
      lastComplete: document.layout.complete ? document : undefined,
    };
    this.#open.set(uri, opened);
    return opened;
  }

  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): OpenText | undefined {
    const before = this.#open.get(textDocument.uri);
    if (!before) return undefined;
    let { document } = before;
    // What a buffer holds is decided when it is opened, and again when it is replaced as a whole or was empty.
    let isReplaced = false;
    for (const change of contentChanges) {
      const { start, end, newText } = offsetsOf(document.text, change, this.#encoding);
      isReplaced ||= start === 0 && end === document.text.length;
      document = editNotebook(document, { start, end, newText });
    }
    const after: OpenText = {
      ...before,
      version: textDocument.version,
      document,
      content:
        isReplaced && isNotebookUri(before.uri)
          ? contentOf(before.languageId, document.text.slice(0, 1000))
          : before.content,
      lastComplete: document.layout.complete ? document : before.lastComplete,
    };
    this.#open.set(before.uri, after);
    return after;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }
}

function offsetsOf(text: Text, change: TextDocumentContentChangeEvent, encoding: PositionEncoding): OffsetEdit {
  if (!('range' in change)) return { start: 0, end: text.length, newText: change.text };
  const start = text.offsetAt(change.range.start, encoding);
  const end = Math.max(start, text.offsetAt(change.range.end, encoding));
  return { start, end, newText: change.text };
}

/** By the language, or by how the text begins. */
function contentOf(languageId: string, text: string): OpenText['content'] {
  const begin = text.replace(/^\ufeff/, '').trimStart();
  if (begin !== '' && isScriptLanguage(languageId) && !begin.startsWith('{')) return 'script';
  return looksLikeNotebook(text) ? 'notebook' : 'script';
}
