import type { JsonPath } from 'nbproject-protocol';
import type { Cell } from '../notebook/model.ts';

/** What credentials a cell holds; empty for one that was not looked at. */
export type SecretLookup = (cell: Cell) => readonly CellSecret[];

/** Where a credential stands in a cell. Never what it is. */
export type CellSecret =
  | { readonly in: 'source'; readonly kind: string; readonly start: number; readonly end: number }
  /** The path of the string that it begins in, from the cell. */
  | { readonly in: 'output'; readonly kind: string; readonly path: JsonPath };
