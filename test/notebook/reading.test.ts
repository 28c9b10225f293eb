import { describe, expect, it } from 'vitest';
import { decodeFile, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';

interface Expected {
  readonly path: string;
  readonly json_ok: boolean;
  readonly json_strict_ok: boolean;
}

const expected = corpusLines<Expected>('EXPECTED.jsonl');

describe('Reading a text with half a character', () => {
  const notebook = (source: string) =>
    `{"cells": [{"cell_type": "raw", "metadata": {}, "source": "${source}"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}`;

  it.each([
    ['as an escape', 'a\\ud83d b', '`\\ud83d`'],
    ['as it is', 'a\ud83d b \ud83d\ude00', 'U+D83D'],
  ])('Should say where it is, written %s, and read on', (_, source, name) => {
    const content = notebook(source);
    const { layout, cells } = readNotebook('x', Text.from(content));
    expect(
      layout.problems.map(({ kind, message, start }) => [
        kind,
        message.startsWith(`${name} is half of a character`),
        start,
      ]),
    ).toEqual([['surrogate', true, content.indexOf(source) + 1]]);
    expect(cells[0]?.source.charCodeAt(1)).toBe(0xd83d);
  });
});

describeCorpus('Reading every notebook of the corpus', () => {
  /** Python gives up on nesting that we only do not look into. */
  const readFurtherThanPython = new Set(['broken/deep-100000.ipynb']);

  it('Should call JSON what Python calls JSON, and nothing else', () => {
    const different = expected.filter(({ path, json_ok }) => read(path).isJson !== json_ok).map(({ path }) => path);
    expect(different).toEqual([...readFurtherThanPython]);
  });

  it('Should name whatever strict readers refuse though lenient ones read it', () => {
    const lenient = expected.filter(({ json_ok, json_strict_ok }) => json_ok && !json_strict_ok);
    const silent = lenient.filter(({ path }) => read(path).document.layout.problems.length === 0);
    expect(lenient.length).toBe(10);
    expect(silent).toEqual([]);
  });

  it.each(expected.filter(({ json_ok }) => json_ok).map(({ path }) => path))(
    'Should read the cells of %s as a JSON parser does',
    (path) => {
      const { document, content } = read(path);
      const value = parsePython(content);
      const cells: unknown[] = Array.isArray(value?.cells) ? value.cells : [];
      expect(document.cells.map((cell) => cell.source)).toEqual(cells.map(sourceOf));
      for (const [index, cell] of document.cells.entries()) {
        const start = document.cellStarts[index]!;
        for (let offset = 0; offset < cell.source.length; offset++) {
          const from = cell.sourceMap.jsonStart(offset);
          const to = cell.sourceMap.jsonEnd(offset + 1);
          const raw = document.text.slice(start + from, start + to);
          // One comparison a character, in plain code: a matcher each would take minutes.
          const decoded = raw.length === 1 ? raw : JSON.parse(`"${raw}"`);
          const back = cell.sourceMap.sourceOffset(from) === offset && cell.sourceMap.sourceOffset(to - 1) === offset;
          if (decoded !== cell.source[offset] || !back) {
            expect({ path, index, offset, decoded }).toEqual({ path, index, offset, decoded: cell.source[offset] });
            expect(back).toBe(true);
          }
        }
      }
    },
  );
});

function read(path: string) {
  const { content, problem } = decodeFile(corpusBytes(path));
  const document = readNotebook(path, Text.from(content));
  return { content, document, isJson: !problem && document.layout.complete };
}

/** As `json.loads`: NaN and infinity are numbers. */
function parsePython(content: string): { cells?: unknown } | null {
  const withoutMark = content.replace(/^\ufeff/, '');
  try {
    return JSON.parse(withoutMark);
  } catch {
    return JSON.parse(withoutMark.replace(/(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, '0'));
  }
}

function sourceOf(cell: unknown): string {
  const source = (cell as { source?: unknown } | null)?.source;
  if (Array.isArray(source)) return source.filter((line) => typeof line === 'string').join('');
  return typeof source === 'string' ? source : '';
}
