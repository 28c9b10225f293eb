import { stat } from 'node:fs/promises';
import {
  loadScriptEditor,
  loadScriptPlanner,
  loadScriptReader,
  notebookName,
  type Script,
  type ScriptEditor,
  type ScriptNotebook,
  type ScriptPlanner,
  type ScriptReader,
  ScriptView,
  scriptNotebook,
} from '../../notebook/index.ts';
import { isPaired, pairingOf } from '../../project/scripts/pairedNotebook.ts';
import type { Client } from '../client.ts';
import type { Connection } from '../connection.ts';
import { filePath, isNotebookUri, nameOfUri } from '../uris.ts';
import { type FileToWrite, fileToWrite, type Unwritable } from './fileToWrite.ts';
import { scriptExtension } from './pairedScripts.ts';
import { readSavedFile, type SavedFile } from './savedFile.ts';
import type { OpenText } from './textDocuments.ts';

/** What is known of an open script. */
interface KnownScript {
  readonly open: OpenText;
  readonly behind: Behind;
  /** Undefined for a text that is none. */
  readonly script: Script | undefined;
  readonly paired: ScriptNotebook | undefined;
  readonly view: ScriptView | undefined;
}

/** What lies behind a text that may be a script. */
interface Behind {
  /** False for a text that is no script, or paired with no notebook. */
  readonly isOurs: boolean;
  /** Of the notebook, and what it held when it was last read; undefined where there is none. */
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
  /** Under way, for scripts behind which nobody has looked yet. */
  readonly #firstLooks = new Map<string, Promise<void>>();
  /** How often each was looked behind: of two looks at a time the later one counts. */
  readonly #looks = new Map<string, number>();
  /** When the file behind each may be looked at again. */
  readonly #nextStat = new Map<string, number>();
  #read: ScriptReader | undefined;
  #edit: ScriptEditor | undefined;
  #plan: ScriptPlanner | undefined;

  constructor(client: Client, connection: Connection) {
    this.#client = client;
    this.#connection = connection;
  }

  /** The script as it is seen now; undefined for a text that is none, and as long as its file has not been read. */
  viewOf(open: OpenText): ScriptView | undefined {
    const behind = this.#behind.get(open.uri);
    if (!this.#read || !this.#plan || !behind) return undefined;
    const before = this.#known.get(open.uri);
    const { file, saved } = behind;
    if (before?.open === open && before.behind === behind) return before.view;
    const script = behind.isOurs ? this.#scriptNow(open, this.#read) : undefined;
    const name = file === undefined ? nameOfUri(open.uri) : notebookName(file);
    const paired = script && scriptNotebook(name, script, saved?.notebook, before?.paired);
    const view = script && paired && this.#viewOf(open, script, paired, saved !== undefined, this.#plan);
    this.#known.set(open.uri, { open, behind, script, paired, view });
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

  /** Settles once a script that has just been opened can be seen; undefined where nothing has to be waited for. */
  firstLook(uri: string): Promise<void> | undefined {
    return this.#firstLooks.get(uri);
  }

  /** Reads what lies behind a script; says once of a text that it is left alone. Does not reject. */
  lookBehind(open: OpenText): Promise<void> {
    const look = this.#look(open);
    if (this.#behind.has(open.uri)) return look;
    this.#firstLooks.set(open.uri, look);
    // A later look, such as that of a script that was closed and opened again, is waited for by itself.
    return look.finally(() => {
      if (this.#firstLooks.get(open.uri) === look) this.#firstLooks.delete(open.uri);
    });
  }

  async #look(open: OpenText): Promise<void> {
    const look = (this.#looks.get(open.uri) ?? 0) + 1;
    this.#looks.set(open.uri, look);
    this.#read ??= await loadScriptReader();
    this.#edit ??= await loadScriptEditor();
    this.#plan ??= await loadScriptPlanner();
    const script = this.#scriptOf(open, this.#read);
    const behind = script ? await this.#behindOf(open.uri, script) : nothingBehind(isNotebookUri(open.uri));
    if (this.#looks.get(open.uri) !== look) return;
    if ((!script || !behind.isOurs) && !this.#behind.has(open.uri))
      this.#connection.log('info', `${open.uri} ${script ? unpaired : unknown}`);
    this.#behind.set(open.uri, behind);
  }

  /** True where a change of a notebook's file may change what is said of a script: it is the one behind it, or there was none. */
  mayStandFor(uri: string, file: string): boolean {
    const behind = this.#behind.get(uri);
    return behind !== undefined && (behind.file ?? file) === file;
  }

  /** True where the file behind a script is not the one that was read; asked at each key that is typed, it looks once in a while. Does not reject. */
  async hasNewFile(uri: string): Promise<boolean> {
    const { file, saved } = this.#behind.get(uri) ?? {};
    const now = performance.now();
    if (file === undefined || now < (this.#nextStat.get(uri) ?? 0)) return false;
    this.#nextStat.set(uri, now + statPause);
    const modified = await stat(file).then(
      ({ mtime }) => mtime,
      () => undefined,
    );
    return modified?.getTime() !== saved?.modified.getTime();
  }

  /** The file behind a script as it was last read. */
  savedOf(uri: string): SavedFile | undefined {
    return this.#behind.get(uri)?.saved;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#behind.delete(uri);
    this.#looks.delete(uri);
    this.#firstLooks.delete(uri);
    this.#nextStat.delete(uri);
  }

  /** The file behind a script, where it holds what the script shows and can be changed. */
  async fileToWrite(open: OpenText): Promise<FileToWrite | Unwritable> {
    const file = this.fileOf(open.uri);
    const script = this.#known.get(open.uri)?.script;
    if (file === undefined || !script) return { reason: 'There is no notebook behind the script.', isBehind: false };
    return fileToWrite(file, script, filePath(open.uri));
  }

  async #behindOf(uri: string, script: Script): Promise<Behind> {
    const own = filePath(uri);
    if (own === undefined) return nothingBehind(isNotebookUri(uri) || script.metadata.jupytext !== undefined);
    const pairing = isNotebookUri(uri) ? undefined : await pairingOf(own, script, this.workspaceFolders);
    const file = pairing?.file ?? own;
    const saved = await readSavedFile(file, nameOfUri(uri), 'with cells').catch(() => undefined);
    const isOurs = !pairing || isPaired(own, script, pairing, saved?.notebook);
    return isOurs ? { isOurs, file, saved } : nothingBehind(false);
  }

  /** The script of the text as it is now. */
  #scriptNow(open: OpenText, read: ScriptReader): Script | undefined {
    const before = this.#known.get(open.uri);
    const { text } = open.document;
    if (!before?.script || !this.#edit || before.open.languageId !== open.languageId) return this.#scriptOf(open, read);
    if (before.open.document.text === text) return before.script;
    return this.#edit(before.script, before.open.document.text, text, scriptExtension(open.uri, open.languageId));
  }

  #scriptOf(open: OpenText, read: ScriptReader): Script | undefined {
    return read(open.document.text.toString(), scriptExtension(open.uri, open.languageId));
  }

  #viewOf(
    { uri, version, document }: OpenText,
    script: Script,
    paired: ScriptNotebook,
    hasFile: boolean,
    plan: ScriptPlanner,
  ) {
    return new ScriptView({ uri, version, text: document.text, script, paired, hasFile }, this.#client.encoding, plan);
  }
}

function nothingBehind(isOurs: boolean): Behind {
  return { isOurs, file: undefined, saved: undefined };
}

/** In milliseconds. */
const statPause = 1000;

const unpaired = 'is paired with no notebook: it is left alone.';
const unknown = 'holds neither JSON nor a script in a format of jupytext: it is left alone.';
