import { readFile, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { NotebookEdit } from 'nbproject-protocol';
import {
  alignCells,
  decodeFile,
  isEditable,
  loadScriptReader,
  type NotebookText,
  planEdits,
  readNotebook,
  type Script,
  type ScriptNotebook,
  type ScriptReader,
  ScriptView,
  scriptNotebook,
  Text,
} from '../../notebook/index.ts';
import { editedText } from '../../notebook/text/editedText.ts';
import { replaceFile } from '../../project/files/replaceFile.ts';
import { pairedNotebookOf } from '../../project/scripts/pairedNotebook.ts';
import type { Client } from '../client.ts';
import type { Connection } from '../connection.ts';
import { filePath, isNotebookUri, nameOfUri } from '../uris.ts';
import { scriptExtension } from './pairedScripts.ts';
import { readSavedFile, type SavedFile } from './savedFile.ts';
import type { OpenText } from './textDocuments.ts';

/** What is known of an open script. */
interface KnownScript {
  readonly open: OpenText;
  /** Undefined for a text that is none. */
  readonly script: Script | undefined;
  readonly saved: SavedFile | undefined;
  readonly paired: ScriptNotebook | undefined;
  readonly view: ScriptView | undefined;
}

/** The file of a script's notebook, and what it held when it was last read; undefined where there is none. */
interface Behind {
  readonly file: string | undefined;
  readonly saved: SavedFile | undefined;
}

/**
 * The open texts that are scripts of notebooks, each with the notebook's file. Nothing is said of one before that file has been looked
 * at: without it every script looks like a notebook that was never run.
 */
export class Scripts {
  workspaceFolders: readonly string[] = [];
  readonly #client: Client;
  readonly #connection: Connection;
  readonly #known = new Map<string, KnownScript>();
  /** What lies behind each. */
  readonly #behind = new Map<string, Behind>();
  #read: ScriptReader | undefined;

  constructor(client: Client, connection: Connection) {
    this.#client = client;
    this.#connection = connection;
  }

  /** The script as it is seen now; undefined for a text that is none, and as long as its file has not been read. */
  viewOf(open: OpenText): ScriptView | undefined {
    const behind = this.#behind.get(open.uri);
    if (!this.#read || !behind) return undefined;
    const before = this.#known.get(open.uri);
    const { saved } = behind;
    if (before?.open === open && before.saved === saved) return before.view;
    const script = before?.open.document.text === open.document.text ? before.script : this.#scriptOf(open, this.#read);
    const paired = script && scriptNotebook(nameOfUri(open.uri), script, saved?.notebook, before?.paired);
    const view = script && paired && this.#viewOf(open, script, paired, saved !== undefined, this.#read);
    this.#known.set(open.uri, { open, script, saved, paired, view });
    return view;
  }

  has(uri: string): boolean {
    return this.#known.has(uri);
  }

  /** The notebook's file behind a script; undefined where there is none. */
  fileOf(uri: string): string | undefined {
    const { file, saved } = this.#behind.get(uri) ?? {};
    return saved || isNotebookUri(uri) ? file : undefined;
  }

  /** Reads what lies behind a script; says once of a text that it is none. Does not reject. */
  async lookBehind(open: OpenText): Promise<void> {
    this.#read ??= await loadScriptReader();
    const script = this.#scriptOf(open, this.#read);
    const file = script && (await this.#fileBehind(open.uri, script));
    const saved = file && (await readSavedFile(file, nameOfUri(open.uri), 'with cells').catch(() => undefined));
    if (!script && !this.#behind.has(open.uri)) this.#connection.log('info', `${open.uri} ${unknown}`);
    this.#behind.set(open.uri, { file, saved: saved || undefined });
  }

  /** The file behind a script as it was last read. */
  savedOf(uri: string): SavedFile | undefined {
    return this.#behind.get(uri)?.saved;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#behind.delete(uri);
  }

  /**
   * Makes edits in the file behind a script, all or nothing, where the file holds what the script shows. Cells count as in the file.
   * Gives the reason, a full sentence, where it does not.
   */
  async write(open: OpenText, edits: readonly NotebookEdit[]): Promise<string | undefined> {
    const file = this.fileOf(open.uri);
    const script = this.#known.get(open.uri)?.script;
    if (file === undefined || !script) return 'There is no notebook behind the script.';
    const name = path.basename(file);
    const bytes = await readFile(file).catch(() => undefined);
    if (!bytes) return `${name} cannot be read. Save the script first.`;
    const { content, problem } = decodeFile(bytes);
    const document = readNotebook(nameOfUri(open.uri), Text.from(content));
    if (problem || !isEditable(document))
      return `${name} cannot be changed: its JSON is broken, or its format is not 4.`;
    if (!holdsSame(script, document)) return `${name} does not hold what is shown. Save the script first.`;
    const edited = editedText(content, planEdits(document, edits));
    const failure = await replaceFile(file, bytes, Buffer.from(edited));
    if (failure !== undefined) return `${name} was not written: ${failure}.`;
    await keepOlder(file, filePath(open.uri));
    return undefined;
  }

  async #fileBehind(uri: string, script: Script): Promise<string | undefined> {
    const file = filePath(uri);
    if (file === undefined || isNotebookUri(uri)) return file;
    return pairedNotebookOf(file, script, this.workspaceFolders);
  }

  #scriptOf(open: OpenText, read: ScriptReader): Script | undefined {
    return read(open.document.text.toString(), scriptExtension(open.uri, open.languageId));
  }

  #viewOf(
    { uri, version, document }: OpenText,
    script: Script,
    paired: ScriptNotebook,
    hasFile: boolean,
    read: ScriptReader,
  ) {
    return new ScriptView({ uri, version, text: document.text, script, paired, hasFile }, this.#client.encoding, read);
  }
}

const unknown = 'holds neither JSON nor a script in a format of jupytext: it is left alone.';

function holdsSame({ cells }: Script, document: NotebookText): boolean {
  const shown = cells.map(({ type, source }) => ({ type, source: source.text }));
  const twins = alignCells(shown, document.cells);
  return document.cells.length === cells.length && twins.every((twin, index) => twin?.isSame && twin.index === index);
}

/** jupytext takes the newer of two paired files for the one that was edited, and refuses to open them where that is the notebook. */
async function keepOlder(notebook: string, script: string | undefined): Promise<void> {
  if (script === undefined || script === notebook) return;
  try {
    const { mtime } = await stat(script);
    const { atime, mtime: written } = await stat(notebook);
    if (written > mtime) await utimes(notebook, atime, mtime);
  } catch {
    // A script that is not on the disk is no pair.
  }
}
