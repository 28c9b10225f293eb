import path from 'node:path';
import { createEnvironments, thisMachine } from '../../environment/index.ts';
import type { Notebook } from '../../notebook/index.ts';
import { loadPython } from '../../python/index.ts';
import { findLiveEnvironment, kernelName, type LiveEnvironment, programOf } from '../../record/index.ts';
import type { Surroundings } from '../../rules/index.ts';

/** Gives what rules need besides a notebook: what its code says, and where it runs. */
export type FindSurroundings = (
  notebook: Notebook,
  file: string,
  pythonSetting: string | undefined,
) => Promise<Surroundings>;

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
  return async (notebook, file, pythonSetting) => {
    const reader = await python;
    const environment = await environmentOf(
      path.resolve(path.dirname(file)),
      kernelName(notebook.metadata),
      pythonSetting,
    );
    return { program: reader && programOf(notebook, reader), environment };
  };
}
