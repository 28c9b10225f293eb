import type { JsonObject, JsonValue } from 'nbproject-protocol';
import type {
  DidChangeNotebookDocumentParams,
  DidOpenNotebookDocumentParams,
  NotebookCell,
  NotebookDocumentChangeEvent,
  TextDocumentItem,
} from 'vscode-languageserver-protocol';
import { maxCells, type PositionEncoding, type ShownCell, type ShownNotebook, Text } from '../../notebook/index.ts';
import { asObject } from '../../notebook/json/values.ts';
import { isNotebookUri, nameOfUri } from '../uris.ts';

/**
 * The notebooks that the client has open as cells. The order, kinds and metadata of cells are kept apart from their texts,
 * because a moved cell arrives as one removed and one inserted without its text (LSP, "Notebook Document Synchronization").
 */
export class NotebookDocuments {
  readonly #encoding: PositionEncoding;
  readonly #open = new Map<string, OpenNotebook>();
  readonly #texts = new Map<string, CellText>();
  readonly #notebookOfCell = new Map<string, string>();
  readonly #runs = new Map<string, CellRun>();

  constructor(encoding: PositionEncoding) {
    this.#encoding = encoding;
  }

  get(uri: string): ShownNotebook | undefined {
    return this.#open.get(uri)?.shown;
  }

  uris(): Iterable<string> {
    return this.#open.keys();
  }

  /** The URI of the notebook that a cell's document belongs to. */
  notebookOf(cellUri: string): string | undefined {
    return this.#notebookOfCell.get(cellUri);
  }

  /** False for a notebook that is none of ours. */
  open({ notebookDocument, cellTextDocuments }: DidOpenNotebookDocumentParams): boolean {
    const { uri, version, metadata, cells, notebookType } = notebookDocument;
    if (notebookType !== 'jupyter-notebook' && !isNotebookUri(uri)) return false;
    for (const document of cellTextDocuments) this.#texts.set(document.uri, cellText(document));
    this.#keep(uri, { version, metadata: metadata as JsonObject | undefined, cells });
    return true;
  }

  change({ notebookDocument: { uri, version }, change }: DidChangeNotebookDocumentParams): boolean {
    const before = this.#open.get(uri);
    if (!before) return false;
    this.#changeTexts(change);
    const cells = cellsAfter(before.source.cells, change);
    const metadata = (change.metadata as JsonObject | undefined) ?? before.source.metadata;
    const touched = new Set(change.cells?.textContent?.map(({ document }) => document.uri));
    this.#keep(uri, { version, metadata, cells }, before, touched);
    for (const { uri: closed } of change.cells?.structure?.didClose ?? []) {
      if (!cells.some((cell) => cell.document === closed)) this.#forget(closed);
    }
    return true;
  }

  close(uri: string): void {
    for (const cell of this.#open.get(uri)?.source.cells ?? []) this.#forget(cell.document);
    this.#open.delete(uri);
  }

  #changeTexts({ cells }: NotebookDocumentChangeEvent): void {
    for (const document of cells?.structure?.didOpen ?? []) this.#texts.set(document.uri, cellText(document));
    for (const { document, changes } of cells?.textContent ?? []) {
      const before = this.#texts.get(document.uri);
      if (!before) continue;
      let { text } = before;
      for (const change of changes) {
        if (!('range' in change)) text = Text.from(change.text);
        else {
          const start = text.offsetAt(change.range.start, this.#encoding);
          text = text.replace(start, Math.max(start, text.offsetAt(change.range.end, this.#encoding)), change.text);
        }
      }
      this.#texts.set(document.uri, { ...before, version: document.version, text });
    }
  }

  /** `touched` are the documents whose texts have changed since `before`. */
  #keep(uri: string, source: NotebookSource, before?: OpenNotebook, touched: ReadonlySet<string> = new Set()): void {
    const known = before?.source.cells === source.cells ? undefined : shownByUri(before?.shown);
    // One cell more than is read says that there are too many.
    const cells = source.cells.slice(0, maxCells + 1).map((cell, index) => {
      const { document } = cell;
      const same = known ? known.get(document) : before?.shown.cells[index];
      if (!known && same && !touched.has(document)) return same;
      this.#notebookOfCell.set(document, uri);
      const text = this.#texts.get(document) ?? noText;
      const run = runOf(cell, text.version, this.#runs.get(document));
      this.#runs.set(document, run);
      return shownCell(cell, text, run, same);
    });
    const metadata = source.metadata ?? noMetadata;
    const shown: ShownNotebook = {
      uri,
      version: source.version,
      name: nameOfUri(uri),
      format: formatOf(metadata),
      metadata: asObject(metadata.metadata) ?? metadata,
      cells,
    };
    this.#open.set(uri, { source, shown });
  }

  #forget(cellUri: string): void {
    this.#texts.delete(cellUri);
    this.#notebookOfCell.delete(cellUri);
    this.#runs.delete(cellUri);
  }
}

function shownByUri(shown: ShownNotebook | undefined): ReadonlyMap<string, ShownCell> {
  return new Map(shown?.cells.map((cell) => [cell.uri, cell] as const));
}

interface OpenNotebook {
  readonly source: NotebookSource;
  readonly shown: ShownNotebook;
}

/** As the client sent it. */
interface NotebookSource {
  readonly version: number;
  readonly metadata: JsonObject | undefined;
  readonly cells: readonly NotebookCell[];
}

interface CellText {
  readonly version: number;
  readonly languageId: string;
  readonly text: Text;
}

/** What is known of a cell's last run. */
interface CellRun {
  /** Undefined where the editor does not say, null where it says that there was none. */
  readonly count: number | null | undefined;
  /** The version of the cell's text at which its count was first told. */
  readonly textVersion: number;
  /** The count in the execution summary, which goes when the outputs are cleared. */
  readonly order: number | undefined;
  readonly isEdited: boolean;
}

const codeKind = 2;
const noMetadata: JsonObject = {};
const noText: CellText = { version: 0, languageId: '', text: Text.from('') };

function cellText({ version, languageId, text }: TextDocumentItem): CellText {
  return { version, languageId, text: Text.from(text) };
}

/** The cells after a change of their order, then of their metadata. Cells that are not known are left alone. */
function cellsAfter(before: readonly NotebookCell[], { cells }: NotebookDocumentChangeEvent): readonly NotebookCell[] {
  const array = cells?.structure?.array;
  const ordered = array
    ? [...before.slice(0, array.start), ...(array.cells ?? []), ...before.slice(array.start + array.deleteCount)]
    : before;
  if (!cells?.data) return ordered;
  const changed = new Map(cells.data.map((cell) => [cell.document, cell] as const));
  return ordered.map((cell) => changed.get(cell.document) ?? cell);
}

/**
 * VS Code puts the id and the saved count beside the cell's own metadata; the count of a run in this session is in the execution
 * summary. When the text of a cell that was run is edited, it sets the saved count to null and keeps the summary, if there is one.
 */
function shownCell(cell: NotebookCell, text: CellText, run: CellRun, known: ShownCell | undefined): ShownCell {
  const outer = outerMetadata(cell);
  const type = cell.kind !== codeKind ? 'markdown' : text.languageId === 'raw' ? 'raw' : 'code';
  const shown: ShownCell = {
    uri: cell.document,
    version: text.version,
    text: text.text,
    type,
    id: typeof outer.id === 'string' ? outer.id : undefined,
    executionCount: run.isEdited ? null : run.count,
    countBeforeEdit: run.isEdited ? (run.count ?? undefined) : undefined,
    metadata: asObject(outer.metadata) ?? outer,
  };
  return known && isSame(known, shown) ? known : shown;
}

/** The last run of a cell, from what the editor says now and what was known. */
function runOf(cell: NotebookCell, textVersion: number, known: CellRun | undefined): CellRun {
  const { execution_count: saved } = outerMetadata(cell);
  const savedCount = saved === undefined ? undefined : (wholeNumber(saved) ?? null);
  const order = cell.executionSummary?.executionOrder;
  const count = order ?? savedCount;
  if (known && savedCount === null && typeof known.count === 'number') {
    const isSameRun = order === known.order || order === known.count;
    if (isSameRun && textVersion !== known.textVersion) return { ...known, order, isEdited: true };
  }
  const isKnown = known !== undefined && !known.isEdited && known.count === count;
  return { count, textVersion: isKnown ? known.textVersion : textVersion, order, isEdited: false };
}

function outerMetadata({ metadata }: NotebookCell): JsonObject {
  return (metadata ?? noMetadata) as JsonObject;
}

function formatOf({ nbformat, nbformat_minor }: JsonObject): ShownNotebook['format'] {
  const major = wholeNumber(nbformat);
  return major === undefined ? undefined : { major, minor: wholeNumber(nbformat_minor) };
}

function isSame(one: ShownCell, other: ShownCell): boolean {
  return (
    one.text === other.text &&
    one.version === other.version &&
    one.type === other.type &&
    one.id === other.id &&
    one.executionCount === other.executionCount &&
    one.countBeforeEdit === other.countBeforeEdit &&
    one.metadata === other.metadata
  );
}

function wholeNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
