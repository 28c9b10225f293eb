import { setImmediate } from 'node:timers/promises';
import { allRecordedPackages, recordOf } from '../../record/index.ts';
import type { ProjectFiles } from '../files/projectFiles.ts';
import type { Work } from '../metadata/work.ts';
import { type RecordedPackages, type Requirement, resolveRequirements, type Unusable } from './resolve.ts';

/** What the records of notebooks need, and what of them could not be used. */
export interface GatheredRequirements {
  readonly requirements: readonly Requirement[];
  /** How many notebooks it is from. */
  readonly notebooks: number;
  readonly failed: readonly { readonly file: string; readonly problem: string }[];
  readonly unusable: readonly Unusable[];
}

/** Reads the packages that notebooks record. One without a record, or that cannot be read, is named, and the others count. */
export async function gatherRequirements(
  notebooks: readonly string[],
  files: ProjectFiles,
  work: Work,
): Promise<GatheredRequirements> {
  const recorded: RecordedPackages[] = [];
  const failed: { file: string; problem: string }[] = [];
  for (const [index, file] of notebooks.entries()) {
    if (work.signal.aborted) break;
    const notebook = await files.read(file);
    const record = 'problem' in notebook ? undefined : recordOf(notebook);
    if ('problem' in notebook) failed.push({ file, problem: notebook.problem });
    else if (!record) failed.push({ file, problem: 'It has no record: init or sync makes one.' });
    else recorded.push({ file, packages: allRecordedPackages(record) });
    work.report(index + 1, notebooks.length);
    // Lets a signal, a timer and the messages of an editor get through.
    await setImmediate();
  }
  return { ...resolveRequirements(recorded), notebooks: recorded.length, failed };
}
