import type { NewCell } from 'nbproject-protocol';
import type { Script } from '../readScript.ts';
import { commented, commentsOf, encodedLines } from './encode.ts';

/** What stands around a new cell. */
export interface Neighbours {
  readonly before: NewCell['type'] | undefined;
  readonly behind: NewCell['type'] | undefined;
}

/** A new cell in a script's format: its lines, and one blank line behind them that parts it from the next. */
export function writtenCell(
  script: Script,
  { type, source }: NewCell,
  { before, behind }: Neighbours,
): readonly string[] {
  const lines = source.split('\n');
  const { name } = script.format;
  switch (name) {
    case 'percent':
    case 'hydrogen':
      return [marker(script, type === 'code' ? '%%' : `%% [${type}]`), ...encoded(script, type, lines), ''];
    case 'light': {
      // Behind another cell a paragraph of comments may be part of that.
      if (type === 'markdown' && before === undefined) return [...encoded(script, type, lines), ''];
      const { open, close } = script.format.markers ?? { open: '+', close: '-' };
      const options = type === 'code' ? '' : type === 'raw' ? ' active=""' : ' [markdown]';
      return [marker(script, open + options), ...encoded(script, type, lines), marker(script, close), ''];
    }
    case 'markdown':
    case 'rmarkdown': {
      if (type === 'code')
        return fenced(
          source,
          name === 'markdown' ? script.language : `{${chunkLanguage(script)}}`,
          encoded(script, type, lines),
        );
      const region = type === 'raw' ? 'raw' : 'region';
      const isPlain = type === 'markdown' && before !== 'markdown' && behind !== 'markdown';
      return isPlain ? [...lines, ''] : [`<!-- #${region} -->`, ...lines, `<!-- #end${region} -->`, ''];
    }
    case 'quarto':
      if (type === 'code') return fenced(source, `{${chunkLanguage(script)}}`, lines);
      return type === 'raw' ? fenced(source, '{=raw}', lines) : [...lines, ''];
    case 'myst':
      if (type !== 'markdown') return fenced(source, type === 'code' ? '{code-cell}' : '{raw-cell}', guarded(lines));
      return [
        ...(before === 'markdown' ? ['+++', ''] : []),
        ...lines,
        '',
        ...(behind === 'markdown' ? ['+++', ''] : []),
      ];
  }
}

function encoded(script: Script, type: NewCell['type'], lines: readonly string[]): readonly string[] {
  return encodedLines(script, { type, isForeign: false }, lines);
}

function marker(script: Script, text: string): string {
  return commented(text, commentsOf(script) ?? { comment: '#', suffix: '' });
}

function chunkLanguage({ language }: Script): string {
  return language === 'R' ? 'r' : language;
}

/** With more backticks than any line of the source begins with. */
function fenced(source: string, info: string, lines: readonly string[]): readonly string[] {
  const longest = Math.max(2, ...[...source.matchAll(/^`{3,}/gm)].map(([signs]) => signs.length));
  const fence = '`'.repeat(longest + 1);
  return [fence + info, ...lines, fence, ''];
}

/** What begins like options has a blank line before it. */
function guarded(lines: readonly string[]): readonly string[] {
  return /^(?:---|:)/.test(lines[0] ?? '') ? ['', ...lines] : lines;
}
