import { existsSync } from 'node:fs';
import { type PublishRefusal, type PublishResult, versionBumps } from 'nbproject-protocol';
import { noOwnSettings } from '../../project/configuration/index.ts';
import type { PublishWish } from '../../record/index.ts';
import { refusal } from '../../record/index.ts';
import { bugMessage } from '../analysis/analyse.ts';
import { surroundingsFinder } from '../analysis/surroundings.ts';
import type { Call } from '../arguments/options.ts';
import type { Command, ExitCode } from '../command.ts';
import { configurationProblems, configurationsFor } from '../configuration/configurations.ts';
import { configuredRun, runSettings } from '../configuration/configuredRun.ts';
import { configurationOptions } from '../configuration/options.ts';
import { userCache } from '../kept/userCache.ts';
import { lineages } from '../lineage/lineages.ts';
import { publishFile } from '../publish/publishFile.ts';
import { terminalQuestions } from '../publish/questions.ts';
import { notebooksOf } from '../scripts/notebookOf.ts';
import type { Console } from '../terminal/console.ts';
import { printable, printableJson } from '../terminal/printable.ts';

/** Publishes notebooks: writes version, packages, author, time and a hash of the cells to their records. */
export const publish: Command = {
  name: 'publish',
  summary: 'Write down what notebooks are now: their version, packages, author, and a hash of their cells',
  usage: 'FILE…',
  options: {
    bump: {
      value: 'STEP',
      choices: versionBumps,
      help: 'how the version follows: next (the default), patch, minor, major',
    },
    'set-version': { value: 'VERSION', help: 'publish as this version' },
    force: { help: 'with --set-version: also a version lower than the present one' },
    yes: { short: 'y', help: 'publish though cells were not run in order, or there are errors; asked at a terminal' },
    json: { help: 'print the results as JSON, one object for each file' },
    ...configurationOptions,
  },
  details: `A notebook without a title is not published. The version becomes 1 at the first publish, and the next one whenever the cells changed since
the last. Files are replaced as a whole; nothing in them changes but the record, and the table that nbproject's header() left. A script that is
paired with a notebook (jupytext) stands for the notebook, which has to hold the same cells.

Exit codes: 0 all were published, 1 some were not, 2 the call is wrong or a file is not there.`,
  run: async (call, console) => {
    const problem = callProblem(call);
    if (problem !== undefined) return refuse(console, problem);
    const notebooks = await notebooksOf(call.positionals);
    if (typeof notebooks === 'string') return refuse(console, notebooks);
    const files = notebooks.map(({ file }) => file);
    const configurationOf = configurationsFor(call);
    if (typeof configurationOf === 'string') return refuse(console, configurationOf);
    const run = configuredRun(files, configurationOf, noOwnSettings);
    const problems = configurationProblems(run.configurations);
    if (problems !== '') {
      await console.err.write(problems);
      return 2;
    }
    const surroundingsOf = surroundingsFinder(lineages(configurationOf, 0, userCache()), ['program', 'environment']);
    const context = { settings: runSettings(run), surroundingsOf };
    const wish = wishOf(call);
    const results: (PublishResult & { readonly path: string })[] = [];
    for (const named of notebooks) {
      const { file: path, script } = named;
      if (script !== undefined) await console.complain(`${script} is a script of ${path}, and stands for it`);
      const result = await publishFile(named, wish, terminalQuestions(path), context).catch((error) =>
        refusal('no-notebook', bugMessage('The publish', error)),
      );
      results.push({ path, ...result });
      if (!call.has('json')) await report(path, result, console);
    }
    if (call.has('json')) await console.out.write(`${printableJson(results)}\n`);
    return results.every(({ status }) => status === 'published') ? 0 : 1;
  },
};

function callProblem({ positionals, has }: Call): string | undefined {
  if (positionals.length === 0) return 'publish takes the notebooks to publish: nbls publish FILE…';
  const missing = positionals.filter((file) => !existsSync(file));
  if (missing.length > 0)
    return `there is no file ${missing.join(', ')} (looked from ${process.cwd()}); nothing was published`;
  if (has('bump') && has('set-version')) return '--bump and --set-version exclude each other';
  if (has('force') && !has('set-version')) return '--force goes with --set-version';
  return undefined;
}

function wishOf(call: Call): PublishWish {
  return {
    version: call.value('set-version'),
    bump: versionBumps.find((bump) => bump === call.value('bump')),
    force: call.has('force'),
    proceed: call.has('yes') ? true : undefined,
  };
}

async function report(path: string, result: PublishResult, { out, err }: Console): Promise<void> {
  const file = printable(path);
  if (result.status === 'published') {
    await out.write(`${file}: ${out.colours.green('published')} as version ${printable(result.version)}\n`);
    return;
  }
  const { reason, message, findings } = result;
  const lines = [`${file}: ${err.colours.yellow('not published')}: ${printable(message)}${hints[reason] ?? ''}\n`];
  for (const { code, message: found } of findings) lines.push(`  ${printable(found)} ${err.colours.dim(code)}\n`);
  await err.write(lines.join(''));
}

const hints: Partial<Record<PublishRefusal, string>> = {
  'not-consecutive': ' --yes publishes it anyway.',
  errors: ' --yes publishes it anyway.',
  version: ' --set-version takes any, --force a lower one too.',
};

async function refuse(console: Console, problem: string): Promise<ExitCode> {
  await console.complain(problem);
  return 2;
}
