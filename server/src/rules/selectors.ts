import { nearest } from '../notebook/text/nearest.ts';
import { quoted } from '../notebook/untrusted.ts';
import { rules } from './catalogue.ts';

/** What stands for one rule or several: the rules' codes, the name of a group in any case, or ALL. */
export interface Selector {
  readonly codes: readonly string[];
  /** True for a rule's own code. */
  readonly exact: boolean;
}

/** What a name stands for; undefined where it is neither a rule nor a group. */
export function selectorOf(name: string): Selector | undefined {
  return byName.get(name) ?? byName.get(name.toLowerCase());
}

/** Every name that stands for rules: the groups as they are written in lists, then the codes. */
export function selectorNames(): readonly string[] {
  return names;
}

/** A sentence about a name that stands for nothing, with the nearest that does. */
export function unknownSelector(name: string): string {
  const word = nearest(name, selectorNames());
  const hint = word === undefined ? '`nbls rules` lists all.' : `did you mean ${quoted(word)}?`;
  return `There is no rule or group ${quoted(name)}; ${hint}`;
}

const groups: readonly string[] = [...new Set(rules.map(({ group }) => group))];
const names: readonly string[] = ['ALL', ...groups, ...rules.map(({ code }) => code)];
const byName: ReadonlyMap<string, Selector> = new Map<string, Selector>([
  ['all', { codes: rules.map(({ code }) => code), exact: false }],
  ...groups.map((group) => [group.toLowerCase(), groupSelector(group)] as const),
  ...rules.map(({ code }) => [code, { codes: [code], exact: true }] as const),
]);

function groupSelector(group: string): Selector {
  return { codes: rules.filter((rule) => rule.group === group).map(({ code }) => code), exact: false };
}
