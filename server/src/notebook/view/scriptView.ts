import type { NotebookEdit } from 'nbproject-protocol';
import type { ScriptPlanner } from '../load.ts';
import type { Notebook, Place } from '../model.ts';
import { type HeldMetadata, heldMetadata } from '../script/heldMetadata.ts';
import type { Script } from '../script/readScript.ts';
import type { ScriptNotebook } from '../script/scriptNotebook.ts';
import { partEdits, type ScriptEdits } from '../script/write/partEdits.ts';
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
  readonly #planner: ScriptPlanner;
  #held: HeldMetadata | undefined;

  constructor(shown: ShownScript, encoding: PositionEncoding, planner: ScriptPlanner) {
    this.uri = shown.uri;
    this.notebook = shown.paired.notebook;
    this.documents = [{ uri: shown.uri, version: shown.version }];
    this.#shown = shown;
    this.encoding = encoding;
    this.#planner = planner;
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
    return this.#parted(edits)?.kind;
  }

  plan(edits: readonly NotebookEdit[]): Change | undefined {
    const parted = this.#parted(edits);
    if (!parted) return undefined;
    const { kind, inScript, inFile } = parted;
    const isInScript = inScript.cells.length + inScript.metadata.size + inScript.cellMetadata.size > 0;
    const text = isInScript ? this.#planText(inScript) : undefined;
    if (isInScript && !text) return undefined;
    if (kind === 'text') return text;
    const file = inFile.map((edit) => this.#inFile(edit));
    if (file.includes(undefined)) return undefined;
    return { kind: 'file', uri: this.uri, edits: file.filter((edit) => edit !== undefined), text };
  }

  /** What the header has is written over what the file has, the next time that the script is saved: both are changed. */
  #parted(edits: readonly NotebookEdit[]) {
    const { script, hasFile } = this.#shown;
    this.#held ??= heldMetadata(script, this.notebook.metadata);
    const parted = partEdits(script, this.#held, this.notebook, edits);
    if (!parted) return undefined;
    if (!hasFile) return parted.inFile.length === 0 ? { ...parted, kind: 'text' as const } : undefined;
    const inHeader = [...parted.inScript.metadata].map(
      ([key, value]): NotebookEdit =>
        value === undefined ? { kind: 'removeMetadata', path: [key] } : { kind: 'setMetadata', path: [key], value },
    );
    const inFile = [...parted.inFile, ...inHeader];
    return { inScript: parted.inScript, inFile, kind: inFile.length > 0 ? ('file' as const) : ('text' as const) };
  }

  /** The edits of the script's text that carry out edits of the notebook; undefined where they are not of the script alone, or it cannot say them. */
  planScript(edits: readonly NotebookEdit[]): readonly OffsetEdit[] | undefined {
    const parted = this.#parted(edits);
    return parted?.kind === 'text' ? this.#planner(this.#shown.script, this.#shown.text, parted.inScript) : undefined;
  }

  #planText(edits: ScriptEdits): TextChange | undefined {
    const { script, text, uri, version } = this.#shown;
    const planned = this.#planner(script, text, edits);
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
