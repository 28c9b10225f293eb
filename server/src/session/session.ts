import { configurationDiagnostics } from '../features/configuration/diagnostics.ts';
import { diagnosticsOf } from '../features/diagnostics.ts';
import type { View } from '../notebook/index.ts';
import { readConfiguration } from '../project/configuration/index.ts';
import type { IsExcluded } from '../project/find/index.ts';
import type { Author } from '../record/index.ts';
import { Analysis, type AnalysisContext } from './analysis.ts';
import type { Client } from './client.ts';
import type { Connection } from './connection.ts';
import { Documents } from './documents/documents.ts';
import type { NotebookDocuments } from './documents/notebookDocuments.ts';
import type { OpenText, TextDocuments } from './documents/textDocuments.ts';
import { AuthorOfSession } from './facts/authorOfSession.ts';
import { DataFiles } from './facts/dataFiles.ts';
import { HeaderNews } from './facts/headerNews.ts';
import { LiveFacts } from './facts/liveFacts.ts';
import { Pictures } from './facts/pictures.ts';
import { Publisher } from './facts/publisher.ts';
import { Secrets } from './facts/secrets.ts';
import { described } from './messages/errors.ts';
import { Progress, type WorkInProgress } from './progress.ts';
import { Schedule } from './schedule.ts';
import type { SessionOptions } from './sessionOptions.ts';
import { ConfigurationDocuments, type OpenConfiguration } from './settings/configurationDocuments.ts';
import { FailedRules } from './settings/failedRules.ts';
import { ProjectSettings } from './settings/projectSettings.ts';
import type { Settings } from './settings/settings.ts';
import { filePath } from './uris.ts';
import { within } from './within.ts';
import { ChangedFiles } from './workspace/changedFiles.ts';
import { Moves } from './workspace/moves.ts';
import { RenamedNotebooks } from './workspace/renamedNotebooks.ts';
import { WorkspaceIndex } from './workspace/workspaceIndex.ts';

/** Text that has just stopped being JSON is often an edit half made: it gets so long to become whole again. */
const brokenTextWait = 200;
/** Environments are read in far less; one on a network folder that hangs holds up nothing. In milliseconds. */
const diskWait = 15_000;
/** Reading the code of the largest notebook takes seconds. In milliseconds. */
const codeWait = 120_000;
/** An editor reports one run of a cell in half a dozen changes of its metadata. */
const metadataWait = 300;
/** What is said of a notebook because of another one may come a little later. */
const relatedWait = 100;

const none: readonly never[] = [];

/** The state of one connection: what is open, what is known of it, and how the client wants to hear of it. */
export class Session {
  readonly client: Client;
  readonly documents: Documents;
  readonly texts: TextDocuments;
  readonly notebooks: NotebookDocuments;
  readonly configurations: ConfigurationDocuments;
  readonly connection: Connection;
  readonly initialSettings: Settings;
  settings: Settings;
  readonly author: AuthorOfSession;
  /** True once the client has been asked to tell of files that change. */
  watchesFiles = false;
  readonly failedRules: FailedRules;
  readonly live: LiveFacts;
  readonly headerNews: HeaderNews;
  readonly progress: Progress;
  readonly index: WorkspaceIndex;
  readonly #dataFiles: DataFiles;
  readonly #secrets: Secrets;
  readonly #project: ProjectSettings;
  readonly moves = new Moves();
  readonly pictures = new Pictures();
  readonly renamedNotebooks: RenamedNotebooks;
  readonly #schedule = new Schedule((uri) => this.#publishOrLog(uri));
  readonly #changedFiles = new ChangedFiles((files) => this.#readChanged(files));
  readonly #publisher: Publisher;
  readonly #analyses = new Map<string, Analysis>();
  readonly #complete = new Map<string, Analysis>();
  readonly pageOf: ((code: string) => string) | undefined;

  constructor(client: Client, connection: Connection, settings: Settings, { pageOf, index }: SessionOptions) {
    this.client = client;
    this.connection = connection;
    this.initialSettings = settings;
    this.settings = settings;
    this.documents = new Documents(client, connection);
    this.texts = this.documents.texts;
    this.notebooks = this.documents.notebooks;
    this.configurations = new ConfigurationDocuments(client.encoding);
    this.#project = new ProjectSettings(settings, this.configurations.textOf);
    this.#publisher = new Publisher((params) => connection.notify('textDocument/publishDiagnostics', params));
    this.failedRules = new FailedRules(connection);
    this.author = new AuthorOfSession(connection, () => this.#refreshAll());
    this.headerNews = new HeaderNews(client, connection);
    this.progress = new Progress(client, connection);
    this.index = new WorkspaceIndex(
      connection,
      this.progress,
      index,
      () => this.#project.exclusion(),
      (affects) => this.#lineageChanged(affects),
    );
    this.live = new LiveFacts(connection, (uri) => this.#refresh(uri));
    this.renamedNotebooks = new RenamedNotebooks(connection, () => this.live.workspaceFolders);
    this.#dataFiles = new DataFiles((uri) => this.#refresh(uri));
    this.#secrets = new Secrets(connection, (uri) => this.#refresh(uri));
    this.pageOf = client.codeDescription ? pageOf : undefined;
  }

  /** What is known of the notebook that a document's URI belongs to, up to date; undefined for what is no open notebook of ours. */
  analysisOf(uri: string): Analysis | undefined {
    const owner = this.documents.ownerOf(uri);
    return this.#analyses.get(owner) ?? this.#analyse(owner);
  }

  /** The same with all that is read from the disk, read anew; what takes too long is left out. Undefined where it is cancelled, too. */
  async completeAnalysisOf(uri: string, request: AbortSignal): Promise<Analysis | undefined> {
    const owner = this.documents.ownerOf(uri);
    if (!this.viewOf(owner)) return undefined;
    this.live.lookAgain(owner);
    this.#analyses.delete(owner);
    // Asks for what is missing.
    this.analysisOf(owner);
    const look = async ({ signal }: WorkInProgress) => {
      const inSession = [this.author.settled(), this.index.upToDate()];
      const everything = Promise.all([this.live.settled(owner), this.#lookForSecrets(owner), ...inSession]);
      await within(diskWait, everything, signal).catch(() => {});
      // Where the grammar had to come first, the code is asked for now.
      this.analysisOf(owner);
      await within(codeWait, this.live.settled(owner), signal).catch(() => {});
      return signal.aborted ? undefined : this.analysisOf(owner);
    };
    return this.progress.during('Looking up packages', look, request);
  }

  /** The same, of the notebook as it last was complete. */
  lastCompleteAnalysisOf(uri: string): Analysis | undefined {
    const analysis = this.analysisOf(uri);
    return analysis?.view.notebook.complete ? analysis : this.#complete.get(this.documents.ownerOf(uri));
  }

  /** The documents as they are seen, without an analysis. */
  viewOf(uri: string): View | undefined {
    return this.documents.viewOf(uri);
  }

  setFolders(folders: readonly string[]): void {
    this.documents.scripts.workspaceFolders = folders;
    this.live.workspaceFolders = folders;
    this.index.setFolders(folders);
    this.#refreshAll();
  }

  textOpened(open: OpenText): void {
    this.#changed(open.uri, 0);
    void this.readSaved(open.uri);
  }

  /** Files of notebooks have changed on the disk, by whomever. */
  filesChanged(files: readonly string[]): void {
    this.#changedFiles.add(files);
    this.index.lookSoon();
  }

  textChanged(before: OpenText | undefined, open: OpenText): void {
    if (open.content === 'script' && before?.content === 'notebook') void this.readSaved(open.uri);
    this.moves.moved(open.uri);
    this.#changed(open.uri, open.content === 'script' || open.document.layout.complete ? 0 : brokenTextWait);
    if (open.content === 'script') void this.#followFile(open.uri);
  }

  notebookOpened(uri: string): void {
    this.#changed(uri, 0);
    void this.readSaved(uri);
  }

  notebookChanged(uri: string, what: 'texts' | 'metadata'): void {
    this.moves.moved(uri);
    // A cell that was run may have made files.
    if (what === 'metadata') this.#dataFiles.lookAgain(uri);
    this.#changed(uri, what === 'texts' ? 0 : metadataWait);
  }

  closed(uri: string): void {
    // The file may still be open in its other form, which has its say now.
    if (this.viewOf(uri)) {
      this.#changed(uri, 0);
      return;
    }
    const file = this.documents.fileOf(uri);
    this.#schedule.cancel(uri);
    this.#publisher.clear(uri);
    this.#analyses.delete(uri);
    this.#complete.delete(uri);
    this.documents.forget(uri);
    this.moves.forget(uri);
    this.headerNews.forget(uri);
    this.live.forget(uri);
    this.#dataFiles.forget(uri);
    this.#secrets.forget(uri);
    this.#project.forget(uri);
    this.failedRules.forget(uri);
    if (file !== undefined) this.index.hide(file);
  }

  settingsChanged(settings: Settings): void {
    this.settings = settings;
    this.#project.editorSettingsChanged(settings);
    this.author.lookFor(settings.author);
    this.#selectionsChanged();
  }

  /** Whom a new record of a notebook names: the user's own settings come before the project's, those before what this machine says. */
  authorOf(uri: string): Author | undefined {
    const { handle, name } = this.settings.author;
    return handle || name ? this.author.known : (this.#project.of(uri).author ?? this.author.known);
  }

  /** What the configurations of the workspace leave out. */
  exclusion(): IsExcluded {
    return this.#project.exclusion();
  }

  /** A configuration file was opened or changed in the editor: it counts as it is shown. */
  configurationShown({ uri, version, name, text }: OpenConfiguration): void {
    this.lookAtConfigurations();
    const configuration = readConfiguration(filePath(uri) ?? name, text.toString());
    const diagnostics = configurationDiagnostics(configuration, text, this.client.encoding);
    this.#publisher.publish(uri, [{ uri, version, diagnostics }]);
  }

  configurationClosed(uri: string): void {
    this.lookAtConfigurations();
    this.#publisher.clear(uri);
  }

  /** Checks every notebook again where a configuration file has changed: many editors tell of no file but their own. */
  lookAtConfigurations(): void {
    if (!this.#project.refresh()) return;
    this.#selectionsChanged();
    this.index.lookSoon();
  }

  /** Reads the file of a notebook again: outputs, which editors do not send, come from there. Does not reject. */
  async readSaved(uri: string): Promise<void> {
    this.live.lookAgain(uri);
    this.#dataFiles.lookAgain(uri);
    this.index.lookInTime();
    if (await this.documents.readSaved(uri)) this.#refresh(uri);
    void this.#lookForSecrets(uri);
  }

  /** The editor has renamed files or folders: what notebooks read may be there now, or gone. */
  filesRenamed(): void {
    this.index.lookSoon();
    for (const uri of [...this.#analyses.keys()]) {
      this.#dataFiles.lookAgain(uri);
      this.#refresh(uri);
    }
  }

  dispose(): void {
    this.pictures.dispose();
    this.live.dispose();
    this.#changedFiles.dispose();
    this.progress.cancelAll();
    this.index.dispose();
    this.#schedule.cancelAll();
  }

  async #readChanged(files: ReadonlySet<string>): Promise<void> {
    for (const owner of this.documents.openOn(files))
      if (await this.documents.isOutdated(owner)) await this.readSaved(owner);
  }

  /** Not every editor tells of files that change: Neovim does not on Linux. */
  async #followFile(uri: string): Promise<void> {
    if (await this.documents.scripts.hasNewFile(uri)) await this.readSaved(uri);
  }

  #changed(uri: string, wait: number): void {
    this.#analyses.delete(uri);
    this.#schedule.request(uri, wait);
  }

  /** For what comes from elsewhere than the editor. */
  #refresh(uri: string, wait = 0): void {
    this.#analyses.delete(uri);
    this.#schedule.refresh(uri, wait);
  }

  #refreshAll(): void {
    for (const uri of [...this.#analyses.keys()]) this.#refresh(uri);
  }

  /** Other rules may be selected, the one for credentials among them. */
  #selectionsChanged(): void {
    for (const uri of [...this.#analyses.keys()]) {
      this.#refresh(uri);
      void this.#lookForSecrets(uri);
    }
  }

  /** A person types a title: who names that notebook need not follow each letter. */
  #lineageChanged(affects: (file: string) => boolean): void {
    for (const uri of [...this.#analyses.keys()]) {
      const file = this.documents.fileOf(uri);
      if (file !== undefined && affects(file)) this.#refresh(uri, relatedWait);
    }
    for (const [uri, complete] of this.#complete) {
      const now = complete.beside(this.index.lineageFor(this.documents.fileOf(uri)));
      this.#complete.set(uri, now);
      if (this.#analyses.get(uri) === complete) this.#analyses.set(uri, now);
    }
    for (const [uri, analysis] of this.#analyses)
      if (!analysis.view.notebook.complete)
        this.#analyses.set(uri, analysis.beside(this.index.lineageFor(this.documents.fileOf(uri))));
  }

  async #lookForSecrets(uri: string): Promise<void> {
    const view = this.viewOf(uri);
    if (view && this.#project.of(uri).selection.needs.has('secrets')) await this.#secrets.lookAt(uri, view.notebook);
  }

  #analyse(owner: string): Analysis | undefined {
    const view = this.viewOf(owner);
    if (!view) return undefined;
    const settings = this.#project.of(owner);
    const { program, environment } = this.live.of(owner, view.notebook, settings.python);
    const file = this.documents.fileOf(owner);
    const folders = this.live.workspaceFolders;
    const saved = this.documents.savedOf(owner);
    if (file !== undefined) this.index.show(file, view.notebook, program);
    const context: Omit<AnalysisContext, 'selection' | 'onRuleFailure'> = {
      program,
      environment,
      file,
      lineage: this.index.lineageFor(file),
      dataFiles: file !== undefined && program ? this.#dataFiles.of(owner, file, program, folders) : undefined,
      secrets: this.#secrets.of(owner),
      author: this.authorOf(owner),
      savedAt: saved?.modified,
      identities: saved?.identities ?? [],
      lastComplete: this.texts.get(owner)?.lastComplete?.notebook,
    };
    const analysis = this.failedRules.without(owner, settings.selection, (selected) =>
      Analysis.of(view, { ...context, ...selected }),
    );
    this.#analyses.set(owner, analysis);
    if (view.notebook.complete) this.#complete.set(owner, analysis);
    return analysis;
  }

  /** Nobody above catches what fails here, and one notebook must not end the server. */
  #publishOrLog(uri: string): void {
    try {
      this.#publish(uri);
    } catch (error) {
      this.connection.log('error', `${uri} could not be checked, which is a bug: ${described(error)}`);
    }
  }

  #publish(uri: string): void {
    const analysis = this.analysisOf(uri);
    if (!analysis) {
      // A script in a notebook's buffer: what was said of the notebook before is taken back.
      this.#publisher.clear(uri);
      return;
    }
    const { view, findings } = analysis;
    const options = { relatedInformation: this.client.relatedInformation, pageOf: this.pageOf };
    const diagnostics = diagnosticsOf(view, findings, options);
    const lists = view.documents.map(({ uri: document, version }) => ({
      uri: document,
      // A notebook that is open as text too says nothing there, for each version of the text.
      version: version ?? this.texts.get(document)?.version,
      diagnostics: diagnostics.get(document) ?? none,
    }));
    this.#publisher.publish(uri, lists);
    this.headerNews.tell(uri, () => analysis.header);
  }
}
