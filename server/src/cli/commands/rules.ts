import { suggestion } from '../../notebook/text/nearest.ts';
import { rules as catalogue, documentationOf, fixSafetyOf, type Rule } from '../../rules/index.ts';
import type { Command } from '../command.ts';
import { severityColour } from '../reporters/severityColour.ts';
import type { Colours } from '../terminal/colours.ts';
import { printableJson } from '../terminal/printable.ts';

/** The rules there are, or the page of one. */
export const rules: Command = {
  name: 'rules',
  summary: 'List the rules, or show the page of one',
  usage: '[CODE] [--json]',
  options: { json: { help: 'print code, severity, fixable, safe (each of its fixes), fix and summary as JSON' } },
  run: async (call, console) => {
    const [code, ...more] = call.positionals;
    if (more.length > 0) {
      await console.complain(`rules takes one code, not ${call.positionals.length}`);
      return 2;
    }
    const rule = catalogue.find((one) => one.code === code);
    if (code !== undefined && !rule) {
      const hint =
        suggestion(
          code,
          catalogue.map((one) => one.code),
        ) || '; nbls rules lists all';
      await console.complain(`there is no rule ${code}${hint}`);
      return 2;
    }
    if (call.has('json')) await console.out.write(rule ? `${printableJson(entry(rule))}\n` : jsonList());
    else await console.out.write((code !== undefined && documentationOf(code)) || list(console.out.colours));
    return 0;
  },
};

function entry(rule: Rule) {
  const { code, group, severity, enabled, summary } = rule;
  const fix = fixSafetyOf(rule);
  return { code, group, severity, enabled, fixable: fix !== 'none', safe: fix === 'safe', fix, summary };
}

function jsonList(): string {
  return `[\n${catalogue.map((rule) => printableJson(entry(rule))).join(',\n')}\n]\n`;
}

function list(colours: Colours): string {
  const width = Math.max(...catalogue.map(({ code }) => code.length));
  const groups = new Set(catalogue.map(({ group }) => group));
  const sections = [...groups].map((group) => {
    const rows = catalogue.filter((rule) => rule.group === group).map((rule) => row(rule, width, colours));
    return `${colours.bold(group)}\n${rows.join('')}`;
  });
  return `${sections.join('\n')}\nnbls rules CODE shows what a rule reports, why, and what its fixes do.\n`;
}

function row({ code, severity, enabled, summary, fixes }: Rule, width: number, colours: Colours): string {
  const state = enabled ? severity : 'off';
  const label = enabled ? severityColour(severity, colours)(state.padEnd(7)) : colours.dim(state.padEnd(7));
  return `  ${code.padEnd(width)}  ${label}  ${fixes ? 'fix' : '   '}  ${summary}\n`;
}
