import { rules } from './catalogue.ts';
import { fixSafetyOf } from './documentation.ts';
import type { Rule } from './rule.ts';

/** All rules in a table of Markdown, each with a link to its page; docs/rules.md. */
export function rulesPage(): string {
  const groups = [...new Set(rules.map(({ group }) => group))];
  return `${[...head, ...groups.map(section)].join('\n\n')}\n`;
}

const head = [
  '<!-- Written by `npm run docs` from server/src/rules: do not edit. -->',
  '# Rules',
  'What `nbls check` and the editor report. The default is what happens without any configuration; see [configuration](configuration.md) for how to change it, and for what silences a finding. A rule that is off reports where it is selected.',
  "A fix that is safe loses nothing and keeps what the code does: `nbls check --fix` and the editor's fix-all apply it unasked. One that is unsafe (it deletes, moves, or changes results) is offered one by one, and by `--unsafe-fixes`. Of a rule that is partly safe some are the one, some the other.",
];

function section(group: Rule['group']): string {
  const rows = rules.filter((rule) => rule.group === group).map(row);
  return [`## ${group}\n`, '| rule | default | fix | reports |', '|---|---|---|---|', ...rows].join('\n');
}

function row(rule: Rule): string {
  const { code, severity, summary } = rule;
  const state = rule.enabled ? severity : `off (${severity})`;
  const fix = fixSafetyOf(rule);
  return `| [${code}](rules/${code}.md) | ${state} | ${fix === 'none' ? '–' : fix} | ${summary.replaceAll('|', '\\|')} |`;
}
