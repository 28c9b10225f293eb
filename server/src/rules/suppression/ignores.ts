import { placedList } from '../../incremental/gathered.ts';
import type { Cell, Notebook, Place } from '../../notebook/model.ts';
import { inCell, inNotebook, inSource } from '../place.ts';
import { selectorOf } from '../selectors.ts';
import { type Directive, directivesOf } from './directives.ts';
import { ignoreKey, ignoreTag } from './notation.ts';

/** Something in a notebook that silences findings. */
export interface Ignore {
  /** Undefined for one of the whole notebook. */
  readonly cell: number | undefined;
  /** The part of the cell's source in which findings must begin; undefined for all of the cell. */
  readonly line: { readonly start: number; readonly end: number } | undefined;
  /** Undefined for every rule. */
  readonly rules: readonly IgnoredRule[] | undefined;
  readonly place: Place;
  readonly kind: 'comment' | 'tag' | 'metadata' | 'noqa';
}

export interface IgnoredRule {
  readonly name: string;
  /** Empty where there is no rule and no group of that name. */
  readonly codes: readonly string[];
  readonly place: Place;
}

/** All that silences something in a notebook, in the order in which it stands. */
export function ignoresIn(notebook: Notebook): readonly Ignore[] {
  return [...inMetadata(notebook), ...inCells(notebook.cells)];
}

const inCells = placedList(
  (cell: Cell) => (hasTag(cell) ? ['tag' as const, ...directivesOf(cell)] : directivesOf(cell)),
  (one, cell) => (one === 'tag' ? ofTag(cell) : ofDirective(one, cell)),
);

function ofDirective({ scope, rules, kind, line, start, end }: Directive, cell: number): Ignore {
  return {
    cell,
    line: scope === 'line' ? line : undefined,
    rules: rules?.map((rule) => ({ ...named(rule.name), place: inSource(cell, rule.start, rule.end) })),
    place: inSource(cell, start, end),
    kind: kind === 'noqa' ? 'noqa' : 'comment',
  };
}

function inMetadata({ metadata }: Notebook): readonly Ignore[] {
  const listed = metadata[ignoreKey];
  if (!Array.isArray(listed)) return [];
  const rules = listed.map((item, index) => {
    const name = typeof item === 'string' ? item : JSON.stringify(item);
    return { ...named(name), place: inNotebook(['metadata', ignoreKey, index]) };
  });
  const place = inNotebook(['metadata', ignoreKey], 'key');
  return [{ cell: undefined, line: undefined, rules, place, kind: 'metadata' }];
}

function named(name: string): Pick<IgnoredRule, 'name' | 'codes'> {
  return { name, codes: selectorOf(name)?.codes ?? [] };
}

function ofTag(cell: number): Ignore {
  return { cell, line: undefined, rules: undefined, place: inCell(cell, ['metadata', 'tags']), kind: 'tag' };
}

/** A look at the text spares most cells the reading of their metadata. */
function hasTag({ json, metadata }: Cell): boolean {
  if (json?.members) {
    const written = json.members.find(({ key }) => key === 'metadata')?.value.raw;
    if (!written?.includes(ignoreTag)) return false;
  }
  const { tags } = metadata;
  return Array.isArray(tags) && tags.includes(ignoreTag);
}
