import { expect, test } from 'vitest';
import { isConsecutive } from '../../server/src/record/index.ts';
import { findingsIn } from '../support/check.ts';
import { notebookOf } from '../support/notation.ts';

const orderCodes = ['out-of-order', 'duplicate-count', 'execution-gap', 'unexecuted-cell'];

/** Cells by their counts: `_` for none, `e` for an empty cell and `b` for a blank one, both without. */
function notation(counts: string): string {
  const cells = counts.split(' ').map((count) => {
    const source = count === 'e' ? '' : count === 'b' ? ' \n ' : 'x';
    return `--- code [${/\d/.test(count) ? count : ' '}]\n${source}`;
  });
  return `--- markdown\n# Title\n${cells.join('\n')}\n`;
}

function report(counts: string): string {
  const findings = findingsIn(notebookOf(notation(counts))).filter(({ code }) => orderCodes.includes(code));
  return findings.map(({ code, message }) => `${code} in ${/^Cell (\d+)/.exec(message)?.[1]}`).join(', ');
}

// Cell 1 is the title. What each peer says of the same counts is in the design's table; causes are told apart here alone.
test.each([
  ['1 2 3', true, ''],
  ['2 3 4', false, 'execution-gap in 2'],
  ['1 3 4', false, 'execution-gap in 3'],
  ['1 1 2', false, 'duplicate-count in 3'],
  ['2 1 3', false, 'out-of-order in 3'],
  ['1 _ 2', false, 'unexecuted-cell in 3'],
  ['1 2 _', true, 'unexecuted-cell in 4'],
  ['_', true, ''],
  ['_ _', false, ''],
  ['1 e 2', true, ''],
  ['1 b 2', false, ''],
  ['5 1 2 2', false, 'out-of-order in 3, out-of-order in 4, out-of-order in 5, duplicate-count in 5'],
  ['1 _ 3', false, 'execution-gap in 4, unexecuted-cell in 3'],
  ['0 1', false, 'execution-gap in 2'],
])('Should report of %s (consecutive for nbproject: %s): %s', (counts, consecutive, expected) => {
  expect(isConsecutive(notebookOf(notation(counts)))).toBe(consecutive);
  expect(report(counts)).toBe(expected);
});

test('Should find nothing to run in a notebook of words', () => {
  expect(findingsIn(notebookOf('--- markdown\n# Title\n--- raw\n[1]')).map(({ code }) => code)).toEqual([
    'uninitialized',
  ]);
});

test('Should name the exception, and only a little of what it says', () => {
  const outputs = [
    { output_type: 'error', ename: 'ValueError', evalue: `\u001b[31m${'x'.repeat(500)}`, traceback: [] },
  ];
  const [finding] = findingsIn(notebookOf(`--- code [1] ${JSON.stringify({ outputs })}\nx`)).filter(
    ({ code }) => code === 'failed-cell',
  );
  expect(finding?.message).toBe(
    `Cell 1: the last run failed with \`ValueError\` (${'x'.repeat(80)}…). Mend the cell, or tag it \`raises-exception\` where it is meant to fail.`,
  );
});

test('Should let a cell fail that is meant to', () => {
  const findings = findingsIn(notebookOf('--- code [1] error=ValueError tags=raises-exception\nx'));
  expect(findings.filter(({ code }) => code === 'failed-cell')).toEqual([]);
});
