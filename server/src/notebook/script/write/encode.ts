import type { CellType } from '../../model.ts';
import type { Script } from '../readScript.ts';
import { languageOfExtension } from '../syntax/languages.ts';
import { isMagic } from '../syntax/magics.ts';

/** Lines of a cell's source as they stand in a script: prose and magics are comments where the format has them so. */
export function encodedLines(
  script: Script,
  cell: { readonly type: CellType; readonly isForeign: boolean },
  lines: readonly string[],
): readonly string[] {
  const comments = commentsOf(script);
  if (comments && (cell.type !== 'code' || cell.isForeign)) return lines.map((line) => commented(line, comments));
  if (cell.type !== 'code' || cell.isForeign || script.magics === 'as they are') return lines;
  const comment = languageOfExtension(script.format.extension)?.comment ?? '#';
  return lines.map((line) => (isMagic(line, script.language, 'with help') ? commentedMagic(line, comment) : line));
}

interface Comments {
  readonly comment: string;
  readonly suffix: string;
}

/** How a script writes what is no code; undefined for Markdown. */
export function commentsOf({ format: { name, extension } }: Script): Comments | undefined {
  if (name !== 'percent' && name !== 'hydrogen' && name !== 'light') return undefined;
  return languageOfExtension(extension) ?? { comment: '#', suffix: '' };
}

export function commented(line: string, { comment, suffix }: Comments): string {
  return [comment, line, suffix].filter((part) => part !== '').join(' ');
}

function commentedMagic(line: string, comment: string): string {
  const text = line.trimStart();
  return `${line.slice(0, line.length - text.length)}${comment} ${text}`;
}
