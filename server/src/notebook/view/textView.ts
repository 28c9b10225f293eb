import type { NotebookEdit } from 'nbproject-protocol';
import { isEditable, planEdits } from '../edit/planEdits.ts';
import type { Notebook, Place } from '../model.ts';
import { cellSpan, type NotebookText } from '../read/notebookText.ts';
import type { PositionEncoding } from '../text/encoding.ts';
import type { Text } from '../text/text.ts';
import { type OffsetRange, offsetsOf } from './jsonPlace.ts';
import type { Location, TextChange, View, ViewDocument } from './view.ts';

/** A notebook seen as the JSON text of its file. */
export class TextView implements View {
  readonly uri: string;
  readonly version: number;
  readonly document: NotebookText;
  readonly encoding: PositionEncoding;

  constructor(uri: string, version: number, document: NotebookText, encoding: PositionEncoding) {
    this.uri = uri;
    this.version = version;
    this.document = document;
    this.encoding = encoding;
  }

  get notebook(): Notebook {
    return this.document.notebook;
  }

  get text(): Text {
    return this.document.text;
  }

  get documents(): readonly ViewDocument[] {
    return [{ uri: this.uri, version: this.version }];
  }

  locate(place: Place): Location {
    const { start, end } = this.#offsets(place);
    const { text } = this.document;
    const range = text.rangeAt(start, end, this.encoding);
    if (range.end.line === range.start.line) return { uri: this.uri, range };
    const lineEnd = text.lineEnd(range.start.line);
    return { uri: this.uri, range: text.rangeAt(start, lineEnd, this.encoding) };
  }

  locateCell(cell: number): Location {
    const { start, end } = cellSpan(this.document, cell);
    return { uri: this.uri, range: this.document.text.rangeAt(start, end, this.encoding) };
  }

  changeKind(): 'text' | undefined {
    return isEditable(this.document) ? 'text' : undefined;
  }

  plan(edits: readonly NotebookEdit[]): TextChange | undefined {
    if (!isEditable(this.document)) return undefined;
    const { text } = this.document;
    const textEdits = planEdits(this.document, edits).map(({ start, end, newText }) => ({
      range: text.rangeAt(start, end, this.encoding),
      newText,
    }));
    return { kind: 'text', documents: [{ uri: this.uri, version: this.version, edits: textEdits }] };
  }

  #offsets(place: Place): OffsetRange {
    switch (place.kind) {
      case 'text':
        return place;
      case 'json':
        return offsetsOf(this.document, place.path, place.at);
      case 'source': {
        const { start } = cellSpan(this.document, place.cell);
        const map = this.document.cells[place.cell]?.sourceMap;
        if (!map || map.strings.length === 0) return offsetsOf(this.document, ['cells', place.cell], 'value');
        const from = map.jsonStart(place.start);
        return { start: start + from, end: start + (place.end > place.start ? map.jsonEnd(place.end) : from) };
      }
    }
  }
}
