import path from 'node:path';
import { createEnvironments, thisMachine } from '../../environment/index.ts';
import type { Notebook } from '../../notebook/index.ts';
import { lookUpDataFiles } from '../../project/files/lookUpDataFiles.ts';
import { loadPython } from '../../python/index.ts';
import { findLiveEnvironment, kernelName, type LiveEnvironment, programOf } from '../../record/index.ts';
import { asksForLineage, dataFilesAskedFor, type Need, type Surroundings } from '../../rules/index.ts';
import { findSecrets } from '../../secrets/index.ts';
import type { RunSettings } from '../configuration/configuredRun.ts';
import type { LineageOf } from '../lineage/lineages.ts';

/** Gives what rules need besides a notebook: what its code says, where it runs, and what credentials it holds. */
export type FindSurroundings = (notebook: Notebook, file: string, settings: RunSettings) => Promise<Surroundings>;

/**
 * What is read of Python, of environments and of folders is kept from one notebook to the next: a run is short. The other notebooks of a project are
 * read where a notebook needs them. Looked for is what the selected rules need, and what the caller needs itself.
 */
export function surroundingsFinder(lineageOf: LineageOf, ownNeeds: readonly Need[] = []): FindSurroundings {
  const environments = createEnvironments(thisMachine());
  const known = new Map<string, Promise<LiveEnvironment>>();
  const environmentOf = (folder: string, kernel: string | undefined, pythonSetting: string | undefined) => {
    const key = JSON.stringify([folder, kernel, pythonSetting]);
    const found =
      known.get(key) ??
      findLiveEnvironment(environments, {
        folder,
        workspaceFolders: [process.cwd()],
        kernelName: kernel,
        pythonSetting,
      });
    known.set(key, found);
    return found;
  };
  return async (notebook, file, settings) => {
    const absolute = path.resolve(file);
    const selection = settings.selectionFor(file);
    const needs = (need: Need) => selection.needs.has(need) || ownNeeds.includes(need);
    const environment = needs('environment')
      ? await environmentOf(path.dirname(absolute), kernelName(notebook.metadata), settings.pythonFor(file))
      : undefined;
    const secrets = needs('secrets') ? await findSecrets(notebook) : undefined;
    // Without the grammar, which only a broken installation lacks, the rules that need it are silent.
    const reader = needs('program') ? await loadPython().catch(() => undefined) : undefined;
    const program = reader && programOf(notebook, reader);
    const project = settings.projectFor(file);
    const asked = dataFilesAskedFor(selection, { program, file: absolute });
    const dataFiles = asked.length > 0 ? await lookUpDataFiles(asked, [project]) : undefined;
    const needsLineage = asksForLineage(selection, notebook, { program, file: absolute, dataFiles });
    const lineage = needsLineage ? await lineageOf(project) : undefined;
    return { program, environment, file: absolute, lineage, dataFiles, secrets };
  };
}
