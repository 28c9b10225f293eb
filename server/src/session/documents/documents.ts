import { stat } from 'node:fs/promises';
import { CellsView, type Text, TextView, type View } from '../../notebook/index.ts';
import type { Client } from '../client.ts';
import type { Connection } from '../connection.ts';
import { filePath, nameOfUri } from '../uris.ts';
import { NotebookDocuments } from './notebookDocuments.ts';
import { readSavedFile, type SavedFile } from './savedFile.ts';
import { Scripts } from './scripts.ts';
import { type OpenText, TextDocuments } from './textDocuments.ts';

/** The notebooks that the client has open, in whatever form, each with its file as it was last read. */
export class Documents {
  readonly texts: TextDocuments;
  readonly notebooks: NotebookDocuments;
  readonly scripts: Scripts;
  readonly #client: Client;
  readonly #saved = new Map<string, SavedFile>();

  constructor(client: Client, connection: Connection) {
    this.#client = client;
    this.texts = new TextDocuments(client.encoding);
    this.notebooks = new NotebookDocuments(client.encoding);
    this.scripts = new Scripts(client, connection);
  }

  /** The URI of the notebook that a document belongs to. */
  ownerOf(uri: string): string {
    return this.notebooks.notebookOf(uri) ?? uri;
  }

  /** The documents as they are seen; undefined for what is no open notebook of ours. */
  viewOf(uri: string): View | undefined {
    const owner = this.ownerOf(uri);
    const shown = this.notebooks.get(owner);
    if (shown) {
      const saved = this.#saved.get(owner)?.notebook;
      return new CellsView(shown, saved, this.#client.encoding, this.#client.extensions.applyNotebookEdit === true);
    }
    const open = this.texts.get(owner);
    if (open?.content === 'script') return this.scripts.viewOf(open);
    return open && this.#textView(open);
  }

  /** The text of a notebook or of a cell, as the editor shows it. */
  textOf(uri: string): Text | undefined {
    const cells = this.notebooks.get(this.ownerOf(uri))?.cells;
    return cells?.find((cell) => cell.uri === uri)?.text ?? this.texts.get(uri)?.document.text;
  }

  /** The text as it last was complete, at the positions that things had then; undefined for one that never was. */
  lastCompleteViewOf(uri: string): TextView | undefined {
    const open = this.texts.get(uri);
    return open?.lastComplete && this.#textView({ ...open, document: open.lastComplete });
  }

  /** The notebook's file on this machine; for a script, the one behind it. */
  fileOf(owner: string): string | undefined {
    return this.scripts.has(owner) ? this.scripts.fileOf(owner) : filePath(owner);
  }

  /** The open notebooks and scripts of which something may be read in a file that is one of these. */
  openOn(files: ReadonlySet<string>): readonly string[] {
    const owners = [...this.notebooks.uris(), ...this.texts.uris()];
    return owners.filter((owner) => {
      const file = this.fileOf(owner);
      if (file !== undefined && files.has(file)) return true;
      const isScript = this.texts.get(owner)?.content === 'script';
      return isScript && [...files].some((one) => this.scripts.mayStandFor(owner, one));
    });
  }

  /** False where the file of a notebook is the one that was read. Does not reject. */
  async isOutdated(owner: string): Promise<boolean> {
    const file = filePath(owner);
    const known = this.#saved.get(owner);
    const isScript = this.texts.get(owner)?.content === 'script';
    if (!known || file === undefined || isScript) return true;
    const modified = await stat(file).then(
      ({ mtime }) => mtime.getTime(),
      () => undefined,
    );
    return modified !== known.modified.getTime();
  }

  savedOf(owner: string): SavedFile | undefined {
    return this.scripts.savedOf(owner) ?? this.#saved.get(owner);
  }

  /** Reads a notebook's file again; false where there is nothing new to say of what is open. Does not reject. */
  async readSaved(owner: string): Promise<boolean> {
    const isCells = this.notebooks.get(owner) !== undefined;
    const open = this.texts.get(owner);
    if (!isCells && open?.content === 'script') {
      await this.scripts.lookBehind(open);
      return this.texts.get(owner)?.content === 'script';
    }
    const file = filePath(owner);
    if (file === undefined) return false;
    // Without a file it is a notebook that has not been saved yet, or one that only the editor can read.
    const saved = await readSavedFile(file, nameOfUri(owner), isCells ? 'with cells' : 'time only').catch(
      () => undefined,
    );
    if (!saved || !this.viewOf(owner)) return false;
    this.#saved.set(owner, saved);
    return true;
  }

  forget(owner: string): void {
    this.#saved.delete(owner);
    this.scripts.forget(owner);
  }

  #textView({ uri, version, document }: OpenText): TextView {
    return new TextView(uri, version, document, this.#client.encoding);
  }
}
