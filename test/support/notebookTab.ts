import type { JsonObject, JsonValue, NotebookEdit } from 'nbproject-protocol';
import type { ExecutionSummary, NotebookCell, TextDocumentItem, TextEdit } from 'vscode-languageserver-protocol';
import type { PositionEncoding } from '../../server/src/notebook/index.ts';
import { ClientText } from './clientText.ts';

/** A cell as VS Code's notebook editor keeps it. */
export interface TabCell {
  readonly uri: string;
  readonly kind: 1 | 2;
  readonly languageId: string;
  /** `{ id, execution_count, metadata }`; undefined for a cell that was just inserted. */
  readonly metadata: JsonObject | undefined;
  readonly executionSummary: ExecutionSummary | undefined;
  readonly text: ClientText;
}

/** What another editor than VS Code makes of a file. */
export interface TabContent {
  readonly metadata: JsonObject | undefined;
  readonly cells: readonly {
    readonly kind: 1 | 2;
    readonly languageId: string;
    readonly text: string;
    readonly metadata?: JsonObject;
  }[];
}

type Notify = (method: string, params: unknown) => Promise<void>;

/** A notebook open in VS Code's notebook editor, with the messages that VS Code sends (design notes, B2). */
export class NotebookTab {
  readonly uri: string;
  version = 0;
  metadata: JsonObject | undefined;
  cells: TabCell[];
  readonly #notify: Notify;
  readonly #encoding: PositionEncoding;
  #handles = 0;

  constructor(uri: string, content: JsonObject | TabContent, notify: Notify, encoding: PositionEncoding) {
    this.uri = uri;
    this.#notify = notify;
    this.#encoding = encoding;
    const { metadata, cells } = isTabContent(content) ? content : contentOf(content);
    this.metadata = metadata;
    this.cells = cells.map(({ kind, languageId, text, metadata: own }) => this.#newCell(kind, languageId, text, own));
  }

  async open(): Promise<void> {
    await this.#notify('notebookDocument/didOpen', this.opening());
  }

  /** What is said when the notebook is opened as it is now. */
  opening(): JsonLike {
    return {
      notebookDocument: {
        uri: this.uri,
        notebookType: 'jupyter-notebook',
        version: this.version,
        ...(this.metadata && { metadata: this.metadata }),
        cells: this.cells.map(shownCell),
      },
      cellTextDocuments: this.cells.map(textItem),
    };
  }

  cell(uri: string): ClientText | undefined {
    return this.cells.find((cell) => cell.uri === uri)?.text;
  }

  uriOf(cell: number): string {
    return this.#at(cell).uri;
  }

  /** Replaces a part of a cell's text. The notebook's version stays the same, as in VS Code. */
  async type(cell: number, old: string, newText: string): Promise<void> {
    const { uri, text } = this.#at(cell);
    await this.change(uri, [{ range: text.rangeOf(old), newText }]);
  }

  async change(cellUri: string, edits: readonly TextEdit[]): Promise<void> {
    const text = this.cell(cellUri);
    if (!text) throw new Error(`${cellUri} is no cell of ${this.uri}`);
    const changes = [...edits]
      .sort(
        ({ range: { start: one } }, { range: { start: other } }) =>
          other.line - one.line || other.character - one.character,
      )
      .map(({ range, newText }) => ({ range, text: newText }));
    for (const { range, text: newText } of changes) text.replace(range, newText);
    text.version++;
    const document = { uri: cellUri, version: text.version };
    await this.#change({ cells: { textContent: [{ document, changes }] } }, 'texts');
  }

  /** The cell's metadata as a whole, beside an execution summary where there is one. */
  async setCellMetadata(cell: number, metadata: JsonObject, executionSummary?: ExecutionSummary): Promise<void> {
    this.cells[cell] = { ...this.#at(cell), metadata, executionSummary };
    await this.#change({ cells: { data: [shownCell(this.#at(cell))] } });
  }

  /** The six messages of one run: the count goes, comes back, and the summary with it. */
  async run(cell: number, count: number): Promise<void> {
    const { metadata = {} } = this.#at(cell);
    const cleared = { ...metadata, execution_count: null };
    const done = { executionOrder: count, success: true };
    await this.setCellMetadata(cell, metadata);
    await this.setCellMetadata(cell, cleared);
    await this.setCellMetadata(cell, cleared);
    await this.setCellMetadata(cell, cleared, done);
    await this.setCellMetadata(cell, { ...metadata, execution_count: count }, done);
    await this.setCellMetadata(cell, { ...metadata, execution_count: count }, done);
  }

  /** Types into a cell that was run: about 70 ms later VS Code forgets its count, and says so twice; a summary it keeps. */
  async editExecuted(cell: number, old: string, newText: string): Promise<void> {
    await this.type(cell, old, newText);
    const { metadata, executionSummary } = this.#at(cell);
    for (let times = 0; times < 2; times++) {
      await this.setCellMetadata(cell, { ...metadata, execution_count: null }, executionSummary);
    }
  }

  /** As the notebook's own button does it, for every cell. */
  async clearAllOutputs(): Promise<void> {
    this.cells = this.cells.map(({ metadata, ...cell }) => ({
      ...cell,
      metadata: cell.kind === 2 ? { ...metadata, execution_count: null } : metadata,
      executionSummary: undefined,
    }));
    await this.#change({ cells: { data: this.cells.map(shownCell) } });
  }

  /** VS Code sends a new cell without metadata. */
  async insert(at: number, kind: 1 | 2, languageId: string, text: string): Promise<string> {
    const cell = this.#newCell(kind, languageId, text, undefined);
    await this.#splice(at, 0, [cell], { didOpen: [textItem(cell)] });
    return cell.uri;
  }

  async remove(at: number, count = 1): Promise<void> {
    const gone = this.cells.slice(at, at + count);
    await this.#splice(at, count, [], { didClose: gone.map(({ uri }) => ({ uri })) });
  }

  /** Delete and insert in two messages, without the text; neither opens or closes a document. */
  async move(from: number, to: number): Promise<void> {
    const cell = this.#at(from);
    await this.#splice(from, 1, [], { didOpen: [], didClose: [] });
    await this.#splice(to > from ? to - 1 : to, 0, [cell], { didOpen: [], didClose: [] });
  }

  /** Delete with didClose, then insert with didOpen, of the same URI. */
  async changeLanguage(at: number, languageId: string): Promise<void> {
    const cell = this.#at(at);
    await this.#splice(at, 1, [], { didClose: [{ uri: cell.uri }] });
    const changed = { ...cell, languageId };
    await this.#splice(at, 0, [changed], { didOpen: [textItem(changed)] });
    await this.#change({ cells: { data: [shownCell(changed)] } });
  }

  async setMetadata(metadata: JsonObject): Promise<void> {
    this.metadata = metadata;
    await this.#change({ metadata });
  }

  async save(): Promise<void> {
    await this.#notify('notebookDocument/didSave', { notebookDocument: { uri: this.uri } });
  }

  async close(): Promise<void> {
    await this.#notify('notebookDocument/didClose', {
      notebookDocument: { uri: this.uri },
      cellTextDocuments: this.cells.map(({ uri }) => ({ uri })),
    });
  }

  /** Carries out edits of the server, and tells the server of each. */
  async apply(edits: readonly NotebookEdit[]): Promise<void> {
    const before = this.cells;
    const targets = (edit: { readonly cell: number }) => this.cells.indexOf(this.#current(before[edit.cell]));
    for (const edit of edits) {
      switch (edit.kind) {
        case 'setMetadata':
          await this.setMetadata({
            ...this.metadata,
            metadata: withValue(this.metadata?.metadata, edit.path, edit.value),
          });
          break;
        case 'setCellMetadata': {
          const outer = this.#at(targets(edit)).metadata ?? {};
          await this.setCellMetadata(targets(edit), {
            ...outer,
            metadata: withValue(outer.metadata, edit.path, edit.value),
          });
          break;
        }
        case 'setCellId':
          await this.setCellMetadata(targets(edit), { ...this.#at(targets(edit)).metadata, id: edit.id });
          break;
        case 'setExecutionCount':
          await this.setCellMetadata(targets(edit), {
            ...this.#at(targets(edit)).metadata,
            execution_count: edit.executionCount,
          });
          break;
        case 'clearOutputs':
          // Outputs are no part of what a client sends.
          break;
        case 'setSource': {
          const { uri, text } = this.#at(targets(edit));
          await this.change(
            uri,
            edit.edits.map(({ start, end, newText }) => ({ range: text.rangeAt(start, end), newText })),
          );
          break;
        }
        case 'insertCells':
          for (const [offset, { type, source, id }] of edit.cells.entries()) {
            const at = edit.index + offset;
            await this.insert(at, type === 'markdown' ? 1 : 2, type === 'code' ? 'python' : type, source);
            await this.setCellMetadata(at, { ...(id !== undefined && { id }), metadata: {} });
          }
          break;
        case 'removeCells':
          await this.remove(edit.index, edit.count);
          break;
        case 'moveCell':
          await this.move(edit.from, edit.to);
          break;
        default:
          throw new Error(`The test's editor does not know ${edit.kind}`);
      }
    }
  }

  #at(index: number): TabCell {
    const cell = this.cells[index];
    if (!cell) throw new Error(`There is no cell ${index} in ${this.uri}`);
    return cell;
  }

  #current(cell: TabCell | undefined): TabCell {
    return this.#at(this.cells.findIndex(({ uri }) => uri === cell?.uri));
  }

  #newCell(kind: 1 | 2, languageId: string, text: string, metadata: JsonObject | undefined): TabCell {
    // As in VS Code: a handle, and the notebook's scheme in base64. The fragment's case counts.
    const uri = `vscode-notebook-cell:${this.uri.replace(/^[a-z]+:(?:\/\/)?/, '')}#W${this.#handles++}sZmlsZQ%3D%3D`;
    return {
      uri,
      kind,
      languageId,
      metadata,
      executionSummary: undefined,
      text: new ClientText(text, 1, this.#encoding),
    };
  }

  async #splice(start: number, deleteCount: number, cells: TabCell[], documents: JsonLike): Promise<void> {
    this.cells = this.cells.toSpliced(start, deleteCount, ...cells);
    const array = { start, deleteCount, ...(cells.length > 0 && { cells: cells.map(shownCell) }) };
    await this.#change({ cells: { structure: { array, ...documents } } });
  }

  async #change(change: JsonLike, what: 'texts' | 'notebook' = 'notebook'): Promise<void> {
    if (what === 'notebook') this.version++;
    const notebookDocument = { uri: this.uri, version: this.version };
    await this.#notify('notebookDocument/didChange', { notebookDocument, change });
  }
}

type JsonLike = Readonly<Record<string, unknown>>;

function isTabContent(content: JsonObject | TabContent): content is TabContent {
  return !('nbformat' in content);
}

/** A file as VS Code's ipynb extension reads it. */
function contentOf({ cells, metadata, ...rest }: JsonObject): TabContent {
  const notebook = (metadata ?? {}) as { language_info?: { name?: string }; kernelspec?: { language?: string } };
  const language = notebook.language_info?.name ?? notebook.kernelspec?.language ?? 'python';
  return {
    metadata: { ...rest, cells: [], metadata: metadata ?? {}, indentAmount: ' ' },
    cells: (cells as readonly JsonObject[]).map(
      ({ cell_type, source, id, execution_count, metadata: own, attachments }) => ({
        kind: cell_type === 'markdown' ? 1 : 2,
        languageId: cell_type === 'code' ? language : String(cell_type),
        text: Array.isArray(source) ? source.join('') : String(source),
        metadata: {
          metadata: own ?? {},
          ...(id !== undefined && { id }),
          ...(execution_count !== undefined && { execution_count }),
          ...(attachments !== undefined && { attachments }),
        },
      }),
    ),
  };
}

function shownCell({ kind, uri, metadata, executionSummary }: TabCell): NotebookCell {
  return { kind, document: uri, ...(metadata && { metadata }), ...(executionSummary && { executionSummary }) };
}

function textItem({ uri, languageId, text }: TabCell): TextDocumentItem {
  return { uri, languageId, version: text.version, text: text.content };
}

function withValue(holder: JsonValue | undefined, path: readonly (string | number)[], value: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const object = typeof holder === 'object' && holder !== null && !Array.isArray(holder) ? (holder as JsonObject) : {};
  return { ...object, [step]: withValue(object[step], rest, value) };
}
