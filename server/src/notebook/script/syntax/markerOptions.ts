import type { JsonObject } from 'nbproject-protocol';
import { textAt } from '../../json/values.ts';
import type { CellType } from '../../model.ts';
import { titledOptions } from './cellMetadata.ts';
import { omit } from './formatCell.ts';

/** What a marker in a script says of its cell. */
export interface MarkerOptions {
  /** Undefined where it does not say. */
  readonly type: CellType | undefined;
  readonly language: string | undefined;
  /** What closes the cell, in the light format, where that is not the usual sign. */
  readonly closing: string | undefined;
  readonly metadata: JsonObject;
}

export const noOptions: MarkerOptions = { type: undefined, language: undefined, closing: undefined, metadata: {} };

/** The options behind `# %%` or `# +`: `A title [markdown] key="value"`, where percent signs before the title are a depth. */
export function markerOptions(text: string): MarkerOptions {
  const { words, metadata } = titledOptions(text);
  const found = /\[(markdown|raw|md)\]/.exec(words);
  const named = (found ? words.replace(found[0], '') : words).trim();
  const depth = /^%*/.exec(named)?.[0].length ?? 0;
  const title = named.slice(depth).trim();
  return {
    type: found ? (found[1] === 'raw' ? 'raw' : 'markdown') : typeOf(textAt(metadata, 'cell_type')),
    language: textAt(metadata, 'language'),
    closing: textAt(metadata, 'endofcell'),
    metadata: {
      ...omit(metadata, 'language', 'cell_type', 'endofcell'),
      ...(found?.[1] === 'md' && { region_name: 'md' }),
      ...(depth > 0 && { cell_depth: depth }),
      ...(title !== '' && { title }),
    },
  };
}

function typeOf(name: string | undefined): CellType | undefined {
  return name === 'markdown' || name === 'raw' || name === 'code' ? name : undefined;
}

/** A text as a regular expression finds it. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
