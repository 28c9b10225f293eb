import { availableParallelism } from 'node:os';
import type { Call } from '../arguments/options.ts';
import { checkFiles, checkOne } from '../check/checkFiles.ts';
import { chooseNotebooks } from '../check/chooseNotebooks.ts';
import { interruption } from '../check/interrupt.ts';
import { reportAll } from '../check/reportAll.ts';
import { ruleSettings } from '../check/ruleSettings.ts';
import { severityOrder } from '../check/totals.ts';
import type { Command, ExitCode } from '../command.ts';
import { configurationProblems, configurationsFor } from '../configuration/configurationOf.ts';
import { configuredRun } from '../configuration/configuredRun.ts';
import { configurationOptions } from '../configuration/options.ts';
import { formatOf, formats } from '../reporters/index.ts';
import type { Reporter } from '../reporters/reporter.ts';
import type { Console } from '../terminal/console.ts';
import { showProgress } from '../terminal/progress.ts';

/** Reports what is wrong with notebooks. */
export const check: Command = {
  name: 'check',
  summary: 'Check notebooks, and every one in the folders that are named',
  usage: '[PATH…]',
  options: {
    format: { value: 'FORMAT', choices: formats, help: `how to print what was found: ${formats.join(', ')}` },
    select: { value: 'CODES', list: true, help: 'report only these rules, also such as are off by default' },
    ignore: { value: 'CODES', list: true, help: 'do not report these rules' },
    'fail-on': {
      value: 'SEVERITY',
      choices: severityOrder,
      help: 'exit with 1 from this severity on: error, warning (the default), info, hint',
    },
    statistics: { help: 'print how often each rule found something, in place of what it found' },
    quiet: { short: 'q', help: 'print findings only: no summary, no progress' },
    'files-from': {
      value: 'FILE',
      help: 'check the paths in FILE too, one a line or separated by NUL; - is standard input',
    },
    'stdin-filename': { value: 'NAME', help: 'check what comes in on standard input, under this name' },
    ...configurationOptions,
    'force-exclude': { help: 'leave out what the configuration excludes, also where it is named' },
    jobs: { short: 'j', value: 'N', help: 'check N files at a time; as many as there are processors, unless said' },
  },
  details: `Without a PATH the current folder is checked. Skipped are .ipynb_checkpoints, node_modules, virtual environments and
what .gitignore lists, unless a PATH names it. Links to folders are not followed.`,
  run: async (call, console) => {
    const jobs = Number(call.value('jobs') ?? availableParallelism());
    if (!Number.isInteger(jobs) || jobs < 1)
      return refuse(console, `--jobs takes a whole number from 1 on, not ${call.value('jobs')}`);
    const own = ruleSettings(call.list('select'), call.list('ignore'));
    if (typeof own === 'string') return refuse(console, own);
    const configurationOf = configurationsFor(call);
    if (typeof configurationOf === 'string') return refuse(console, configurationOf);
    const chosen = await chooseNotebooks(call, configurationOf);
    if (typeof chosen === 'string') return refuse(console, chosen);
    for (const { path, reason } of chosen.unreadable)
      await console.complain(`${path} cannot be read (${reason}) and is left out`);

    const { paths, content } = chosen;
    const checked = configuredRun(content ? [content.name] : paths, configurationOf, own);
    const problems = configurationProblems(checked.configurations);
    if (problems !== '') {
      await console.err.write(problems);
      return 2;
    }
    const reporter = reporterFor(call, console);
    const settings = { run: checked, detail: reporter.detail };
    const progress = showProgress(call.has('quiet') ? undefined : console.err, paths.length);
    const interrupted = interruption();
    const reports = content
      ? checkOne(content, settings)
      : checkFiles(paths, settings, { count: jobs, program: __filename }, progress.step, interrupted);
    const failOn = severityOrder.find((severity) => severity === call.value('fail-on')) ?? 'warning';
    const { exitCode, totals } = await reportAll(reports, reporter, failOn, console, progress);
    if (!interrupted.aborted) return exitCode;
    await console.complain(`interrupted after ${totals.files} of ${paths.length} notebooks`);
    return 130;
  },
};

function reporterFor(call: Call, { out }: Console): Reporter {
  const { findings, statistics } = formatOf(call.value('format'));
  const create = call.has('statistics') ? statistics : findings;
  return create({ colours: out.colours, summary: call.has('quiet') ? 'without summary' : 'with summary' });
}

async function refuse(console: Console, problem: string): Promise<ExitCode> {
  await console.complain(problem);
  return 2;
}
