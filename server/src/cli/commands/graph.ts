import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Graph, type GraphFormat, graphFormats } from 'nbproject-protocol';
import { graphOf, pictureOf } from '../../lineage/graph/index.ts';
import { noOwnSettings } from '../../project/configuration/index.ts';
import type { Call } from '../arguments/options.ts';
import type { Command, ExitCode } from '../command.ts';
import { configurationProblems, configurationsFor } from '../configuration/configurations.ts';
import { configuredRun } from '../configuration/configuredRun.ts';
import { configurationOptions } from '../configuration/options.ts';
import { userCache } from '../kept/userCache.ts';
import { projectIn } from '../lineage/lineages.ts';
import { notebookOf } from '../scripts/notebookOf.ts';
import type { Console } from '../terminal/console.ts';
import { writeResult } from '../terminal/output.ts';
import { printableJson } from '../terminal/printable.ts';
import { shownPath } from '../terminal/shownPath.ts';

/** Draws how the notebooks of a folder stand to each other. */
export const graph: Command = {
  name: 'graph',
  summary: 'Draw which notebook builds on which: parents, and files that one writes and another reads',
  usage: '[DIR]',
  options: {
    format: {
      value: 'FORMAT',
      choices: graphFormats,
      help: `${graphFormats.join(', ')}; by the ending of --output, else mermaid`,
    },
    output: { short: 'o', value: 'FILE', help: 'write it to FILE; notebooks in an svg are links then' },
    notebook: { value: 'FILE', help: 'draw only what FILE builds on, and what builds on FILE' },
    ...configurationOptions,
  },
  run: async (call, console) => {
    const [folder = '.', ...more] = call.positionals;
    if (more.length > 0) return refuse(console, `graph takes one folder, not ${call.positionals.length}`);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      return refuse(console, `there is no folder ${folder} (looked from ${process.cwd()})`);
    const output = call.value('output');
    const configurationOf = configurationsFor(call);
    if (typeof configurationOf === 'string') return refuse(console, configurationOf);

    const { lineage, unreadable, incomplete } = await projectIn(
      path.resolve(folder),
      configurationOf,
      helpers,
      userCache(),
    );
    const files = lineage.notebooks.map(({ file }) => file);
    const settingsProblems = configurationProblems(configuredRun(files, configurationOf, noOwnSettings).configurations);
    if (settingsProblems !== '') {
      await console.err.write(settingsProblems);
      return 2;
    }
    const named = call.value('notebook');
    const meant = named === undefined ? undefined : await notebookOf(named);
    if (typeof meant === 'string') return refuse(console, meant);
    const about = meant?.file;
    if (about !== undefined && !lineage.of(path.resolve(about)))
      return refuse(console, `there is no notebook ${named} in ${folder} (looked from ${process.cwd()})`);
    const drawn = await textOf(graphOf(lineage, about && path.resolve(about)), formatOf(call, output), output);
    if ('problem' in drawn) return refuse(console, drawn.problem);
    const problem = await writeResult(call, console, drawn.text);
    if (problem !== undefined) return refuse(console, problem);

    const missed = [
      ...unreadable.map(({ path: missing, reason }) => `${shownPath(missing)} is left out: ${reason}`),
      ...incomplete.map((file) => `${shownPath(file)} is read in part only: nbls check says why`),
    ];
    for (const sentence of missed) await console.complain(sentence);
    return missed.length > 0 ? 1 : 0;
  },
};

/** Threads that read beside this one. */
const helpers = availableParallelism() - 1;

const formatsByEnding: Readonly<Record<string, GraphFormat>> = {
  '.svg': 'svg',
  '.dot': 'dot',
  '.gv': 'dot',
  '.json': 'json',
};

function formatOf(call: Call, output: string | undefined): GraphFormat {
  const named = graphFormats.find((format) => format === call.value('format'));
  return named ?? formatsByEnding[path.extname(output ?? '').toLowerCase()] ?? 'mermaid';
}

async function textOf(
  shown: Graph,
  format: GraphFormat,
  output: string | undefined,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (format === 'json') return { text: `${printableJson(shown)}\n` };
  const folder = output === undefined ? undefined : path.dirname(path.resolve(output));
  return pictureOf(shown, format, (uri) => (folder === undefined ? undefined : linkFrom(folder, uri)));
}

/** The relative address of a notebook, each part percent-encoded: a name with a colon in it is no scheme. */
function linkFrom(folder: string, uri: string): string {
  const parts = path.relative(folder, fileURLToPath(uri)).split(path.sep);
  return parts.map(encodeURIComponent).join('/');
}

async function refuse(console: Console, problem: string): Promise<ExitCode> {
  await console.complain(problem);
  return 2;
}
