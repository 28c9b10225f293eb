import type { JsonObject } from 'nbproject-protocol';
import { JsonText } from '../json/jsonText.ts';
import { type Expected, JsonScanner, maxDepth, type Oddity } from '../json/scanner.ts';
import { stringValue, typeAt } from '../json/tree.ts';
import type { Cell, CellJson, CellOutputs } from '../model.ts';
import { type Field, fieldEnd, fieldOf, readField, scanMembers, shifted } from './field.ts';
import { SourceMap } from './sourceMap.ts';

/** How deep a cell lies: in the list of cells, in the notebook. */
const cellDepth = 2;

/**
 * A cell as it lies in the notebook's text. Places in it count from its first character, so that it stays the same object
 * when it moves; its values are decoded when first asked for.
 */
export class RawCell implements Cell {
  /** How long its text is, in UTF-16 code units. */
  readonly length: number;
  /** As written, a key may stand twice; undefined where something else than an object stands in the list. */
  readonly fields: readonly Field[] | undefined;
  readonly oddities: readonly Oddity[];
  readonly json: CellJson;
  readonly type: Cell['type'];
  readonly id: string | undefined;
  readonly executionCount: number | null;
  readonly outputs: CellOutputs;
  #source: string | undefined;
  #sourceMap: SourceMap | undefined;
  #metadata: JsonObject | undefined;

  constructor(
    type: JsonText['type'],
    length: number,
    fields: readonly Field[] | undefined,
    oddities: readonly Oddity[],
    outputs?: CellOutputs,
  ) {
    this.length = length;
    this.fields = fields;
    this.oddities = oddities;
    this.json = { type, members: fields };
    const { cell_type, id, execution_count, outputs: json } = knownValues(fields);
    this.type = cellType(cell_type);
    this.id = id?.type === 'string' ? stringValue(id.raw) : undefined;
    this.executionCount = execution_count && wholeNumber.test(execution_count.raw) ? Number(execution_count.raw) : null;
    this.outputs = outputs?.json === json && outputs ? outputs : { json };
  }

  field(key: string): Field | undefined {
    return fieldOf(this.fields, key);
  }

  get source(): string {
    this.#source ??= decodeSource(this.field('source')?.value);
    return this.#source;
  }

  get sourceMap(): SourceMap {
    this.#sourceMap ??= new SourceMap(this.field('source'));
    return this.#sourceMap;
  }

  get metadata(): JsonObject {
    this.#metadata ??= objectValue(this.field('metadata')?.value);
    return this.#metadata;
  }

  /** The cell with one value replaced by what the scanner accepts in its place; undefined when that is no JSON value. */
  withValue(index: number, raw: string): RawCell | undefined {
    const old = this.fields?.[index];
    if (!this.fields || !old) return undefined;
    const scanner = new JsonScanner(raw);
    if (!scanner.skipValue(cellDepth + 1) || scanner.position !== raw.length) return undefined;
    const by = raw.length - old.value.raw.length;
    const value = new JsonText(raw, scanner.depthReached > maxDepth);
    const fields = this.fields.map((field, at) =>
      at < index ? field : at === index ? { ...old, value } : shifted(field, by),
    );
    const oddities = [
      ...this.oddities.filter((oddity) => oddity.end <= old.start),
      ...scanner.oddities.map((oddity) => moved(oddity, old.start)),
      ...this.oddities.filter((oddity) => oddity.start >= fieldEnd(old)).map((oddity) => moved(oddity, by)),
    ];
    return new RawCell('object', this.length + by, fields, oddities, this.outputs);
  }

  /** True when the other cell has the same text, and with it the same everything. */
  hasTextOf(other: RawCell): boolean {
    if (this.length !== other.length || this.fields?.length !== other.fields?.length) return false;
    if (!this.fields || !other.fields) return false;
    return this.fields.every((field, index) => {
      const twin = other.fields?.[index];
      return (
        twin?.key === field.key &&
        twin.start === field.start &&
        twin.keyStart === field.keyStart &&
        twin.value.raw === field.value.raw
      );
    });
  }
}

/** Reads the cell at the scanner's position; undefined when the text is no JSON. */
export function readCell(scanner: JsonScanner, expected: Expected): RawCell | undefined {
  scanner.peek();
  const start = scanner.position;
  const noticed = scanner.oddities.length;
  const type = typeAt(scanner.text, start);
  const fields: Field[] = [];
  const read =
    type === 'object'
      ? scanMembers(scanner, (key, keyStart, keyEnd) => {
          const field = readField(scanner, cellDepth + 1, start, key, keyStart, keyEnd);
          if (field) fields.push(field);
          return field !== undefined;
        })
      : scanner.skipValue(cellDepth, expected);
  if (!read) return undefined;
  const oddities =
    scanner.oddities.length === noticed ? none : scanner.oddities.slice(noticed).map((oddity) => moved(oddity, -start));
  return new RawCell(type, scanner.position - start, type === 'object' ? fields : undefined, oddities);
}

export function objectValue(value: JsonText | undefined): JsonObject {
  return value?.type === 'object' ? (value.value() as JsonObject) : {};
}

function moved(oddity: Oddity, by: number): Oddity {
  return { kind: oddity.kind, start: oddity.start + by, end: oddity.end + by };
}

const none: readonly Oddity[] = [];

const wholeNumber = /^-?\d+$/;

/** What every rule asks for, found in one pass: notebooks have many cells. */
function knownValues(fields: readonly Field[] | undefined): Partial<Record<string, JsonText>> {
  const values: Partial<Record<string, JsonText>> = {};
  for (const { key, value } of fields ?? []) {
    if (key === 'cell_type' || key === 'id' || key === 'execution_count' || key === 'outputs') values[key] = value;
  }
  return values;
}

function cellType(value: JsonText | undefined): Cell['type'] {
  switch (value?.raw) {
    case '"code"':
      return 'code';
    case '"markdown"':
      return 'markdown';
    case '"raw"':
      return 'raw';
    default:
      return 'other';
  }
}

/** Lines joined; whatever in the list is no string is left out. */
function decodeSource(value: JsonText | undefined): string {
  if (value?.type === 'string') return stringValue(value.raw);
  if (value?.type !== 'array') return '';
  const items = value.value();
  return Array.isArray(items) ? items.filter((item) => typeof item === 'string').join('') : '';
}
