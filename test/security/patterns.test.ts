import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { constructedPatterns } from './constructed.ts';

const root = path.join(import.meta.dirname, '..', '..');
const folders = ['server/src', 'clients/vscode/src', 'protocol/src'];

/** Every regular expression of the code, by how it is written: those written down, and those put together from parts. */
function patterns() {
  const found = new Map<string, RegExp>();
  const problems: string[] = [];
  const keep = ({ source, flags }: RegExp) =>
    found.set(`/${source}/${flags}`, new RegExp(source, flags.replace(/[gy]/g, '')));
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (!('regex' in node)) for (const inner of Object.values(node)) collect(inner);
    else {
      const { pattern, flags } = node.regex as { readonly pattern: string; readonly flags: string };
      keep(new RegExp(pattern, flags));
    }
  };
  for (const file of folders.flatMap(sourcesIn)) {
    const text = readFileSync(path.join(root, file), 'utf8');
    const { program } = parseSync(file, text);
    collect(program);
    const constructed = constructedPatterns(file, text, program);
    constructed.patterns.forEach(keep);
    problems.push(...constructed.problems, ...constructed.unused.map((one) => `${file}: ${one} is inserted nowhere`));
  }
  return { found, problems };
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((one) => one.endsWith('.ts'))
    .map((one) => `${folder}/${one.replaceAll(path.sep, '/')}`);
}

/** A text of one thing over and over, and an end that nothing matches, makes a search try all that it can. */
function pumps(pattern: string): readonly string[] {
  const words = pattern.match(/[\p{L}\p{N}]+|[^\\\p{L}\p{N}]/gu) ?? [];
  const characters = words.map(([first = '']) => first);
  const common = [
    ' ',
    '\t',
    '\n',
    'a',
    'A',
    '0',
    '1',
    '_',
    '-',
    '.',
    '/',
    '"',
    '`',
    '\\',
    'a.',
    '0.',
    'a ',
    ' \n',
    '[1]',
  ];
  return [...new Set([...words, ...characters, ...common])];
}

function slowestPump(expression: RegExp, length: number, tooLong: number): string | undefined {
  const [, start = ''] = /^\^?\\?(\w+|[^\w\\()[\]^$])/.exec(expression.source) ?? [];
  for (const prefix of new Set(['', start])) {
    for (const pump of pumps(expression.source)) {
      const text = `${prefix}${pump.repeat(Math.ceil(length / pump.length))}\u2028\u0001`;
      if (shortest(() => expression.test(text), tooLong) > tooLong) return prefix + pump;
    }
  }
  return undefined;
}

/** In milliseconds. The machine has other things to do, but not each time. */
function shortest(work: () => void, enough: number): number {
  let time = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5 && time > enough; round++) {
    const begin = performance.now();
    work();
    time = Math.min(time, performance.now() - begin);
  }
  return time;
}

/** These are asked of no more characters. */
const bounded = new Map([[String.raw`/(%{0,2}(?!\d)[\w*]+(?:\.(?!\d)[\w*]+|\[-?[0-9]+\])*)\?\??$/u`, 400]]);

test('Should take time in proportion to the text, every pattern of ours', () => {
  const { found, problems } = patterns();
  expect(problems).toEqual([]);
  // What grows with the cube is seen in little; what grows with the square takes a hundred times as long as what does not.
  const slow = [...found].flatMap(([written, expression]) => {
    const most = bounded.get(written) ?? 4000;
    const pump = slowestPump(expression, 400, 2) ?? slowestPump(expression, most, 5);
    return pump === undefined ? [] : [`${written} of ${JSON.stringify(pump)}`];
  });
  expect(slow).toEqual([]);
  expect(found.size).toBeGreaterThan(300);
  expect([...bounded.keys()].filter((written) => !found.has(written))).toEqual([]);
});
