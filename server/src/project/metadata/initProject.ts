import path from 'node:path';
import type { Problem } from '../files/projectFiles.ts';
import { metadataFileName, newMetadataFile, writeEntries } from './metadataFile.ts';
import { type NotebookOutcome, type SyncContext, syncNotebooks } from './syncNotebooks.ts';
import type { Work } from './work.ts';

/** What became of a project: of its notebooks, and of the file that lists them. */
export interface ProjectOutcome {
  readonly notebooks: readonly NotebookOutcome[];
  readonly files: readonly MetadataOutcome[];
}

export interface MetadataOutcome {
  readonly file: string;
  readonly status: 'changed' | 'unchanged' | 'failed';
  /** A sentence; of one that failed. */
  readonly problem?: string;
}

/**
 * Makes a folder a project, as `nbproject init` does: a record for each notebook, and the file that lists them. All paths are absolute. A folder
 * in a project is left alone. Work that is stopped writes no list, so that it can go on later.
 */
export async function initProject(
  folder: string,
  notebooks: readonly string[],
  context: SyncContext,
  work: Work,
): Promise<ProjectOutcome | Problem> {
  const known = context.projectOf(folder);
  if (known !== undefined) {
    return { problem: `${folder} is in a project already, that of ${known}: sync brings it up to date.` };
  }
  const { outcomes, changes } = await syncNotebooks(notebooks, folder, new Map(), context, work);
  if (work.signal.aborted) return { notebooks: outcomes, files: [] };
  const file = path.join(folder, metadataFileName);
  const list = await newMetadataFile(file);
  const written = 'problem' in list ? list : await writeEntries(list, changes, context.files.write);
  return { notebooks: outcomes, files: [metadataOutcome(file, written)] };
}

export function metadataOutcome(file: string, written: boolean | Problem): MetadataOutcome {
  if (typeof written === 'object') return { file, status: 'failed', problem: written.problem };
  return { file, status: written ? 'changed' : 'unchanged' };
}
