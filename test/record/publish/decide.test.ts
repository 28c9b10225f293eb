import type { PublishFinding } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { decidePublish, type Questions } from '../../../server/src/record/index.ts';
import { notebookOf } from '../../support/notation.ts';

const error: PublishFinding = { code: 'syntax-error', severity: 'error', message: 'Cell 2: the syntax is wrong.' };
const warning: PublishFinding = { code: 'empty-cell', severity: 'warning', message: 'Cell 3 is empty.' };

const tidy = notebookOf('--- markdown\n# Title\n--- code [1]\nx = 1');
const disordered = notebookOf('--- markdown\n# Title\n--- code [2]\nx = 1');

function answering(proceed: 'yes' | 'aborted' | 'cannot ask'): { asked: string[]; questions: Questions } {
  const asked: string[] = [];
  return {
    asked,
    questions: {
      proceed: async (obstacles) => {
        asked.push(...obstacles.map(({ reason }) => reason));
        return proceed;
      },
      version: async () => 'cannot ask',
    },
  };
}

describe('The checks of a publish', () => {
  test.each([
    ['whose JSON is broken', '--- text\n{"cells": [', 'no-notebook'],
    ['of format 3', '--- notebook 3.0 {"worksheets": []}', 'no-notebook'],
    ['whose record is a text', '--- markdown\n# Title\n--- metadata\n{"nbproject": "mine"}', 'no-notebook'],
    ['without a title', '--- markdown\n## Second level', 'no-title'],
    ['with an empty title', '--- markdown\n#', 'no-title'],
  ])('Should refuse a notebook %s, whatever anybody wishes, and ask nothing', async (_, notation, reason) => {
    const { asked, questions } = answering('yes');
    const decision = await decidePublish(notebookOf(notation), [error], { proceed: true, version: '7' }, questions);
    expect(decision).toMatchObject({ status: 'refused', reason, message: expect.stringMatching(/\.$/), findings: [] });
    expect(asked).toEqual([]);
  });

  test('Should ask nothing of a notebook with a title, run in order, without errors', async () => {
    const { asked, questions } = answering('cannot ask');
    expect(await decidePublish(tidy, [warning], {}, questions)).toEqual({ version: '1' });
    expect(asked).toEqual([]);
  });

  test('Should ask once whether to proceed, about all that stands in the way', async () => {
    const { asked, questions } = answering('yes');
    expect(await decidePublish(disordered, [warning, error], {}, questions)).toEqual({ version: '1' });
    expect(asked).toEqual(['not-consecutive', 'errors']);
  });

  test('Should refuse what nobody was there to wave through, and say what it is', async () => {
    const { questions } = answering('cannot ask');
    expect(await decidePublish(disordered, [], {}, questions)).toMatchObject({
      reason: 'not-consecutive',
      findings: [],
    });
    const both = await decidePublish(disordered, [warning, error], {}, questions);
    expect(both).toMatchObject({ reason: 'not-consecutive', findings: [error] });
    expect(await decidePublish(tidy, [error, error], {}, questions)).toMatchObject({
      reason: 'errors',
      message: 'The notebook has 2 errors. Mend them, the first is: Cell 2: the syntax is wrong.',
      findings: [error, error],
    });
  });

  test('Should refuse where the question is closed', async () => {
    const { questions } = answering('aborted');
    expect(await decidePublish(tidy, [error], {}, questions)).toMatchObject({ reason: 'aborted', findings: [error] });
  });

  test('Should take the wish for the answer', async () => {
    const { asked, questions } = answering('aborted');
    expect(await decidePublish(disordered, [error], { proceed: true }, questions)).toEqual({ version: '1' });
    expect(await decidePublish(disordered, [], { proceed: false }, questions)).toMatchObject({
      reason: 'not-consecutive',
    });
    expect(asked).toEqual([]);
  });
});
