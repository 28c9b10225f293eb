import type { RuleOptions, Severity } from './rule.ts';

/** What a team agrees on about saved execution counts. */
export type Policy = 'executed' | 'monotone' | 'stripped';

/** How a policy turns the rules on execution. What it does not name is as it is without a policy. */
export interface PolicyRules {
  readonly description: string;
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly options: Readonly<Record<string, RuleOptions>>;
}

export const policies: Readonly<Record<Policy, PolicyRules>> = {
  executed: {
    description: 'the counts are 1 to N from top to bottom: the notebook is saved after Restart & Run All',
    severities: {
      'out-of-order': 'warning',
      'duplicate-count': 'warning',
      'execution-gap': 'warning',
      'unexecuted-cell': 'warning',
      'stored-results': 'off',
    },
    options: { 'unexecuted-cell': { 'min-executed': 0 } },
  },
  monotone: {
    description: 'the counts rise from top to bottom, with gaps and cells that were not run',
    severities: {
      'out-of-order': 'warning',
      'duplicate-count': 'warning',
      'execution-gap': 'off',
      'unexecuted-cell': 'off',
      'stored-results': 'off',
    },
    options: {},
  },
  stripped: {
    description: 'no counts and no outputs: they are cleared before the notebook is committed',
    severities: {
      'out-of-order': 'off',
      'duplicate-count': 'off',
      'execution-gap': 'off',
      'unexecuted-cell': 'off',
      'stale-output': 'off',
      'failed-cell': 'off',
      'stderr-output': 'off',
      'large-output': 'off',
      'stored-results': 'warning',
    },
    options: {},
  },
};

/** Without a policy, stored results are nothing to report, and no group's name turns the rule on. */
export const noPolicy: PolicyRules = { description: '', severities: { 'stored-results': 'off' }, options: {} };
