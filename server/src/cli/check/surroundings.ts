import path from 'node:path';
import { createEnvironments, thisMachine } from '../../environment/index.ts';
import type { Notebook } from '../../notebook/index.ts';
import { loadPython } from '../../python/index.ts';
import { findLiveEnvironment, kernelName, type LiveEnvironment, programOf } from '../../record/index.ts';
import { looksForSecrets, type Surroundings } from '../../rules/index.ts';
import { findSecrets } from '../../secrets/index.ts';
import type { RunSettings } from '../configuration/configuredRun.ts';

/** Gives what rules need besides a notebook: what its code says, where it runs, and what credentials it holds. */
export type FindSurroundings = (notebook: Notebook, file: string, settings: RunSettings) => Promise<Surroundings>;

/** What is read of Python, of environments and of folders is kept from one notebook to the next: a run is short. */
export function surroundingsFinder(): FindSurroundings {
  const environments = createEnvironments(thisMachine());
  // Without the grammar, which only a broken installation lacks, the rules that need it are silent.
  const python = loadPython().catch(() => undefined);
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
    const reader = await python;
    const absolute = path.resolve(file);
    const folder = path.dirname(absolute);
    const environment = await environmentOf(folder, kernelName(notebook.metadata), settings.pythonFor(file));
    const secrets = looksForSecrets(settings.selectionFor(file)) ? await findSecrets(notebook) : undefined;
    return {
      program: reader && programOf(notebook, reader),
      environment,
      file: absolute,
      lineage: undefined,
      dataFiles: undefined,
      secrets,
    };
  };
}
