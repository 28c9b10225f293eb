import type { JsonObject } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import { decodeFile, type Notebook, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { type Finding, safeEdits } from '../../server/src/rules/index.ts';
import { applyToJson } from '../support/applyEdits.ts';
import { findingsIn, fixContextOf, fixesOf } from '../support/check.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';

/** Fixes of the same rule differ in the cell alone; a few of each notebook are enough. */
const perRule = 2;

/** Rules with fixes that find something in these notebooks. */
const occurring = [
  'missing-cell-id',
  'invalid-cell-id',
  'duplicate-cell-id',
  'missing-title',
  'title-not-first',
  'multiple-titles',
  'out-of-order',
  'duplicate-count',
  'execution-gap',
  'unexecuted-cell',
  'stderr-output',
  'uninitialized',
  'invalid-metadata',
  'empty-cell',
];

describeCorpus('Fixes over real notebooks', () => {
  const files = corpusLines<{ path: string; json_ok: boolean; bytes: number }>('EXPECTED.jsonl').filter(
    ({ json_ok, bytes }) => json_ok && bytes < 300_000,
  );

  test('Should each take their finding away, and bring no error', () => {
    const applied = new Map<string, number>();
    const failures: string[] = [];
    for (const { path } of files) {
      const notebook = read(decodeFile(corpusBytes(path)).content);
      const before = findingsIn(notebook);
      if (!notebook.complete) continue;
      for (const finding of sample(before)) {
        for (const { title, edits } of fixesOf(notebook, finding)) {
          applied.set(finding.code, (applied.get(finding.code) ?? 0) + 1);
          const after = findingsIn(read(JSON.stringify(applyToJson(jsonOf(path), edits))));
          if (countOf(after, finding.code) >= countOf(before, finding.code))
            failures.push(`${path}: ${title} left ${finding.code}`);
          const worse = errorsIn(after).filter((code) => countOf(after, code) > countOf(before, code));
          if (worse.length > 0) failures.push(`${path}: ${title} brought ${worse}`);
        }
      }
    }
    expect(failures).toEqual([]);
    expect([...applied.keys()]).toEqual(expect.arrayContaining(occurring));
  });

  test('Should, all that are safe, come to an end, after which nothing is left for them to do', () => {
    for (const { path } of files) {
      let json = jsonOf(path);
      let rounds = 0;
      for (;;) {
        const notebook = read(JSON.stringify(json));
        const edits = notebook.complete ? safeEdits(notebook, findingsIn(notebook), fixContextOf(notebook), fail) : [];
        if (edits.length === 0) break;
        expect([path, ++rounds]).toEqual([path, Math.min(rounds, 5)]);
        json = applyToJson(json, edits);
      }
    }
  });
});

function sample(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.filter(({ code }) => {
    seen.set(code, (seen.get(code) ?? 0) + 1);
    return (seen.get(code) ?? 0) <= perRule;
  });
}

function read(content: string): Notebook {
  return readNotebook('my_analysis', Text.from(content)).notebook;
}

/** As Python reads it: `NaN` and the like become null, which fixes do not touch. */
function jsonOf(path: string): JsonObject {
  const content = decodeFile(corpusBytes(path)).content.replace(/^\ufeff/, '');
  try {
    return JSON.parse(content);
  } catch {
    return JSON.parse(content.replace(/\bNaN\b|-?\bInfinity\b/g, 'null'));
  }
}

function countOf(findings: readonly Finding[], code: string): number {
  return findings.filter((finding) => finding.code === code).length;
}

function errorsIn(findings: readonly Finding[]): string[] {
  return [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
}

function fail(code: string, error: unknown): never {
  throw new Error(code, { cause: error });
}
