import path from 'node:path';
import { type MetadataOutcome, metadataOutcome, type ProjectOutcome } from './initProject.ts';
import { metadataFileName, readMetadataFile, writeEntries } from './metadataFile.ts';
import { type NotebookOutcome, type SyncContext, syncNotebooks } from './syncNotebooks.ts';
import type { Work } from './work.ts';

/**
 * Brings notebooks and the files that list them together, as `nbproject sync` does. Each notebook belongs to the nearest project above it; one in
 * none is named. All paths are absolute. Work that is stopped lists what it has done.
 */
export async function syncProjects(
  notebooks: readonly string[],
  context: SyncContext,
  work: Work,
): Promise<ProjectOutcome> {
  const outcomes: NotebookOutcome[] = [];
  const files: MetadataOutcome[] = [];
  for (const [file, members] of byProject(notebooks, context.projectOf)) {
    if (work.signal.aborted) break;
    const { signal } = work;
    const done = outcomes.length;
    const report = (more: number) => work.report(done + more, notebooks.length);
    if (file === undefined) {
      outcomes.push(...failed(members, `There is no ${metadataFileName} in its folder or above: init makes one.`));
      continue;
    }
    const read = await readMetadataFile(file);
    if ('problem' in read) {
      files.push(metadataOutcome(file, read));
      outcomes.push(...failed(members, `The file of its project cannot be used.`));
      continue;
    }
    const synced = await syncNotebooks(members, path.dirname(file), read.entries, context, { signal, report });
    outcomes.push(...synced.outcomes);
    files.push(metadataOutcome(file, await writeEntries(read, synced.changes, context.files.write)));
  }
  return { notebooks: outcomes, files };
}

function byProject(
  notebooks: readonly string[],
  projectOf: SyncContext['projectOf'],
): ReadonlyMap<string | undefined, readonly string[]> {
  const known = new Map<string, string | undefined>();
  const projects = new Map<string | undefined, string[]>();
  for (const notebook of notebooks) {
    const folder = path.dirname(notebook);
    if (!known.has(folder)) known.set(folder, projectOf(folder));
    const file = known.get(folder);
    const members = projects.get(file) ?? [];
    members.push(notebook);
    projects.set(file, members);
  }
  return projects;
}

function failed(notebooks: readonly string[], problem: string): readonly NotebookOutcome[] {
  return notebooks.map((file) => ({ file, status: 'failed', problem }));
}
