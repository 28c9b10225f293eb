import { lstatSync } from 'node:fs';
import path from 'node:path';
import { count } from '../../notebook/text/count.ts';
import { readSource } from '../../project/files/readSource.ts';
import { type GatheredRequirements, gatherRequirements } from '../../project/requirements/gather.ts';
import { type Requirement, requirementsText } from '../../project/requirements/resolve.ts';
import type { Call } from '../arguments/options.ts';
import type { Command, ExitCode } from '../command.ts';
import { type ProjectRun, projectOptions, projectRun } from '../project/projectRun.ts';
import type { Console } from '../terminal/console.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { shownPath } from '../terminal/shownPath.ts';

/** Writes what notebooks need together. */
export const reqs: Command = {
  name: 'reqs',
  summary: 'Write requirements.txt from the packages that notebooks record',
  usage: 'FILE…',
  options: {
    output: { short: 'o', value: 'FILE', help: 'write this file in place of requirements.txt; - is standard output' },
    force: { help: 'replace a file that says something else' },
    ...projectOptions,
  },
  details: `A FILE may be a folder: every notebook in it. Of a package that is recorded in several versions the highest is taken, in the order of
PEP 440, and the others are listed. Exit codes: 0 done, 1 a notebook or a package had to be left out, 2 the call is wrong.`,
  run: async (call, console) => {
    const run =
      call.positionals.length === 0
        ? 'reqs needs the notebooks or folders to read: nbls reqs .'
        : await projectRun(call.positionals, call, console);
    if (typeof run === 'string') return refuse(console, run);
    const gathered = await run.during((work) => gatherRequirements(run.notebooks, run.files, work));
    await tellProblems(gathered, console);
    if (run.interrupted.aborted) {
      await console.complain('interrupted: nothing is written');
      return 130;
    }
    return write(gathered, run, call, console);
  },
};

async function write(gathered: GatheredRequirements, run: ProjectRun, call: Call, console: Console): Promise<ExitCode> {
  const name = call.value('output') ?? 'requirements.txt';
  const text = requirementsText(gathered.requirements);
  if (name === '-') await console.out.write(call.has('json') ? `${printableJson(withPaths(gathered, name))}\n` : text);
  else {
    const file = path.resolve(name);
    const before = contentOf(file);
    if (typeof before === 'string') return refuse(console, `${name} cannot be read: ${before}`);
    const isOther = before !== undefined && before.toString('utf8') !== text;
    if (isOther && !call.has('force') && !call.has('diff')) {
      return refuse(
        console,
        `${name} is there and says something else: --diff shows what would change, --force replaces it`,
      );
    }
    const unwritten = before && !isOther ? undefined : await run.files.write(file, before, Buffer.from(text));
    if (unwritten !== undefined) return refuse(console, `${name} is not written: ${unwritten}`);
    if (call.has('json')) await console.out.write(`${printableJson(withPaths(gathered, name))}\n`);
    else if (!call.has('quiet') && !call.has('diff')) await console.out.write(summaryOf(gathered, name));
    if (call.has('diff') && (isOther || !before)) return 1;
  }
  return run.unreadable > 0 || gathered.failed.length > 0 || gathered.unusable.length > 0 ? 1 : 0;
}

async function tellProblems({ failed, unusable, requirements }: GatheredRequirements, console: Console): Promise<void> {
  for (const { file, problem } of failed) await console.complain(`${shownPath(file)}: ${problem}`);
  for (const { file, name, version } of unusable) {
    const what = version === '' ? name : `${name} ${version}`;
    await console.complain(`${shownPath(file)} records \`${what}\`, which is no name or no version: it is left out`);
  }
  for (const requirement of requirements.filter(({ recorded }) => recorded.length > 1)) {
    await console.err.write(`${printable(conflict(requirement))}\n`);
  }
}

/** A few notebooks tell where to look. */
const namedNotebooks = 3;

function conflict({ name, version, recorded }: Requirement): string {
  const versions = recorded.map(({ version: one, files }) => {
    const more = files.length > namedNotebooks ? ` and ${files.length - namedNotebooks} more` : '';
    return `${one} (${files.slice(0, namedNotebooks).map(shownPath).join(', ')}${more})`;
  });
  return `${name} is recorded in different versions: ${versions.join(', ')}. ${version} is taken.`;
}

function summaryOf({ requirements, notebooks }: GatheredRequirements, name: string): string {
  return `Wrote ${name}: ${count(requirements.length, 'package')} of ${count(notebooks, 'notebook')}.\n`;
}

function withPaths({ requirements, failed, unusable }: GatheredRequirements, output: string) {
  const recorded = ({ recorded: all, ...rest }: Requirement) => ({
    ...rest,
    recorded: all.map(({ version, files }) => ({ version, paths: files.map(shownPath) })),
  });
  const withPath = <Item extends { readonly file: string }>({ file, ...rest }: Item) => ({
    path: shownPath(file),
    ...rest,
  });
  return {
    output,
    requirements: requirements.map(recorded),
    failed: failed.map(withPath),
    unusable: unusable.map(withPath),
  };
}

/** Undefined where there is no such file; a reason where it cannot be read. */
function contentOf(file: string): Buffer | undefined | string {
  if (!lstatSync(file, { throwIfNoEntry: false })) return undefined;
  const source = readSource(file);
  return 'problem' in source ? source.problem : source.bytes;
}

async function refuse(console: Console, problem: string): Promise<ExitCode> {
  await console.complain(problem);
  return 2;
}
