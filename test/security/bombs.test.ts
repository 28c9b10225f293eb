import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { lineageOf } from '../../server/src/lineage/index.ts';
import { loadScriptReader, readNotebook, Text, TextView } from '../../server/src/notebook/index.ts';
import { JsonText } from '../../server/src/notebook/json/jsonText.ts';
import { nodeAlong, parseTree } from '../../server/src/notebook/json/tree.ts';
import { listedEntries } from '../../server/src/project/metadata/yaml/index.ts';
import { checkNotebook, type Finding } from '../../server/src/rules/index.ts';
import { noSurroundings, selectEvery } from '../support/check.ts';

function problemsOf(text: string): readonly string[] {
  return readNotebook('bomb', Text.from(text)).notebook.problems.map(({ message }) => message);
}

const tail = '"metadata": {}, "nbformat": 4, "nbformat_minor": 4}';

describe('A text that is larger than it looks', () => {
  test('Should be one problem where it has ten million cells, without the memory for them', () => {
    const before = process.memoryUsage().heapUsed;
    expect(problemsOf(`{"cells": [${'{},'.repeat(10_000_000)}{}], ${tail}`)).toEqual([
      'The notebook has more than 200,000 cells: it is not read. Split it.',
    ]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(500e6);
  });

  test('Should be one problem where it is a million levels deep', () => {
    const deep = `{"cells": [], "x": ${'['.repeat(1e6)}${']'.repeat(1e6)}, ${tail}`;
    expect(problemsOf(deep)).toEqual([expect.stringMatching(/nested more than 100 levels/)]);
  });
});

/** Each line refers to the one before many times: nine lines are a billion words. */
const laughs = Array.from({ length: 12 }, (_, at) =>
  at === 0
    ? 'a0: &a0 [lol]'
    : `a${at}: &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
).join('\n');

describe('YAML that refers to itself without end', () => {
  test('Should be a problem of the list of notebooks', () => {
    const begin = performance.now();
    expect(listedEntries(`${laughs}\nid: {name: *a11}\n`)).toHaveProperty('problem');
    expect(listedEntries('a: &a {b: *a}\n')).toHaveProperty('problem');
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  test('Should be a header that says nothing, in a script', async () => {
    const read = await loadScriptReader();
    const header = laughs
      .split('\n')
      .map((line) => `#     ${line}\n`)
      .join('');
    const script = read(
      `# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n${header}# ---\n\n# %%\nx = 1\n`,
      '.py',
    );
    expect(JSON.stringify(script?.metadata ?? {}).length).toBeLessThan(1000);
  });
});

describe('A record of very many entries', () => {
  test('Should be read once, not once for each place in it', () => {
    const record = { parents: Array.from({ length: 20_000 }, (_, at) => `P${at}`), packages: namesTo(20_000) };
    const text = new JsonText(JSON.stringify(record), false);
    const begin = performance.now();
    for (let at = 0; at < 20_000; at++) {
      expect(nodeAlong(text.tree(), ['parents', at]).steps).toBe(2);
      expect(nodeAlong(text.tree(), ['packages', `p${at}`]).steps).toBe(2);
    }
    // One reading for each would take minutes.
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  test('Should be found in time proportional to them, the fields of a cell as well', () => {
    const cell = { cell_type: 'code', metadata: {}, execution_count: 1, outputs: [], source: 'x', ...namesTo(40_000) };
    const document = readNotebook(
      'bomb',
      Text.from(JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 4 })),
    );
    const view = new TextView('file:///bomb.ipynb', 0, document, 'utf-16');
    const begin = performance.now();
    for (let at = 0; at < 40_000; at++) view.locate({ kind: 'json', path: ['cells', 0, `p${at}`], at: 'key' });
    // Looking through all of them for each would take a minute.
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  test('Should have the last of equal keys count, as in one of few', () => {
    const many = `{${Array.from({ length: 100 }, (_, at) => `"k${at}": 0`).join()}, "k7": 1}`;
    const { node } = nodeAlong(parseTree(many), ['k7']);
    expect(many.slice(node.start, node.end)).toBe('1');
  });
});

describe('A notebook in which very much is wrong', () => {
  const record = { id: 'abcdefghijkl', version: '1', time_init: '2024-05-01T10:00:00+00:00' };
  const findingsIn = (notebook: object) => {
    const { notebook: read } = readNotebook(
      'bomb',
      Text.from(JSON.stringify({ nbformat: 4, nbformat_minor: 4, ...notebook })),
    );
    const surroundings = { ...noSurroundings, lineage: lineageOf([]) };
    return checkNotebook(read, selectEvery(), surroundings, (code, error) => {
      throw new Error(code, { cause: error });
    });
  };
  const messagesOf = (found: readonly Finding[], code: string) =>
    found.flatMap((finding) => (finding.code === code ? [finding.message] : []));

  test('Should have no more findings of a rule than are listed, and one that says so', () => {
    const cell = { cell_type: 'code', metadata: {}, execution_count: 1, outputs: [], source: 'x' };
    for (const [code, cells] of [
      ['empty-cell', Array(10_002).fill({ ...cell, source: '' })],
      ['invalid-notebook', [{ ...cell, outputs: Array(20_000).fill(0) }]],
      ['invalid-notebook', [{ ...cell, metadata: { tags: Array(20_000).fill(0) } }]],
      ['invalid-notebook', [{ ...cell, ...namesTo(20_000) }]],
    ] as const) {
      const found = findingsIn({ cells, metadata: {} });
      const messages = messagesOf(found, code);
      expect(messages).toHaveLength(10_001);
      expect(messages.at(-1)).toBe('More than 10,000 findings of this rule: the others are not listed.');
    }
  });

  test('Should have the first parents and packages of its record looked at, and one finding for the others', () => {
    const parent = Array.from({ length: 20_000 }, (_, at) => `P${at}`);
    const found = findingsIn({ cells: [], metadata: { nbproject: { ...record, parent, pypackage: namesTo(2000) } } });
    expect(messagesOf(found, 'unknown-parent')).toHaveLength(1000);
    expect(messagesOf(found, 'invalid-metadata')).toEqual([
      '`pypackage` names 2000 packages: only the first 1000 are looked at.',
      '`parent` names 20000 parents: only the first 1000 are looked at.',
    ]);
  });
});

function namesTo(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, '1.0']));
}
