import { describe, expect, test } from 'vitest';
import { type Notebook, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { noOwnSettings, readConfiguration, ruleSettings } from '../../server/src/project/configuration/index.ts';
import { type Policy, rules, type Selection, selectRules } from '../../server/src/rules/index.ts';
import { findingsIn } from '../support/check.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';
import { notebookOf } from '../support/notation.ts';

function selectionUnder(policy: Policy | 'none'): Selection {
  const text = policy === 'none' ? '' : `select = ["Execution"]\npolicy = "${policy}"`;
  const configuration = readConfiguration('/project/nbproject.toml', text);
  return selectRules(rules, ruleSettings(configuration, noOwnSettings, undefined, 'problem'));
}

const policies = ['none', 'executed', 'monotone', 'stripped'] as const;
const selections = new Map(policies.map((policy) => [policy, selectionUnder(policy)]));

/** `ok` where `nbls check` passes for what concerns counts and outputs: nothing there is an error or a warning. */
function verdict(notebook: Notebook, policy: Policy | 'none'): string {
  const failing = findingsIn(notebook, selections.get(policy)!).filter(
    ({ code, severity }) =>
      rules.find((rule) => rule.code === code)?.group === 'Execution' &&
      (severity === 'warning' || severity === 'error'),
  );
  return failing.length === 0 ? 'ok' : 'X';
}

/** `1 _ 2`: the counts of code cells, `_` for one that was not run, `b` for a blank one. */
function cells(counts: string): Notebook {
  const blocks = counts.split(' ').map((count, index) => {
    const head = `--- code [${/\d/.test(count) ? count : ' '}]`;
    return count === 'b' ? `${head}\n \n` : `${head}\nx${index} = 1`;
  });
  return notebookOf(counts === '' ? '--- markdown\nWords' : blocks.join('\n'));
}

describe('The three camps over the counts that divide their tools', () => {
  test.each([
    // counts, no policy, executed, monotone, stripped
    ['1 2 3', 'ok', 'ok', 'ok', 'X'],
    ['2 3 4', 'ok', 'X', 'ok', 'X'],
    ['1 3 4', 'ok', 'X', 'ok', 'X'],
    ['1 1 2', 'X', 'X', 'X', 'X'],
    ['2 1 3', 'X', 'X', 'X', 'X'],
    ['1 _ 2', 'ok', 'X', 'ok', 'X'],
    ['1 2 _', 'ok', 'X', 'ok', 'X'],
    ['_', 'ok', 'X', 'ok', 'ok'],
    ['_ _', 'ok', 'X', 'ok', 'ok'],
    ['1 b 2', 'ok', 'ok', 'ok', 'X'],
    ['b b', 'ok', 'ok', 'ok', 'ok'],
    ['', 'ok', 'ok', 'ok', 'ok'],
  ])('%s', (counts, ...expected) => {
    expect(policies.map((policy) => verdict(cells(counts), policy))).toEqual(expected);
  });

  test('Outputs without a count are results too', () => {
    const notebook = notebookOf('--- code [ ] stdout=1\nprint(1)\n--- code [ ]\nx = 1');
    expect(policies.map((policy) => verdict(notebook, policy))).toEqual(['ok', 'X', 'ok', 'X']);
  });
});

interface Expected {
  readonly path: string;
  readonly nbformat: unknown;
  readonly truth: {
    readonly ok: boolean;
    readonly order: { readonly never_executed: boolean; readonly consecutive_nonblank: boolean };
  };
}

describeCorpus('The policies over real notebooks', () => {
  const order = ['out-of-order', 'duplicate-count', 'execution-gap', 'unexecuted-cell'];

  test('Should hold those to be executed that were, from top to bottom', () => {
    const differing = corpusLines<Expected>('EXPECTED.jsonl').filter(({ path, nbformat, truth }) => {
      if (!truth.ok || nbformat !== 4) return false;
      const { notebook } = readNotebook('notebook', Text.from(corpusBytes(path).toString('utf8')));
      const reported = findingsIn(notebook, selections.get('executed')!).some(({ code }) => order.includes(code));
      // nbproject and the reference forgive a last cell without a count.
      const last = notebook.cells.findLast(({ type, source }) => type === 'code' && /\S/.test(source));
      const executed = truth.order.consecutive_nonblank && last?.executionCount !== null;
      return reported === (executed || last === undefined);
    });
    expect(differing.map(({ path }) => path)).toEqual([]);
  });
});
