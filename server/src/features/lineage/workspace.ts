import { pathToFileURL } from 'node:url';
import type { Lineage } from '../../lineage/index.ts';
import type { Location, Notebook, Place, View } from '../../notebook/index.ts';
import { titleOf } from '../../notebook/markdown/title.ts';
import type { DataFileLookup } from '../../rules/index.ts';

/** The notebooks of the workspace, and what features may read of them when they are asked. */
export interface Workspace {
  readonly lineage: Lineage;
  /** A notebook as the editor shows it, or as its file is; undefined where it is gone or too large. Asked of notebooks of the lineage alone. */
  readonly open: (file: string) => Promise<WorkspaceNotebook | undefined>;
  /** What lies at these paths, inside the workspace. */
  readonly lookUp: (files: Iterable<string>) => Promise<DataFileLookup>;
}

export interface WorkspaceNotebook {
  readonly view: View;
  /** False for a file that the editor does not show. */
  readonly isOpen: boolean;
}

/** So many notebooks are read to answer one request; of others the answer is their beginning. */
const maxRead = 100;

/** The places asked for in each notebook, in order: its title, where none is. */
export async function locationsIn(
  { open }: Workspace,
  asked: readonly { readonly file: string; readonly places: (view: View) => readonly Place[] }[],
): Promise<readonly Location[]> {
  const found = await Promise.all(
    asked.map(async ({ file, places }, index) => {
      const view = index < maxRead ? (await open(file))?.view : undefined;
      if (!view) return [startOf(file)];
      const wanted = places(view);
      return (wanted.length > 0 ? wanted : [namePlace(view.notebook)]).map((place) => view.locate(place));
    }),
  );
  return unique(found.flat());
}

/** Where a notebook says what it is called. */
export function namePlace(notebook: Notebook): Place {
  const title = titleOf(notebook);
  if (title?.kind === 'heading') {
    const { start, end } = title.heading;
    return { kind: 'source', cell: title.cell, start, end };
  }
  const named = title ? ['metadata', 'title'] : ['metadata', 'nbproject', 'id'];
  return { kind: 'json', path: named, at: 'value' };
}

/** The beginning of a file, of whatever kind. */
export function startOf(file: string): Location {
  const start = { line: 0, character: 0 };
  return { uri: pathToFileURL(file).href, range: { start, end: start } };
}

function unique(locations: readonly Location[]): readonly Location[] {
  return [...new Map(locations.map((location) => [JSON.stringify(location), location])).values()];
}
