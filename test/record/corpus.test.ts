import { expect, test } from 'vitest';
import { decodeFile, type Notebook, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { consecutiveViolations, isConsecutive, recordOf, recordProblems } from '../../server/src/record/index.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';

interface Expected {
  readonly path: string;
  readonly consecutive: boolean | null;
  readonly violations: readonly (readonly unknown[])[] | null;
  readonly nbproject: unknown;
  readonly nbproject_valid: boolean | null;
}

describeCorpus('Records of real notebooks', () => {
  const lines = corpusLines<Expected>('EXPECTED.jsonl');

  test('Should be consecutive exactly where nbproject says so, with its violations', () => {
    const compared = lines.filter(({ consecutive }) => consecutive !== null);
    expect(compared.length).toBe(404);
    for (const { path, consecutive, violations } of compared) {
      const notebook = read(path);
      const ours = { path, consecutive: isConsecutive(notebook), violations: consecutiveViolations(notebook) };
      // Python's True is 1.
      const theirs = violations?.map((counts) => counts.map((count) => (count === true ? 1 : count)));
      expect(ours).toEqual({ path, consecutive, violations: theirs });
    }
  });

  test('Should be wrong wherever nbproject cannot read them', () => {
    const refused = lines.filter(({ nbproject_valid }) => nbproject_valid === false);
    expect(refused.length).toBe(15);
    for (const { path } of refused)
      expect([path, recordProblems(read(path).metadata).length > 0]).toEqual([path, true]);
  });

  test('Should be right wherever nbproject can read them, but for forms that it does not look at', () => {
    const accepted = lines.filter(({ nbproject_valid, nbproject }) => nbproject_valid === true && nbproject !== null);
    const reported = accepted.filter(({ path }) => recordProblems(read(path).metadata).length > 0);
    expect(reported.map(({ path }) => path)).toEqual([
      'broken/nbproject-id-14.ipynb',
      'broken/nbproject-id-not-base62.ipynb',
      'broken/nbproject-id-short.ipynb',
      // nbproject's own header fails on it.
      'broken/nbproject-no-version.ipynb',
      'broken/nbproject-time_init-bad.ipynb',
      'broken/nbproject-time_init-naive.ipynb',
    ]);
  });

  test('Should be read as they are stored', () => {
    for (const { path, nbproject } of lines.filter((line) => line.nbproject !== null && line.nbproject_valid)) {
      expect([path, recordOf(read(path))]).toEqual([path, nbproject]);
    }
  });
});

function read(path: string): Notebook {
  return readNotebook('notebook', Text.from(decodeFile(corpusBytes(path)).content)).notebook;
}
