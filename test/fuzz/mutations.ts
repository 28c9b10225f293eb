import type { JsonValue } from 'nbproject-protocol';
import type { Random } from './random.ts';

/** A file as something went wrong with it: cut, flipped, repeated, or of other types than it should be. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  const isTree = random.next() < 0.6;
  const changed = isTree ? (inTree(bytes, random) ?? bytes) : bytes;
  const rounds = isTree ? random.below(2) : 1 + random.below(4);
  let result = changed;
  for (let round = 0; round < rounds; round++) result = random.of(byteMutations)(result, random);
  return result;
}

type ByteMutation = (bytes: Buffer, random: Random) => Buffer;

/** What means something to JSON, to nbformat or to Python, and bytes that are no UTF-8. */
const inserts = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\r',
  '\0',
  '\\ud800',
  '\ufeff',
  '\u2028',
  '1e999',
  '-',
  'NaN',
  '<<<<<<< HEAD\n',
  '>>>>>>> x\n',
  '"""',
  '%%',
  '!',
  '# nbproject: ignore[',
  '"__proto__":{},',
  '"cells":[],',
].map((text) => Buffer.from(text));

const byteMutations: readonly ByteMutation[] = [
  (bytes, random) => {
    const flipped = Buffer.from(bytes);
    const at = random.below(Math.max(1, bytes.length));
    if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
    return flipped;
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => without(bytes, random),
  (bytes, random) => {
    const [start, end] = span(bytes, random);
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(start, end), bytes.subarray(at)]);
  },
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), random.of(inserts), bytes.subarray(at)]);
  },
];

function without(bytes: Buffer, random: Random): Buffer {
  const [start, end] = span(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function span(bytes: Buffer, random: Random): readonly [start: number, end: number] {
  const start = random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + random.below(random.next() < 0.8 ? 40 : 4000))];
}

/** Changes of the value that the file holds, written again as a writer of JSON would; undefined for a file that holds none. */
function inTree(bytes: Buffer, random: Random): Buffer | undefined {
  try {
    let root: JsonValue = JSON.parse(String(bytes).replace(/^\ufeff/, ''));
    for (let count = 1 + random.below(4); count > 0; count--) root = changedValue(root, random, 0);
    return Buffer.from(JSON.stringify(root, null, random.of([0, 1, 2, '\t'])));
  } catch {
    // No JSON, or deeper than JSON.stringify goes.
    return undefined;
  }
}

/** Goes down into the value, and changes what it comes to. */
function changedValue(value: JsonValue, random: Random, depth: number): JsonValue {
  if (value === null || typeof value !== 'object' || (depth > 0 && random.next() < 0.2))
    return otherValue(value, random);
  if (Array.isArray(value)) return changedList(value, random, depth);
  const entries = Object.entries(value);
  const at = random.below(entries.length);
  const [key, inner] = entries[at] ?? ['', null];
  switch (random.below(8)) {
    case 0:
      return Object.fromEntries(entries.filter((_, index) => index !== at));
    case 1:
      return Object.fromEntries(entries.map(([name, one], index) => [index === at ? random.of(keys) : name, one]));
    case 2:
      return { ...value, [random.of(keys)]: random.of(values) };
    default:
      return { ...value, [key]: changedValue(inner, random, depth + 1) };
  }
}

function changedList(list: readonly JsonValue[], random: Random, depth: number): JsonValue {
  const at = random.below(list.length);
  const one = list[at] ?? null;
  switch (random.below(8)) {
    case 0:
      return list.toSpliced(at, 1);
    case 1:
      return list.toSpliced(random.below(list.length + 1), 0, one);
    case 2:
      return list.toSpliced(at, 0, random.of(values));
    case 3:
      return [...list].reverse();
    default:
      return list.with(Math.min(at, list.length - 1), changedValue(one, random, depth + 1));
  }
}

function otherValue(value: JsonValue, random: Random): JsonValue {
  if (typeof value === 'string' && random.next() < 0.6) {
    const at = random.below(value.length + 1);
    return `${value.slice(0, at)}${random.of(texts)}${value.slice(at + random.below(10))}`;
  }
  return random.of(values);
}

const keys = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'cells',
  'source',
  'nbproject',
  'id',
  'metadata',
  'a.b',
  '😀',
];

const texts = [
  'import numpy as np\n',
  'x = 1\n',
  'print(y)\n',
  '# Title\n',
  '\n===\n',
  '```\n',
  '%%bash\n',
  '!ls\n',
  'del x\n',
  'def f(:\n',
  '"""',
  '\u202e',
  '\u001b[31m',
  '# noqa',
  '# nbproject: ignore[all]',
  '\r\n',
  'open("../../x.csv")\n',
  '(',
  '\ud800',
  'from a import *\n',
];

const deep = nested(500);
const values: readonly JsonValue[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  2 ** 53,
  '',
  'x',
  'x'.repeat(10_000),
  [],
  {},
  [[]],
  ['a', 'b'],
  { a: 1 },
  deep,
  { cell_type: 'code', source: 'x', metadata: {}, outputs: [], execution_count: 1 },
  { output_type: 'stream', name: 'stderr', text: ['x'] },
  { id: 'aaaaaaaaaaaa', version: '1', parent: ['aaaaaaaaaaaa'], pypackage: { numpy: '1.0' } },
];

function nested(depth: number): JsonValue {
  let value: JsonValue = [];
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
}
