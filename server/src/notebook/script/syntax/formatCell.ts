import type { JsonObject } from 'nbproject-protocol';
import { asObject } from '../../json/values.ts';
import type { CellType } from '../../model.ts';
import type { ScriptLanguage } from './languages.ts';
import { isBlankLine, type SourceLine } from './lines.ts';

/** What the readers of all formats need to know of a script. */
export interface ScriptLines {
  readonly lines: readonly SourceLine[];
  /** Of the file that it is, or would be: `.py`, `.md`. */
  readonly extension: string;
  /** The notebook's, by the name that jupytext has for it. */
  readonly language: string;
  /** How its comments are written; those of Python where jupytext does not know the language. */
  readonly comments: Pick<ScriptLanguage, 'comment' | 'suffix'>;
  /** `commented`: magics are comments in the script. */
  readonly magics: 'commented' | 'as they are';
}

/** A cell as a format writes it. */
export interface FormatCell {
  readonly type: CellType;
  readonly metadata: JsonObject;
  /** Another language than the notebook's, which a cell magic stands for in the notebook. */
  readonly language: string | undefined;
  readonly source: readonly SourceLine[];
  /** The index of the line of its marker, or of its first line where it has none. */
  readonly first: number;
  /** The index of the line where the next cell begins. */
  readonly end: number;
}

/** False for a cell that is no code in a file with this extension (jupytext, "Active and inactive cells"). */
export function isActive(extension: string, metadata: JsonObject, otherwise = true): boolean {
  const name = extension.slice(1);
  if (asObject(metadata.run_control)?.frozen === true) return name === 'ipynb';
  const tags = Array.isArray(metadata.tags) ? metadata.tags : [];
  const tag = tags.find((one) => typeof one === 'string' && one.startsWith('active-'));
  if (typeof tag === 'string') return tag.split('-').includes(name);
  const { active } = metadata;
  return typeof active === 'string' ? active.split(/[.,]/).includes(name) : otherwise;
}

/** How many of the lines from `first` to `end` are left without two blank ones at the end, which part cells in Python. */
export function withoutTwoBlanks(lines: readonly SourceLine[], first: number, end: number): number {
  const isParted =
    end - first >= 3 && !isBlankLine(lines[end - 3]) && isBlankLine(lines[end - 2]) && isBlankLine(lines[end - 1]);
  return isParted ? end - 2 : end;
}

/** Metadata without some keys. */
export function omit(metadata: JsonObject, ...keys: readonly string[]): JsonObject {
  if (!keys.some((key) => Object.hasOwn(metadata, key))) return metadata;
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !keys.includes(key)));
}

/** Code that is none in a notebook is a raw cell there. */
export function withoutInactive<Kind extends Pick<FormatCell, 'type' | 'metadata'>>(cell: Kind): Kind {
  if (cell.type !== 'code' || isActive('.ipynb', cell.metadata)) return cell;
  return {
    ...cell,
    type: 'raw',
    metadata: cell.metadata.active === '' ? omit(cell.metadata, 'active') : cell.metadata,
  };
}

/** Where the next cell begins: blank lines between cells belong to none, one, or two behind what closes a cell. */
export function nextCell(lines: readonly SourceLine[], next: number, isClosed: boolean): number {
  const isText = (index: number) => index < lines.length && !isBlankLine(lines[index]);
  if (isBlankLine(lines[next]) && isText(next + 1)) return next + 1;
  if (isClosed && isBlankLine(lines[next]) && isBlankLine(lines[next + 1]) && isText(next + 2)) return next + 2;
  return next;
}
