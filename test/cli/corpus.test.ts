import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Range } from '../../server/src/notebook/index.ts';
import { corpusFolder, corpusLines, describeCorpus } from '../support/corpus.ts';
import { nbls } from './program.ts';

interface Finding {
  readonly path: string;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Range;
  readonly cell: number | null;
  readonly cellRange: Range | null;
}

interface Expected {
  readonly path: string;
  readonly json_strict_ok: boolean;
}

const expected = corpusLines<Expected>('EXPECTED.jsonl');

describeCorpus('nbls check over real and broken notebooks', () => {
  let findings: readonly Finding[] = [];

  beforeAll(async () => {
    const { code, out, err } = await nbls(['check', '--format', 'json'], { folder: corpusFolder });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    findings = JSON.parse(out);
  }, 120_000);

  test('looks at each of them', async () => {
    const { out } = await nbls(['check', '--statistics'], { folder: corpusFolder });
    expect(expected).toHaveLength(500);
    expect(out).toContain(`Checked ${expected.length} notebooks`);
  });

  test('has no failure of its own', () => {
    const failures = findings.filter(({ code }) => code === 'internal-error');
    expect(new Set(failures.map(({ message }) => message))).toEqual(new Set());
  });

  test('calls those unreadable that are no JSON, and no others', () => {
    const unreadable = new Set(findings.filter(({ code }) => code === 'invalid-json').map((one) => one.path));
    const differ = expected
      .filter((one) => one.json_strict_ok === unreadable.has(one.path))
      // Python's reader refuses a byte order mark; this one reads what is behind it.
      .filter((one) => !linesOf(one.path)[0]?.startsWith('\ufeff'))
      .map((one) => one.path);
    expect(differ).toEqual([]);
  });

  test('gives the findings of a file by their places, and files by their paths', () => {
    const places = findings.map(({ path: file, range: { start } }) => ({ file, ...start }));
    const sorted = [...places].sort(
      (one, other) =>
        (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) ||
        one.line - other.line ||
        one.character - other.character,
    );
    expect(places).toEqual(sorted);
  });

  test('places every finding inside the file, on one line', () => {
    for (const { path: file, range } of findings) {
      const line = linesOf(file)[range.start.line];
      expect.soft(line, file).toBeDefined();
      expect.soft(range.end.line, file).toBe(range.start.line);
      expect.soft(range.start.character, file).toBeLessThanOrEqual(range.end.character);
      expect.soft(range.end.character, file).toBeLessThanOrEqual(line?.length ?? 0);
    }
  });

  test('places what it says of a source on the JSON of that very text', () => {
    const inSources = findings.filter(({ cellRange }) => cellRange !== null);
    expect(inSources.length).toBeGreaterThan(200);
    for (const { path: file, cell, cellRange, range, code } of inSources) {
      const source = sourceOf(notebookAt(file).cells[cell ?? -1]);
      const spoken = textIn(source.split(/\r\n|\n|\r/), cellRange ?? range);
      const shown = JSON.parse(`["${textIn(linesOf(file), range).replace(/(?<!\\)",?\s*$/, '')}"]`).join('');
      expect
        .soft(spoken.startsWith(shown.split(/[\r\n]/)[0]), `${file} ${code} cell ${cell}: ${spoken} | ${shown}`)
        .toBe(true);
      expect.soft(shown === '' && spoken !== '', `${file} ${code}`).toBe(false);
    }
  });

  test.each([
    ['out-of-order', 'execution_count'],
    ['duplicate-count', 'execution_count'],
    ['execution-gap', 'execution_count'],
    ['duplicate-cell-id', 'id'],
    ['invalid-cell-id', 'id'],
  ])('places %s on the value of %s in its cell', (code, key) => {
    const found = findings.filter((finding) => finding.code === code);
    expect(found.length).toBeGreaterThan(0);
    for (const { path: file, cell, range } of found) {
      const value = notebookAt(file).cells[cell ?? -1]?.[key];
      expect.soft(JSON.parse(textIn(linesOf(file), range)), file).toEqual(value);
    }
  });

  test('exits for a single file as its findings say', async () => {
    const some = expected.filter((_, index) => index % 25 === 0);
    for (const { path: file } of some) {
      const worst = findings.some((one) => one.path === file && ['error', 'warning'].includes(one.severity));
      const { code, err } = await nbls(['check', file], { folder: corpusFolder });
      expect.soft({ file, code, err }).toEqual({ file, code: worst ? 1 : 0, err: '' });
    }
  }, 120_000);
});

type Cell = Readonly<Record<string, unknown>>;

function notebookAt(file: string): { readonly cells: readonly Cell[] } {
  return JSON.parse(
    readFileSync(path.join(corpusFolder, file), 'utf8')
      .replace(/^\ufeff/, '')
      .replaceAll(/\bNaN\b/g, 'null'),
  );
}

function sourceOf(cell: Cell | undefined): string {
  const source = cell?.source;
  return Array.isArray(source) ? source.join('') : String(source);
}

const known = new Map<string, readonly string[]>();

function linesOf(file: string): readonly string[] {
  const lines = known.get(file) ?? readFileSync(path.join(corpusFolder, file), 'utf8').split(/\r\n|\n|\r/);
  known.set(file, lines);
  return lines;
}

/** On one line or more, joined by a line break. */
function textIn(lines: readonly string[], { start, end }: Range): string {
  const touched = lines.slice(start.line, end.line + 1);
  touched[touched.length - 1] = (touched.at(-1) ?? '').slice(0, end.character);
  touched[0] = (touched[0] ?? '').slice(start.character);
  return touched.join('\n');
}
