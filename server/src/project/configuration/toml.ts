import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';

/** A value of a TOML document, and where it is written: offsets are UTF-16 code units. */
export type TomlValue = TomlTable | TomlList | TomlScalar;

export interface TomlTable {
  readonly kind: 'table';
  readonly start: number;
  readonly end: number;
  readonly entries: ReadonlyMap<string, TomlEntry>;
}

export interface TomlEntry {
  readonly key: { readonly start: number; readonly end: number };
  readonly value: TomlValue;
}

export interface TomlList {
  readonly kind: 'list';
  readonly start: number;
  readonly end: number;
  readonly items: readonly TomlValue[];
}

export interface TomlScalar {
  readonly kind: 'scalar';
  readonly start: number;
  readonly end: number;
  /** A string, a number or a boolean; undefined for a date or a time. */
  readonly value: string | number | boolean | undefined;
}

export interface TomlProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Reads a TOML document; where it is none, what is wrong first. */
export function readToml(text: string): TomlTable | TomlProblem {
  try {
    return tableOf(parseTOML(text).body[0]);
  } catch (error) {
    // Of brackets within brackets, the parser and we go as deep as the stack.
    if (error instanceof RangeError) return { message: 'This TOML is nested too deeply.', start: 0, end: 0 };
    if (!(error instanceof ParseError)) throw error;
    const start = Math.min(error.index, text.length);
    const message = `This is not TOML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}.`;
    return { message, start, end: Math.min(start + 1, text.length) };
  }
}

/** As it is built: keys with dots and headers add to tables that are there already. */
interface OpenTable extends TomlTable {
  readonly entries: Map<string, TomlEntry>;
}

interface OpenList extends TomlList {
  readonly items: TomlValue[];
}

function tableOf(top: AST.TOMLTopLevelTable): OpenTable {
  const root = newTable(top.range);
  for (const part of top.body) {
    if (part.type === 'TOMLKeyValue') addEntry(root, part);
    else addEntries(tableAt(root, part), part.body);
  }
  return root;
}

/** The table that a header opens; `[[name]]` opens another of a list. */
function tableAt(root: OpenTable, { key, kind, range }: AST.TOMLTable): OpenTable {
  return key.keys.reduce((table, name, index) => {
    const isNew = kind === 'array' && index === key.keys.length - 1;
    const known = table.entries.get(nameOf(name))?.value;
    if (known?.kind === 'list') {
      const items = (known as OpenList).items;
      if (isNew) items.push(newTable(range));
      const last = items.at(-1);
      return last?.kind === 'table' ? (last as OpenTable) : newTable(range);
    }
    if (!isNew) return innerTable(table, name, range);
    const added = newTable(range);
    put(table, name, { kind: 'list', start: range[0], end: range[1], items: [added] } satisfies OpenList);
    return added;
  }, root);
}

function addEntries(table: OpenTable, entries: readonly AST.TOMLKeyValue[]): void {
  for (const entry of entries) addEntry(table, entry);
}

function addEntry(table: OpenTable, { key, value, range }: AST.TOMLKeyValue): void {
  const outer = key.keys.slice(0, -1).reduce((inner, name) => innerTable(inner, name, range), table);
  const last = key.keys.at(-1);
  if (last) put(outer, last, tomlValue(value));
}

function innerTable(table: OpenTable, name: Name, range: AST.Range): OpenTable {
  const known = table.entries.get(nameOf(name))?.value;
  if (known?.kind === 'table') return known as OpenTable;
  const added = newTable(range);
  put(table, name, added);
  return added;
}

function tomlValue(node: AST.TOMLContentNode): TomlValue {
  const [start, end] = node.range;
  switch (node.type) {
    case 'TOMLArray':
      return { kind: 'list', start, end, items: node.elements.map(tomlValue) };
    case 'TOMLInlineTable': {
      const table = newTable(node.range);
      addEntries(table, node.body);
      return table;
    }
    case 'TOMLValue':
      return { kind: 'scalar', start, end, value: node.value instanceof Date ? undefined : node.value };
  }
}

type Name = AST.TOMLBare | AST.TOMLQuoted;

function put(table: OpenTable, name: Name, value: TomlValue): void {
  table.entries.set(nameOf(name), { key: { start: name.range[0], end: name.range[1] }, value });
}

function nameOf(name: Name): string {
  return name.type === 'TOMLBare' ? name.name : name.value;
}

function newTable([start, end]: AST.Range): OpenTable {
  return { kind: 'table', start, end, entries: new Map() };
}
