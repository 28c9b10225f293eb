import { availableParallelism } from 'node:os';
import path from 'node:path';
import { count } from '../../notebook/text/count.ts';
import type { Severity } from '../../rules/index.ts';
import type { Call } from '../arguments/options.ts';
import { checkChanged } from '../check/checkChanged.ts';
import type { CheckSettings } from '../check/checkFile.ts';
import { checkFiles, checkOne } from '../check/checkFiles.ts';
import { chooseNotebooks } from '../check/chooseNotebooks.ts';
import { optimizeLate } from '../check/optimizeLate.ts';
import { reportAll } from '../check/reportAll.ts';
import { ruleSettings } from '../check/ruleSettings.ts';
import type { Command, ExitCode } from '../command.ts';
import { configurationProblems, configurationsFor } from '../configuration/configurations.ts';
import { configuredRun } from '../configuration/configuredRun.ts';
import { configurationOptions } from '../configuration/options.ts';
import type { Fixing } from '../fix/fixReport.ts';
import { userCache } from '../kept/userCache.ts';
import { lineages } from '../lineage/lineages.ts';
import { severityOrder, type Totals } from '../report/totals.ts';
import { diff } from '../reporters/diff.ts';
import { formatOf, formats } from '../reporters/index.ts';
import type { CreateReporter, ReporterOptions } from '../reporters/reporter.ts';
import { rootFor } from '../reporters/root.ts';
import type { Console } from '../terminal/console.ts';
import { interruption } from '../terminal/interruption.ts';
import { showProgress } from '../terminal/progress.ts';

/** Reports what is wrong with notebooks. */
export const check: Command = {
  name: 'check',
  summary: 'Check notebooks, and every one in the folders that are named',
  usage: '[PATH…]',
  options: {
    format: { value: 'FORMAT', choices: formats, help: `how to print what was found: ${formats.join(', ')}` },
    select: { value: 'CODES', list: true, help: 'report only these rules and groups, also such as are off by default' },
    ignore: { value: 'CODES', list: true, help: 'do not report these rules and groups' },
    'fail-on': {
      value: 'SEVERITY',
      choices: severityOrder,
      help: 'exit with 1 from this severity on: error, warning (the default), info, hint',
    },
    fix: { help: 'apply the fixes that lose nothing, and report what is left' },
    'unsafe-fixes': { help: 'with --fix or --diff: also those that delete, reorder or clear; choose with --select' },
    diff: { help: 'print what the fixes would change, and change nothing; exit with 1 if there is anything' },
    statistics: { help: 'print how often each rule found something, in place of what it found' },
    quiet: { short: 'q', help: 'print findings only: no summary, no progress' },
    'files-from': {
      value: 'FILE',
      help: 'check the paths in FILE too, one a line or separated by NUL; - is standard input',
    },
    'stdin-filename': { value: 'NAME', help: 'check what comes in on standard input, under this name' },
    ...configurationOptions,
    'force-exclude': { help: 'leave out what the configuration excludes, also where it is named' },
    'no-cache': { help: 'check every notebook anew, and keep nothing of it for the next run' },
    jobs: { short: 'j', value: 'N', help: 'check N files at a time; as many as there are processors, unless said' },
  },
  details: `Without a PATH the current folder is checked. Skipped are .ipynb_checkpoints, node_modules, virtual environments and
what .gitignore lists, unless a PATH names it. Links to folders are not followed. A script that is paired with a notebook (jupytext's .py, .md,
.qmd and so on) is checked where a PATH names it, on its own lines, and fixed in its own format; what only the notebook can hold, such as
outputs and the record, is fixed where a PATH names the notebook. With --fix, standard input is printed as it is fixed, and findings go to standard error.

The rules are those of the nearest nbproject.toml, or pyproject.toml with [tool.nbproject], of each notebook; --select and --ignore win.`,
  run: async (call, console) => {
    optimizeLate();
    const jobs = Number(call.value('jobs') ?? availableParallelism());
    if (!Number.isInteger(jobs) || jobs < 1)
      return refuse(console, `--jobs takes a whole number from 1 on, not ${call.value('jobs')}`);
    const own = ruleSettings(call.list('select'), call.list('ignore'));
    if (typeof own === 'string') return refuse(console, own);
    const configurationOf = configurationsFor(call);
    if (typeof configurationOf === 'string') return refuse(console, configurationOf);
    const fixing = fixingOf(call);
    if (typeof fixing === 'string') return refuse(console, fixing);
    const createReporter = reporterOf(call);
    if (typeof createReporter === 'string') return refuse(console, createReporter);
    const chosen = await chooseNotebooks(call, configurationOf);
    if (typeof chosen === 'string') return refuse(console, chosen);
    for (const { path, reason } of chosen.unreadable)
      await console.complain(`${path} cannot be read (${reason}) and is left out`);

    const { paths, content } = chosen;
    const checked = configuredRun(content ? [content.name] : paths, configurationOf, own, call.positionals);
    const problems = configurationProblems(checked.configurations);
    if (problems !== '') {
      await console.err.write(problems);
      return 2;
    }
    const failOn = severityOrder.find((severity) => severity === call.value('fail-on')) ?? 'warning';
    // What comes in on standard input goes out on standard output, and findings beside it.
    const findings = fixing?.outcome === 'print' ? { ...console, out: console.err } : console;
    const reporter = createReporter(reporterOptions(call, failOn, findings));
    const settings: CheckSettings = { run: checked, detail: reporter.detail, fixing, basis: 'left out' };
    const progress = showProgress(call.has('quiet') ? undefined : console.err, paths.length);
    const interrupted = interruption();
    const threads = { count: jobs, program: __filename };
    const cache = call.has('no-cache') ? undefined : userCache();
    const lineageOf = lineages(configurationOf, jobs - 1, cache);
    const reports = content
      ? checkOne(content, settings, lineageOf, console.out.write)
      : cache === undefined || fixing
        ? checkFiles(paths, settings, lineageOf, threads, progress.step, interrupted)
        : checkChanged(paths, settings, lineageOf, threads, path.join(cache, 'check'), progress.step, interrupted);
    const { exitCode, totals } = await reportAll(reports, reporter, failOn, findings, progress);
    if (!interrupted.aborted) return fixing?.outcome === 'diff' ? reportDiff(totals, call, console) : exitCode;
    await console.complain(`interrupted after ${totals.files} of ${paths.length} notebooks`);
    return 130;
  },
};

/** What a call asks to be fixed; a sentence for the user where it asks for what does not go together. */
function fixingOf(call: Call): Fixing | undefined | string {
  const writes = call.has('fix');
  if (!writes && !call.has('diff'))
    return call.has('unsafe-fixes') ? '--unsafe-fixes goes with --fix or --diff' : undefined;
  if (writes && call.has('diff')) return '--fix and --diff exclude each other: --diff changes nothing';
  const isStandardInput = call.has('stdin-filename') || call.positionals.includes('-');
  const outcome = !writes ? 'diff' : isStandardInput ? 'print' : 'write';
  return { scope: call.has('unsafe-fixes') ? 'all' : 'safe', outcome };
}

async function reportDiff({ fixed, fixedFiles }: Totals, call: Call, { err }: Console): Promise<ExitCode> {
  if (!call.has('quiet'))
    await err.write(`${count(fixed, 'finding')} in ${count(fixedFiles, 'notebook')} would be fixed.\n`);
  return fixed > 0 ? 1 : 0;
}

/** What a call asks to be printed; a sentence for the user where there is no such thing. */
function reporterOf(call: Call): CreateReporter | string {
  if (call.has('diff')) return diff;
  const { findings, statistics } = formatOf(call.value('format'));
  if (!call.has('statistics')) return findings;
  return statistics ?? `--statistics has no form in the format ${call.value('format')}`;
}

function reporterOptions(call: Call, failOn: Severity, { out }: Console): ReporterOptions {
  return {
    colours: out.colours,
    isTerminal: out.isTerminal,
    root: rootFor(process.cwd(), process.env),
    failOn,
    summary: call.has('quiet') ? 'without summary' : 'with summary',
  };
}

async function refuse(console: Console, problem: string): Promise<ExitCode> {
  await console.complain(problem);
  return 2;
}
