import type { DidChangeTextDocumentParams, DidOpenTextDocumentParams } from 'vscode-languageserver-protocol';
import { type PositionEncoding, Text } from '../../notebook/index.ts';
import { configurationFileNames, maxConfigurationLength } from '../../project/configuration/index.ts';
import { fileNameOfUri, filePath } from '../uris.ts';

/** A configuration file that is open in the editor. Immutable: a change makes another. */
export interface OpenConfiguration {
  readonly uri: string;
  readonly version: number;
  /** The name decides where in it the settings stand. */
  readonly name: string;
  readonly text: Text;
}

/** The configuration files that the client has open, by its own URIs. What the editor shows counts, saved or not. */
export class ConfigurationDocuments {
  readonly #encoding: PositionEncoding;
  readonly #open = new Map<string, OpenConfiguration>();

  constructor(encoding: PositionEncoding) {
    this.#encoding = encoding;
  }

  get(uri: string): OpenConfiguration | undefined {
    return this.#open.get(uri);
  }

  /** The text of an open file by its path on this machine. */
  readonly textOf = (file: string): string | undefined => {
    for (const { uri, text } of this.#open.values()) if (filePath(uri) === file) return text.toString();
    return undefined;
  };

  /** The document opened, or undefined when it is none of ours. */
  open({ textDocument: { uri, version, text } }: DidOpenTextDocumentParams): OpenConfiguration | undefined {
    const name = fileNameOfUri(uri);
    if (!isConfigurationName(name) || text.length > maxConfigurationLength) return undefined;
    const opened = { uri, version, name, text: Text.from(text) };
    this.#open.set(uri, opened);
    return opened;
  }

  change({
    textDocument: { uri, version },
    contentChanges,
  }: DidChangeTextDocumentParams): OpenConfiguration | undefined {
    const before = this.#open.get(uri);
    if (!before) return undefined;
    let { text } = before;
    for (const change of contentChanges) {
      if (!('range' in change)) text = Text.from(change.text);
      else {
        const start = text.offsetAt(change.range.start, this.#encoding);
        text = text.replace(start, Math.max(start, text.offsetAt(change.range.end, this.#encoding)), change.text);
      }
    }
    const after = { ...before, version, text };
    this.#open.set(uri, after);
    return after;
  }

  /** False when it is none of ours. */
  close(uri: string): boolean {
    return this.#open.delete(uri);
  }
}

function isConfigurationName(name: string): boolean {
  return (configurationFileNames as readonly string[]).includes(name);
}
