import type { NotebookEdit } from 'nbproject-protocol';
import type { Notebook, Place } from '../model.ts';
import type { ScriptReader } from '../script/load.ts';
import type { Script } from '../script/readScript.ts';
import type { ScriptNotebook } from '../script/scriptNotebook.ts';
import { isScriptEdit, planScript } from '../script/write/planScript.ts';
import type { PositionEncoding } from '../text/encoding.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import type { Change, Location, TextChange, View, ViewDocument } from './view.ts';

/** A script as an editor shows it, and the notebook that it is together with its file. */
export interface ShownScript {
  readonly uri: string;
  readonly version: number;
  readonly text: Text;
  readonly script: Script;
  readonly paired: ScriptNotebook;
  /** True where there is a file that holds what the script cannot. */
  readonly hasFile: boolean;
}

/** A notebook seen as the script that jupytext makes of it. */
export class ScriptView implements View {
  readonly uri: string;
  readonly notebook: Notebook;
  readonly documents: readonly ViewDocument[];
  readonly #shown: ShownScript;
  readonly encoding: PositionEncoding;
  readonly #read: ScriptReader;

  constructor(shown: ShownScript, encoding: PositionEncoding, read: ScriptReader) {
    this.uri = shown.uri;
    this.notebook = shown.paired.notebook;
    this.documents = [{ uri: shown.uri, version: shown.version }];
    this.#shown = shown;
    this.encoding = encoding;
    this.#read = read;
  }

  get text(): Text {
    return this.#shown.text;
  }

  locate(place: Place): Location {
    const { script } = this.#shown;
    if (place.kind === 'source') {
      const source = script.cells[place.cell]?.source;
      if (!source) return this.#line(0);
      const start = source.scriptStart(place.start);
      return this.#withinLine(start, Math.max(start, place.end > place.start ? source.scriptEnd(place.end) : start));
    }
    const index = place.kind === 'json' && place.path[0] === 'cells' ? place.path[1] : undefined;
    const cell = typeof index === 'number' ? script.cells[index] : undefined;
    return this.#line(cell?.start ?? 0);
  }

  locateCell(index: number): Location {
    const cell = this.#shown.script.cells[index];
    if (!cell) return this.#line(0);
    const { text } = this.#shown;
    const end = cell.start + text.slice(cell.start, cell.end).trimEnd().length;
    return { uri: this.uri, range: text.rangeAt(cell.start, end, this.encoding) };
  }

  changeKind(edits: readonly NotebookEdit[]): Change['kind'] | undefined {
    if (edits.every(isScriptEdit)) return 'text';
    return this.#shown.hasFile && edits.every((edit) => isScriptEdit(edit) || this.#isLeftToFile(edit))
      ? 'file'
      : undefined;
  }

  plan(edits: readonly NotebookEdit[]): Change | undefined {
    const kind = this.changeKind(edits);
    if (kind === undefined) return undefined;
    const inScript = edits.filter(isScriptEdit);
    const text = inScript.length > 0 ? this.#planText(inScript) : undefined;
    if (kind === 'text') return text;
    if (inScript.length > 0 && !text) return undefined;
    const inFile = edits.filter((edit) => !isScriptEdit(edit)).map((edit) => this.#inFile(edit));
    if (inFile.includes(undefined)) return undefined;
    return { kind: 'file', uri: this.uri, edits: inFile.filter((edit) => edit !== undefined), text };
  }

  /** What the script says is written over what the file says, the next time that the script is saved. */
  #isLeftToFile(edit: NotebookEdit): boolean {
    if (edit.kind === 'setCellMetadata') return false;
    const isMetadata = edit.kind === 'setMetadata' || edit.kind === 'removeMetadata';
    return !isMetadata || !Object.hasOwn(this.#shown.script.metadata, String(edit.path[0]));
  }

  /** The edits of the script's text that carry out edits of the notebook; undefined where the script cannot say them. */
  planScript(edits: readonly NotebookEdit[]): readonly OffsetEdit[] | undefined {
    const { script, text } = this.#shown;
    return edits.every(isScriptEdit) ? planScript(script, text, edits, this.#read) : undefined;
  }

  #planText(edits: readonly NotebookEdit[]): TextChange | undefined {
    const { text, uri, version } = this.#shown;
    const planned = this.planScript(edits);
    if (!planned) return undefined;
    const textEdits = planned.map(({ start, end, newText }) => ({
      range: text.rangeAt(start, end, this.encoding),
      newText,
    }));
    return { kind: 'text', documents: [{ uri, version, edits: textEdits }] };
  }

  /** The edit with the cell's index in the file; undefined for a cell that the file does not have as it is shown. */
  #inFile(edit: NotebookEdit): NotebookEdit | undefined {
    if (!('cell' in edit)) return edit;
    const twin = this.#shown.paired.twins[edit.cell];
    return twin?.isSame ? { ...edit, cell: twin.index } : undefined;
  }

  /** The line of an offset, without white space at its ends. */
  #line(offset: number): Location {
    const { text } = this.#shown;
    const { line } = text.positionAt(offset, 'utf-16');
    const start = text.offsetAt({ line, character: 0 }, 'utf-16');
    const content = text.slice(start, text.lineEnd(line));
    const indent = content.length - content.trimStart().length;
    const end = Math.max(start + indent, start + content.trimEnd().length);
    return { uri: this.uri, range: text.rangeAt(start + indent, end, this.encoding) };
  }

  #withinLine(start: number, end: number): Location {
    const { text } = this.#shown;
    const range = text.rangeAt(start, end, this.encoding);
    if (range.end.line === range.start.line) return { uri: this.uri, range };
    return { uri: this.uri, range: text.rangeAt(start, text.lineEnd(range.start.line), this.encoding) };
  }
}
