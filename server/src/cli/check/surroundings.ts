import path from 'node:path';
import { createEnvironments, thisMachine } from '../../environment/index.ts';
import type { Notebook } from '../../notebook/index.ts';
import { loadPython } from '../../python/index.ts';
import { findLiveEnvironment, kernelName, programOf } from '../../record/index.ts';
import type { Surroundings } from '../../rules/index.ts';

/** Gives what rules need besides a notebook: what its code says, and where it runs. */
export type FindSurroundings = (notebook: Notebook, file: string) => Promise<Surroundings>;

/** What is read of Python and of environments is kept from one notebook to the next. */
export function surroundingsFinder(): FindSurroundings {
  const environments = createEnvironments(thisMachine());
  // Without the grammar, which only a broken installation lacks, the rules that need it are silent.
  const python = loadPython().catch(() => undefined);
  return async (notebook, file) => {
    const reader = await python;
    const environment = await findLiveEnvironment(environments, {
      folder: path.resolve(path.dirname(file)),
      workspaceFolders: [process.cwd()],
      kernelName: kernelName(notebook.metadata),
    });
    return { program: reader && programOf(notebook, reader), environment };
  };
}
