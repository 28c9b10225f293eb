import { type Rule, rules, type Severity } from '../../rules/index.ts';
import { internalError } from '../report/fileReport.ts';

export const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** Every rule there is, as SARIF describes them, and what is reported when one fails. */
export function sarifRules() {
  return [...rules.map(descriptorOf), failure];
}

/** Where a rule stands among them. */
export function sarifRuleIndex(code: string): number {
  return code === internalError ? rules.length : rules.findIndex((rule) => rule.code === code);
}

function descriptorOf({ code, group, severity, enabled, summary, documentation }: Rule) {
  const { reports, why } = documentation;
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: reports },
    help: { text: why, markdown: helpOf(documentation) },
    defaultConfiguration: { enabled, level: levels[severity] },
    properties: { tags: [group.toLowerCase()] },
  };
}

/** Without the examples: one shows a made-up credential, which those who look for credentials would find in every log. */
function helpOf({ reports, why, fix }: Rule['documentation']): string {
  return [reports, `## Why\n\n${why}`, ...(fix ? [`## Fix\n\n${fix}`] : [])].join('\n\n');
}

const failureSummary = 'A rule, or the whole check of a notebook, failed: a bug of nbls.';

const failure = {
  id: internalError,
  shortDescription: { text: failureSummary },
  fullDescription: { text: failureSummary },
  help: { text: 'Please report it with the message.', markdown: 'Please report it with the message.' },
  defaultConfiguration: { enabled: true, level: levels.error },
  properties: { tags: ['internal'] },
};
