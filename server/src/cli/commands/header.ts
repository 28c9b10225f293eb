import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Header } from 'nbproject-protocol';
import { relativesOf } from '../../lineage/index.ts';
import { decodeFile, type Notebook, notebookName, readNotebook, Text } from '../../notebook/index.ts';
import { noOwnSettings } from '../../project/configuration/index.ts';
import { readSource } from '../../project/files/readSource.ts';
import { gitIdentities, headerOf, liveCode, recordOf } from '../../record/index.ts';
import { checkNotebook, countBySeverity } from '../../rules/index.ts';
import { surroundingsFinder } from '../analysis/surroundings.ts';
import type { Command, ExitCode } from '../command.ts';
import { configurationProblems, configurationsFor } from '../configuration/configurations.ts';
import { configuredRun, type RunSettings, runSettings } from '../configuration/configuredRun.ts';
import { configurationOptions } from '../configuration/options.ts';
import { headerTable } from '../header/table.ts';
import { userCache } from '../kept/userCache.ts';
import { type LineageOf, lineages } from '../lineage/lineages.ts';
import { notebookOf, sentencesOn } from '../scripts/notebookOf.ts';
import type { Console } from '../terminal/console.ts';
import { printableJson } from '../terminal/printable.ts';

/** Shows what a notebook's record says, beside what the notebook is. */
export const header: Command = {
  name: 'header',
  summary: 'Show what is recorded about a notebook: title, id, version, state, packages, problems',
  usage: 'FILE [--json]',
  options: { json: { help: 'print it as JSON, as the request nbproject/header gives it' }, ...configurationOptions },
  details: 'A script that is paired with a notebook (jupytext) stands for the notebook.',
  run: async (call, console) => {
    const [named, ...more] = call.positionals;
    if (named === undefined || more.length > 0) {
      return refuse(console, `header takes one file, not ${call.positionals.length}: nbls header FILE`);
    }
    if (!statSync(named, { throwIfNoEntry: false }))
      return refuse(console, `there is no file ${named} (looked from ${process.cwd()})`);
    const meant = await notebookOf(named);
    if (typeof meant === 'string') return refuse(console, meant);
    const { file } = meant;
    for (const sentence of sentencesOn(meant)) await console.complain(sentence);
    const configurationOf = configurationsFor(call);
    if (typeof configurationOf === 'string') return refuse(console, configurationOf);
    const source = readSource(file);
    if ('problem' in source) return refuse(console, `${file}: ${source.problem}`);
    const { content, problem } = decodeFile(source.bytes);
    if (problem) return refuse(console, `${file}: ${problem.message}`);
    const { notebook } = readNotebook(notebookName(file), Text.from(content));
    if (!notebook.complete) await console.complain(`${file} is read in part only: nbls check says why`);
    const run = configuredRun([file], configurationOf, noOwnSettings);
    const problems = configurationProblems(run.configurations);
    if (problems !== '') {
      await console.err.write(problems);
      return 2;
    }
    const shown = await headerFor(file, notebook, runSettings(run), lineages(configurationOf, 0, userCache()));
    await console.out.write(call.has('json') ? `${printableJson(shown)}\n` : headerTable(shown, console.out.colours));
    return 0;
  },
};

async function headerFor(
  file: string,
  notebook: Notebook,
  settings: RunSettings,
  lineageOf: LineageOf,
): Promise<Header> {
  const surroundings = await surroundingsFinder(lineageOf, ['program', 'environment'])(notebook, file, settings);
  // Titles of relatives are wanted whatever rules are selected.
  const lineage = recordOf(notebook) && (surroundings.lineage ?? (await lineageOf(settings.projectFor(file))));
  const { program, environment } = surroundings;
  const selection = settings.selectionFor(file);
  // A rule that fails has no findings here; nbls check reports it.
  const problems = countBySeverity(checkNotebook(notebook, selection, surroundings, () => {}));
  return headerOf(notebook, {
    uri: pathToFileURL(file).href,
    problems,
    author: await settings.authorFor(file),
    savedAt: statSync(file, { throwIfNoEntry: false })?.mtime,
    identities: await gitIdentities(file),
    ...(lineage && relativesOf(notebook, path.resolve(file), lineage)),
    ...liveCode(recordOf(notebook), program, environment),
  });
}

async function refuse(console: Console, problem: string): Promise<ExitCode> {
  await console.complain(problem);
  return 2;
}
