import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Workspace {
  readonly path: string;
  /** The URI of the folder, and that of its notebook. */
  readonly folder: string;
  readonly uri: string;
  remove(): void;
}

/** A folder with one notebook in it. */
export function workspaceWith(name: string, content: string): Workspace {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-workspace-'));
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return {
    path: folder,
    folder: pathToFileURL(folder).href,
    uri: pathToFileURL(file).href,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
