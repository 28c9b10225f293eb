import path from 'node:path';
import { createEnvironments, type EnvironmentQuery, thisMachine } from '../../environment/index.ts';
import type { Notebook } from '../../notebook/index.ts';
import { loadPython, type PythonReader } from '../../python/index.ts';
import { findLiveEnvironment, isPython, kernelName, type LiveEnvironment, type Program } from '../../record/index.ts';
import type { Connection } from '../connection.ts';
import { filePath } from '../uris.ts';
import { CodeReading } from './codeReading.ts';

/**
 * What is loaded or read for open notebooks in Python: the grammar, their code, and from the disk their environments. Nobody waits for it:
 * an analysis has what is there, and is made again when more has come.
 */
export class LiveFacts {
  workspaceFolders: readonly string[] = [];
  readonly #connection: Connection;
  readonly #arrived: (uri: string) => void;
  readonly #code: CodeReading;
  readonly #environments = createEnvironments(thisMachine());
  readonly #known = new Map<string, Known>();
  readonly #clientInterpreters = new Map<string, string>();
  readonly #waitingForPython = new Set<string>();
  #python: PythonReader | undefined;
  #loading: Promise<void> | undefined;

  constructor(connection: Connection, arrived: (uri: string) => void) {
    this.#connection = connection;
    this.#arrived = arrived;
    this.#code = new CodeReading(arrived);
  }

  /** What is known now; what is missing is looked for. Nothing for a notebook in another language. */
  of(
    uri: string,
    notebook: Notebook,
    pythonSetting: string | undefined,
  ): { readonly program: Program | undefined; readonly environment: LiveEnvironment | undefined } {
    if (!notebook.complete || !isPython(notebook.metadata)) return { program: undefined, environment: undefined };
    if (!this.#python) this.#load(uri);
    const program = this.#python && this.#code.of(uri, notebook, this.#python);
    return { program, environment: this.#environmentOf(uri, notebook, pythonSetting) };
  }

  /** Packages may have been installed since: the next analysis looks at the folders' times. */
  lookAgain(uri: string): void {
    const known = this.#known.get(uri);
    if (!known) return;
    this.#environments.lookAgain();
    this.#known.set(uri, { ...known, query: '' });
  }

  /** Resolves when everything has come that an analysis asked for; never rejects. Code is read when the grammar is there, and an analysis asks again. */
  async settled(uri: string): Promise<void> {
    await Promise.all([this.#loading, this.#known.get(uri)?.looking, this.#code.settled(uri)]);
  }

  /** Which Python the client runs a notebook with; null where it does not know. It says so before it opens the notebook, or after. */
  interpreterChanged(uri: string, interpreter: string | null): void {
    if (interpreter === null) this.#clientInterpreters.delete(uri);
    else this.#clientInterpreters.set(uri, interpreter);
    if (this.#known.has(uri)) this.#arrived(uri);
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#clientInterpreters.delete(uri);
    this.#code.forget(uri);
  }

  dispose(): void {
    this.#code.dispose();
  }

  /** Once: where it fails, it fails at every keystroke. */
  #load(uri: string): void {
    const isLoading = this.#waitingForPython.size > 0;
    this.#waitingForPython.add(uri);
    if (isLoading) return;
    this.#loading = loadPython().then(
      (reader) => {
        this.#python = reader;
        for (const waiting of this.#waitingForPython) this.#arrived(waiting);
      },
      (error: unknown) =>
        this.#connection.log('error', `Python's grammar cannot be loaded; rules about code are off: ${String(error)}`),
    );
  }

  #environmentOf(uri: string, { metadata }: Notebook, pythonSetting: string | undefined): LiveEnvironment | undefined {
    const file = filePath(uri);
    if (file === undefined) return undefined;
    const query: EnvironmentQuery = {
      folder: path.dirname(file),
      workspaceFolders: this.workspaceFolders,
      kernelName: kernelName(metadata),
      clientInterpreter: this.#clientInterpreters.get(uri),
      pythonSetting,
    };
    const text = JSON.stringify(query);
    const known = this.#known.get(uri);
    if (known?.query === text) return known.environment;
    const looking = findLiveEnvironment(this.#environments, query).then(
      (environment) => {
        if (this.#known.get(uri)?.query !== text) return;
        this.#known.set(uri, { query: text, environment, looking });
        this.#arrived(uri);
      },
      (error: unknown) =>
        this.#connection.log('warning', `The environment of ${uri} could not be read: ${String(error)}`),
    );
    // The old answer serves until the new one is there.
    this.#known.set(uri, { query: text, environment: known?.environment, looking });
    return known?.environment;
  }
}

interface Known {
  readonly query: string;
  readonly environment: LiveEnvironment | undefined;
  readonly looking: Promise<void>;
}
