import { decodeFile } from '../../notebook/index.ts';
import { titleOf } from '../../notebook/markdown/title.ts';
import { noOwnSettings } from '../../project/configuration/index.ts';
import { readSource } from '../../project/files/readSource.ts';
import { type BadgeFacts, badge as badgeOf, cleanState, isConsecutive, stateOf } from '../../record/index.ts';
import { countBySeverity } from '../../rules/index.ts';
import { type AnalysisContext, analyse } from '../analysis/analyse.ts';
import { surroundingsFinder } from '../analysis/surroundings.ts';
import { chooseNotebooks } from '../check/chooseNotebooks.ts';
import type { Command, ExitCode } from '../command.ts';
import { configurationProblems, configurationsFor } from '../configuration/configurations.ts';
import { configuredRun, runSettings } from '../configuration/configuredRun.ts';
import { configurationOptions } from '../configuration/options.ts';
import { userCache } from '../kept/userCache.ts';
import { lineages } from '../lineage/lineages.ts';
import { notebooksOf, sentencesOn } from '../scripts/notebookOf.ts';
import type { Console } from '../terminal/console.ts';
import { writeResult } from '../terminal/output.ts';
import { showProgress } from '../terminal/progress.ts';

/** Draws whether notebooks are in a clean state. */
export const badge: Command = {
  name: 'badge',
  summary: 'Draw a badge: are the notebooks titled, consecutive, without errors, and as they were published',
  usage: '[PATH…]',
  options: {
    output: { short: 'o', value: 'FILE', help: 'write the svg to FILE, not to standard output' },
    ...configurationOptions,
  },
  details: `Without a PATH it is that of the current folder. It is green when all notebooks are clean, else it says how many are and what the others
lack. The exit code is 0 for either, and 1 where a notebook cannot be read.`,
  run: async (call, console) => {
    const configurationOf = configurationsFor(call);
    if (typeof configurationOf === 'string') return refuse(console, configurationOf);
    const chosen = await chooseNotebooks(call, configurationOf);
    if (typeof chosen === 'string') return refuse(console, chosen);
    const meant = await notebooksOf(chosen.paths);
    if (typeof meant === 'string') return refuse(console, meant);
    for (const sentence of meant.flatMap(sentencesOn)) await console.complain(sentence);
    const files = meant.map(({ file }) => file);
    const run = configuredRun(files, configurationOf, noOwnSettings, call.positionals);
    const settingsProblems = configurationProblems(run.configurations);
    if (settingsProblems !== '') {
      await console.err.write(settingsProblems);
      return 2;
    }

    const context = {
      settings: runSettings(run),
      surroundingsOf: surroundingsFinder(lineages(configurationOf, 0, userCache())),
    };
    const progress = showProgress(console.err, files.length);
    const missed = chosen.unreadable.map(({ path, reason }) => `${path} cannot be read (${reason}) and is left out`);
    const facts: BadgeFacts[] = [];
    for (const file of files) {
      const found = await factsOf(file, context);
      facts.push(typeof found === 'string' ? undefined : found);
      if (typeof found === 'string') missed.push(`${file}: ${found}`);
      progress.step();
    }
    progress.end();
    for (const sentence of missed) await console.complain(sentence);
    const problem = await writeResult(call, console, badgeOf(cleanState(facts)));
    if (problem !== undefined) return refuse(console, problem);
    return missed.length > 0 ? 1 : 0;
  },
};

/** A sentence where the notebook cannot be read. */
async function factsOf(file: string, context: AnalysisContext): Promise<Exclude<BadgeFacts, undefined> | string> {
  const source = readSource(file);
  if ('problem' in source) return source.problem;
  const { content, problem } = decodeFile(source.bytes);
  if (problem) return problem.message;
  const { view, findings } = await analyse(file, content, context);
  const { notebook } = view;
  if (!notebook.complete) return 'It is no whole notebook: nbls check says why';
  return {
    title: titleOf(notebook)?.text ?? null,
    consecutive: isConsecutive(notebook),
    state: stateOf(notebook),
    problems: countBySeverity(findings),
  };
}

async function refuse(console: Console, problem: string): Promise<ExitCode> {
  await console.complain(problem);
  return 2;
}
