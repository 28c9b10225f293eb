import { gatheredList } from '../../incremental/gathered.ts';
import { remembered } from '../../incremental/remembered.ts';
import type { Import } from './imports.ts';
import { isStandardLibrary } from './standardLibrary.ts';

/** The modules of a notebook, told apart by how sure an import it is. Each list is sorted, without repetition. */
export interface NotebookImports {
  /** Top-level names that import statements need from somebody else than Python. */
  readonly thirdParty: readonly string[];
  /** Modules of the notebook's own package, as written, with their dots. */
  readonly relative: readonly string[];
  /** Top-level names that are imported by a call. */
  readonly dynamic: readonly string[];
  /** Top-level names that a magic imports. */
  readonly implied: readonly string[];
}

/** `pythonVersion` such as `3.11`; with undefined, what was in the standard library of any Python 3 is left out. */
export function importsOf(
  cells: readonly { readonly imports: readonly Import[] }[],
  pythonVersion: string | undefined,
): NotebookImports {
  const all = allImports(cells);
  const known = byVersion(all).get(pythonVersion) ?? told(all, pythonVersion);
  byVersion(all).set(pythonVersion, known);
  return known;
}

const allImports = gatheredList((cell: { readonly imports: readonly Import[] }) => cell.imports);

const byVersion = remembered((_imports: readonly Import[]) => new Map<string | undefined, NotebookImports>());

function told(all: readonly Import[], pythonVersion: string | undefined): NotebookImports {
  const topLevel = (kind: Import['kind']): readonly string[] =>
    sorted(
      all
        .filter((each) => each.kind === kind)
        .map(topLevelName)
        .filter((name) => !isStandardLibrary(name, pythonVersion)),
    );
  return {
    thirdParty: topLevel('statement'),
    relative: sorted(all.filter((each) => each.kind === 'relative').map((each) => each.module)),
    dynamic: topLevel('dynamic'),
    implied: topLevel('implied'),
  };
}

export function topLevelName({ module }: Import): string {
  return module.split('.', 1)[0] ?? module;
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((one, two) => (one < two ? -1 : one > two ? 1 : 0));
}
