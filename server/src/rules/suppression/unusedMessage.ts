import { quoted } from '../../notebook/untrusted.ts';
import { unknownSelector } from '../selectors.ts';
import type { Ignore, IgnoredRule } from './ignores.ts';
import { ignoreKey, ignoreTag } from './notation.ts';

/** What is said of something that silences nothing, or of one rule in it. */
export function unusedMessage({ cell, line, kind }: Ignore, rule: IgnoredRule | undefined): string {
  const at = cell === undefined ? '' : `Cell ${cell + 1}: `;
  const where = cell === undefined ? `in the metadata (${quoted(ignoreKey)})` : line ? 'on this line' : 'in this cell';
  if (rule?.codes.length === 0) return `${at}${unknownSelector(rule.name)}`;
  if (rule) return `${at}${quoted(rule.name)} is ignored ${where}, and finds nothing there. Remove it.`;
  if (kind === 'tag') return `${at}the tag ${quoted(ignoreTag)} silences nothing. Remove it.`;
  return `${at}this ignore silences nothing${cell === undefined ? ` ${where}` : ''}. Remove it.`;
}
