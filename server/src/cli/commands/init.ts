import { statSync } from 'node:fs';
import path from 'node:path';
import { initProject } from '../../project/metadata/initProject.ts';
import type { Command } from '../command.ts';
import { projectOptions, projectRun, syncContext } from '../project/projectRun.ts';
import { reportProject } from '../project/reportProject.ts';

/** Makes a folder a project. */
export const init: Command = {
  name: 'init',
  summary: 'Make a folder a project: a record for every notebook in it, and nbproject_metadata.yml',
  usage: '[DIR]',
  options: projectOptions,
  details: `Without a DIR it is the current folder. Notebooks that have a record keep it; what is missing in it is added, with version "0" as nbproject
has it. nbproject_metadata.yml lists them: time_init, name, version, location and what else the records say. Left out is what
nbls check would leave out. Exit codes: 0 done, 1 something could not be done, 2 the call is wrong or the folder is in a project already.`,
  run: async (call, console) => {
    const [folder = '.', ...more] = call.positionals;
    const problem =
      more.length > 0
        ? `init takes one folder, not ${call.positionals.length}: nbls init DIR`
        : statSync(folder, { throwIfNoEntry: false })?.isDirectory()
          ? undefined
          : `there is no folder ${folder} (looked from ${process.cwd()})`;
    const run = problem ?? (await projectRun([folder], call, console));
    if (typeof run === 'string') {
      await console.complain(run);
      return 2;
    }
    const outcome = await run.during((work) =>
      initProject(path.resolve(folder), run.notebooks, syncContext(run, 'as recorded'), work),
    );
    if ('problem' in outcome) {
      await console.complain(outcome.problem);
      return 2;
    }
    return reportProject(outcome, 'initialized', run, call, console);
  },
};
