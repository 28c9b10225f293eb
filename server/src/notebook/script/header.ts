import type { JsonObject } from 'nbproject-protocol';
import { asObject } from '../json/values.ts';
import { readYaml } from '../yaml/readYaml.ts';
import { isBlankLine, type SourceLine, without, withoutComment } from './syntax/lines.ts';

/** The YAML between `---` lines at the top of a script, in comments where the language is no Markdown. */
export interface Header {
  /** All of it. */
  readonly content: JsonObject;
  /** What jupytext and Quarto keep under `jupyter`: the notebook's metadata. */
  readonly jupyter: JsonObject;
  /** With the fences, without comment signs. */
  readonly lines: readonly SourceLine[];
  /** The index of the line behind it. */
  readonly end: number;
}

const fence = /^---\s*$/;

/** The header of a script whose lines begin with a comment sign (empty for Markdown); undefined where there is none. */
export function readHeader(lines: readonly SourceLine[], comment: string, suffix: string): Header | undefined {
  const inside: SourceLine[] = [];
  const isHidden = comment === '' && /^\s*<!--\s*$/.test(lines[0]?.text ?? '');
  for (let index = isHidden ? 1 : firstLine(lines, comment); index < lines.length; index++) {
    const line = lines[index];
    if (!line?.text.startsWith(comment)) return undefined;
    const bare = withoutComment(line, comment, suffix);
    if (inside.length === 0 && !fence.test(bare.text)) {
      if (!isBlankLine(bare)) return undefined;
      continue;
    }
    inside.push(bare);
    if (inside.length < 2 || !fence.test(bare.text)) continue;
    const last = isHidden ? lines.findIndex(({ text }, at) => at > index && text.includes('-->')) : index;
    return headerOf(inside, endBehind(lines, Math.max(last, index), comment));
  }
  return undefined;
}

/** The index of the first line of a script that is neither a `#!` nor an encoding. */
export function firstLine(lines: readonly SourceLine[], comment: string): number {
  if (comment === '') return 0;
  let index = 0;
  if (lines[0]?.text.startsWith('#!')) index = 1;
  const text = lines[index]?.text ?? '';
  return text.trimStart().startsWith(comment) && /coding[:=][ \t]*[-_.a-zA-Z0-9]+/.test(text) ? index + 1 : index;
}

function endBehind(lines: readonly SourceLine[], fenceIndex: number, comment: string): number {
  const next = lines[fenceIndex + 1];
  return fenceIndex + (next && isBlankLine(withoutComment(next, comment, '')) ? 2 : 1);
}

function headerOf(lines: readonly SourceLine[], end: number): Header {
  const content = yamlOf(
    lines
      .slice(1, -1)
      .map(({ text }) => text)
      .join('\n'),
  );
  return { content, jupyter: asObject(content.jupyter) ?? {}, lines, end };
}

/** The raw cell that a notebook begins with: what its header says under keys that are none of the notebook's own. */
export function headerCell({ lines }: Header, isOwn: (key: string) => boolean): readonly SourceLine[] | undefined {
  let isLeftOut = false;
  const rest = lines.slice(1, -1).filter(({ text }) => {
    if (text !== '' && !/^\s/.test(text)) isLeftOut = isOwn(text.slice(0, text.indexOf(':')).trimEnd());
    return !isLeftOut;
  });
  const [open, close] = [lines[0], lines.at(-1)];
  return rest.length > 0 && open && close ? [cut(open), ...rest, cut(close)] : undefined;
}

/** A fence without white space behind it, as the cell has it. */
function cut(line: SourceLine): SourceLine {
  return without(line, 3, line.text.length);
}

/** Kept, because a header stays while the cells below it are written. */
const lastRead = { text: '', content: {} as JsonObject };

function yamlOf(text: string): JsonObject {
  if (lastRead.text !== text) {
    lastRead.content = readYaml(text);
    lastRead.text = text;
  }
  return lastRead.content;
}
