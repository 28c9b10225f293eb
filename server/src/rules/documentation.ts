import { ruleOf } from './catalogue.ts';
import type { Rule, RuleExample } from './rule.ts';

/** The page of a rule in Markdown, as the editor, `nbls rules CODE` and the repository show it; undefined for a code that is none. */
export function documentationOf(code: string): string | undefined {
  const rule = ruleOf(code);
  return rule && `${sections(rule).join('\n\n')}\n`;
}

/** How the preferred fixes of a rule are applied: `safe` unasked, `partly safe` some of them, `unsafe` only when asked for. */
export function fixSafetyOf({ fixes, fixSafety }: Rule): 'none' | 'unsafe' | 'partly safe' | 'safe' {
  return fixes ? (fixSafety ?? 'unsafe') : 'none';
}

function sections(rule: Rule): string[] {
  const { reports, why, fix, examples } = rule.documentation;
  const state = rule.enabled ? rule.severity : `off (${rule.severity} when selected)`;
  return [
    `# ${rule.code}`,
    rule.summary,
    `Group: ${rule.group} · default: ${state} · fix: ${fixSafetyOf(rule)}`,
    `## What is reported\n\n${reports}`,
    `## Why\n\n${why}`,
    ...(fix ? [`## Fix\n\n${fix}`] : []),
    ...optionSection(rule),
    `## Examples\n\n${examples.map(exampleOf).join('\n\n')}`,
  ];
}

function optionSection({ options }: Rule): string[] {
  const lines = Object.entries(options ?? {}).map(
    ([name, option]) => `- \`${name}\` (${option.default}): ${option.description}`,
  );
  return lines.length === 0 ? [] : [`## Options\n\n${lines.join('\n')}`];
}

function exampleOf({ bad, good, options, project = {} }: RuleExample): string {
  const set = Object.entries(options ?? {}).map(([name, value]) => `\`${name} = ${value}\``);
  const under = set.length === 0 ? '' : ` (with ${set.join(', ')})`;
  const beside = Object.entries(project).map(([file, content]) => `Beside it, \`${file}\`:\n\n${block(content)}`);
  return [`Reported${under}:`, block(bad), 'Not reported:', block(good), ...beside].join('\n\n');
}

/** Fenced with tildes, since notebooks hold backticks. */
function block(notation: string): string {
  return `~~~~text\n${notation.trim()}\n~~~~`;
}
