import type { JsonObject } from 'nbproject-protocol';
import { asObject } from '../../json/values.ts';
import { readYaml } from '../../yaml/readYaml.ts';
import type { FormatCell, ScriptLines } from '../syntax/formatCell.ts';
import { isBlankLine, type SourceLine, without } from '../syntax/lines.ts';
import { blockBreak, mystParts } from './mystParts.ts';

/**
 * The cells of MyST Markdown from a line on (MyST-NB, "Text-based notebooks"): fences with `{code-cell}` and `{raw-cell}` that lie in
 * nothing else, and Markdown between them, parted by `+++`.
 */
export function readMyst({ lines }: ScriptLines, start: number): FormatCell[] {
  const cells: FormatCell[] = [];
  let metadata: JsonObject = {};
  let first = start;
  let from = start;
  const flush = (end: number) => {
    let [begin, until] = [from, end];
    while (begin < until && lines[begin]?.text === '') begin++;
    while (until > begin && isBlankLine(lines[until - 1])) until--;
    const last = lines[until - 1];
    if (begin < until && last) {
      const source = [...lines.slice(begin, until - 1), without(last, last.text.trimEnd().length, last.text.length)];
      cells.push({ type: 'markdown', metadata, language: undefined, source, first, end });
    }
  };
  for (const { kind, line, end } of mystParts(lines, start)) {
    flush(line);
    if (kind === 'break') {
      metadata = breakMetadata(lines[line]?.text ?? '');
      first = line;
    } else {
      cells.push({ ...directiveCell(lines, line, end), type: kind, language: undefined, first: line, end });
      metadata = {};
      first = end;
    }
    from = end;
  }
  flush(lines.length);
  return cells;
}

function breakMetadata(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text.replace(blockBreak, ''))) ?? {};
  } catch {
    return {};
  }
}

/** The options in front of a cell's source: YAML between `---` lines, or lines that begin with a colon. */
function directiveCell(
  lines: readonly SourceLine[],
  line: number,
  end: number,
): Pick<FormatCell, 'metadata' | 'source'> {
  const opening = /^ {0,3}(`{3,}|~{3,})/.exec(lines[line]?.text ?? '')?.[1] ?? '```';
  const last = lines[end - 1]?.text.trim() ?? '';
  const isClosed = end - 1 > line && last.length >= opening.length && /^(`+|~+)$/.test(last) && last[0] === opening[0];
  const inside = lines.slice(line + 1, isClosed ? end - 1 : end);
  const { options, length } = optionsOf(inside);
  // Behind options jupytext loses an empty line at the end.
  const until = length > 0 && inside.at(-1)?.text === '' ? -1 : undefined;
  const source = inside.slice(isBlankLine(inside[length]) ? length + 1 : length, until);
  return { metadata: readYaml(options.join('\n')), source };
}

function optionsOf(lines: readonly SourceLine[]): { readonly options: readonly string[]; readonly length: number } {
  if (lines[0]?.text.startsWith('---')) {
    const close = lines.findIndex(({ text }, index) => index > 0 && text.startsWith('---'));
    const length = close < 0 ? lines.length : close + 1;
    return { options: lines.slice(1, close < 0 ? lines.length : close).map(({ text }) => text), length };
  }
  let length = 0;
  while (lines[length]?.text.trimStart().startsWith(':')) length++;
  return { options: lines.slice(0, length).map(({ text }) => text.trimStart().slice(1)), length };
}
