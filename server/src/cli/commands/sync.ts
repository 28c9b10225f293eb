import { syncProjects } from '../../project/metadata/syncProjects.ts';
import type { Command } from '../command.ts';
import { projectOptions, projectRun, syncContext } from '../project/projectRun.ts';
import { reportProject } from '../project/reportProject.ts';

/** Brings notebooks and nbproject_metadata.yml together. */
export const sync: Command = {
  name: 'sync',
  summary: 'Bring notebooks and the nbproject_metadata.yml of their project together',
  usage: 'FILE…',
  options: {
    deps: { short: 'd', help: 'record the packages that each notebook imports, with the versions that are installed' },
    'no-versions': { help: 'with --deps: record the packages without versions' },
    ...projectOptions,
  },
  details: `A FILE may be a folder: every notebook in it. Each belongs to the nearest nbproject_metadata.yml above it. What is edited there goes into
the notebooks; time_init, name, version and location, and what a publish wrote, go the other way. Exit codes: 0 done, 1 something could
not be done, 2 the call is wrong.`,
  run: async (call, console) => {
    const problem =
      call.positionals.length === 0
        ? 'sync needs the notebooks or folders to bring together: nbls sync .'
        : call.has('no-versions') && !call.has('deps')
          ? '--no-versions goes with --deps'
          : undefined;
    const run = problem ?? (await projectRun(call.positionals, call, console));
    if (typeof run === 'string') {
      await console.complain(run);
      return 2;
    }
    const packages = call.has('deps') ? (call.has('no-versions') ? 'unpinned' : 'pinned') : 'as recorded';
    const outcome = await run.during((work) => syncProjects(run.notebooks, syncContext(run, packages), work));
    return reportProject(outcome, 'synchronized', run, call, console);
  },
};
