import type { JsonObject, JsonPath, JsonValue } from 'nbproject-protocol';
import { remembered } from '../../incremental/remembered.ts';
import { maxDepth } from './scanner.ts';

/** A value in JSON text, from its first character to behind its last, in UTF-16 code units. */
export type JsonNode = ObjectNode | ArrayNode | ScalarNode;

export interface ObjectNode {
  readonly type: 'object';
  readonly start: number;
  readonly end: number;
  /** As written: a key may stand twice. */
  readonly members: readonly MemberNode[];
}

export interface MemberNode {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

export interface ArrayNode {
  readonly type: 'array';
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonNode[];
}

export interface ScalarNode {
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly start: number;
  readonly end: number;
}

/** The tree of a text that {@link JsonScanner} has passed. Beyond the depth limit, objects and arrays appear empty. */
export function parseTree(text: string): JsonNode {
  return new TreeReader(text).value(1);
}

/** The member that counts for a key: the last of that name. */
export function memberOf(node: JsonNode | undefined, key: string): MemberNode | undefined {
  return node?.type === 'object' ? lastNamed(node.members, key) : undefined;
}

/** The last of those that have a key. The list must not change: of a long one it is kept what it has. */
export function lastNamed<Named extends { readonly key: string }>(
  members: readonly Named[],
  key: string,
): Named | undefined {
  return members.length < few
    ? members.findLast((member) => member.key === key)
    : (byKey(members).get(key) as Named | undefined);
}

/** So many are looked through faster than a map is made of them. */
const few = 50;

const byKey = remembered(
  (members: readonly { readonly key: string }[]): ReadonlyMap<string, { readonly key: string }> =>
    new Map(members.map((member) => [member.key, member])),
);

/** The deepest node along the path that is there, and how many steps of the path it took. */
export function nodeAlong(
  root: JsonNode,
  path: JsonPath,
): { node: JsonNode; member: MemberNode | undefined; steps: number } {
  let node = root;
  let member: MemberNode | undefined;
  let steps = 0;
  for (const step of path) {
    const found = typeof step === 'string' ? memberOf(node, step) : undefined;
    const next = found ? found.value : node.type === 'array' && typeof step === 'number' ? node.items[step] : undefined;
    if (!next) break;
    node = next;
    member = found;
    steps++;
  }
  return { node, member, steps };
}

/** A string's text without its quotes and escapes. */
export function stringValue(raw: string): string {
  return raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1);
}

export function treeValue(text: string, node: JsonNode): JsonValue {
  switch (node.type) {
    case 'object': {
      const entries = node.members.map((member) => [member.key, treeValue(text, member.value)] as const);
      return Object.fromEntries(entries) as JsonObject;
    }
    case 'array':
      return node.items.map((item) => treeValue(text, item));
    case 'string':
      return stringValue(text.slice(node.start, node.end));
    case 'number':
      return Number(text.slice(node.start, node.end));
    case 'boolean':
      return text.charCodeAt(node.start) === 116;
    case 'null':
      return null;
  }
}

/** What kind of value begins at an offset of valid JSON text. */
export function typeAt(text: string, offset: number): JsonNode['type'] {
  switch (text.charCodeAt(offset)) {
    case 123:
      return 'object';
    case 91:
      return 'array';
    case 34:
      return 'string';
    case 116:
    case 102:
      return 'boolean';
    case 110:
      return 'null';
    default:
      return 'number';
  }
}

class TreeReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonNode {
    this.#skipWhitespace();
    const start = this.#position;
    const type = typeAt(this.#text, start);
    if (type === 'object') return this.#object(start, depth);
    if (type === 'array') return this.#array(start, depth);
    this.#position = type === 'string' ? closingQuote(this.#text, start) + 1 : scalarEnd(this.#text, start);
    return { type, start, end: this.#position };
  }

  #object(start: number, depth: number): JsonNode {
    const members: MemberNode[] = [];
    if (depth > maxDepth) this.#skipNested();
    else {
      this.#position++;
      while (this.#next() !== 125) {
        const keyStart = this.#position;
        const keyEnd = closingQuote(this.#text, keyStart) + 1;
        this.#position = this.#text.indexOf(':', keyEnd) + 1;
        const key = stringValue(this.#text.slice(keyStart, keyEnd));
        members.push({ key, keyStart, keyEnd, value: this.value(depth + 1) });
      }
      this.#position++;
    }
    return { type: 'object', start, end: this.#position, members };
  }

  #array(start: number, depth: number): JsonNode {
    const items: JsonNode[] = [];
    if (depth > maxDepth) this.#skipNested();
    else {
      this.#position++;
      while (this.#next() !== 93) items.push(this.value(depth + 1));
      this.#position++;
    }
    return { type: 'array', start, end: this.#position, items };
  }

  /** The next character that is neither white space nor a comma: an element or the end. */
  #next(): number {
    this.#skipWhitespace();
    if (this.#text.charCodeAt(this.#position) === 44) {
      this.#position++;
      this.#skipWhitespace();
    }
    return this.#text.charCodeAt(this.#position);
  }

  #skipWhitespace(): void {
    let code = this.#text.charCodeAt(this.#position);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = this.#text.charCodeAt(++this.#position);
  }

  /** Passes over an object or array by counting brackets. */
  #skipNested(): void {
    let open = 0;
    do {
      const code = this.#text.charCodeAt(this.#position);
      if (code === 34) this.#position = closingQuote(this.#text, this.#position);
      else if (code === 123 || code === 91) open++;
      else if (code === 125 || code === 93) open--;
      this.#position++;
    } while (open > 0);
  }
}

/** Where the string ends whose opening quote is at `start`: a quote behind an even number of backslashes. */
function closingQuote(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  for (;;) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 92) backslashes++;
    if (backslashes % 2 === 0) return quote;
    quote = text.indexOf('"', quote + 1);
  }
}

function scalarEnd(text: string, start: number): number {
  scalar.lastIndex = start;
  scalar.test(text);
  return scalar.lastIndex;
}

const scalar = /[-+.\w]+/y;
