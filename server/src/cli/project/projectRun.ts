import path from 'node:path';
import type { JsonObject } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/index.ts';
import { exclusion, noOwnSettings } from '../../project/configuration/index.ts';
import { diskFiles } from '../../project/files/diskFiles.ts';
import type { ProjectFiles, WriteFile } from '../../project/files/projectFiles.ts';
import { replaceFile } from '../../project/files/replaceFile.ts';
import { findNotebooks } from '../../project/find/index.ts';
import { findMetadataFile } from '../../project/metadata/metadataFile.ts';
import type { SyncContext } from '../../project/metadata/syncNotebooks.ts';
import type { Work } from '../../project/metadata/work.ts';
import { followNotebook } from '../../project/scripts/followNotebook.ts';
import { liveCode } from '../../record/index.ts';
import { surroundingsFinder } from '../analysis/surroundings.ts';
import type { Call, Options } from '../arguments/options.ts';
import { configurationProblems, configurationsFor } from '../configuration/configurations.ts';
import { configuredRun, type RunSettings, runSettings } from '../configuration/configuredRun.ts';
import { configurationOptions } from '../configuration/options.ts';
import { notebooksOf, sentencesOn } from '../scripts/notebookOf.ts';
import type { Console } from '../terminal/console.ts';
import { interruption } from '../terminal/interruption.ts';
import { showProgress } from '../terminal/progress.ts';
import { printDiff } from './printDiff.ts';

/** What every command of a project takes. */
export const projectOptions: Options = {
  diff: { help: 'print what would change, and change nothing; exit with 1 if there is anything' },
  json: { help: 'print what became of each file as JSON' },
  quiet: { short: 'q', help: 'print problems only: no summary, no progress' },
  ...configurationOptions,
};

/** What a call of such a command works on. */
export interface ProjectRun {
  /** Absolute paths, sorted. */
  readonly notebooks: readonly string[];
  /** Folders that could not be looked into. */
  readonly unreadable: number;
  readonly files: ProjectFiles;
  readonly settings: RunSettings;
  /** Does long work with progress on a terminal; Ctrl-C stops it. */
  readonly during: <Result>(work: (work: Work) => Promise<Result>) => Promise<Result>;
  readonly interrupted: AbortSignal;
}

/** The notebooks that a call names, and how their files are written; a sentence for the user where the call is wrong. */
export async function projectRun(named: readonly string[], call: Call, console: Console): Promise<ProjectRun | string> {
  if (call.has('diff') && call.has('json')) return '--diff and --json exclude each other';
  const configurationOf = configurationsFor(call);
  if (typeof configurationOf === 'string') return configurationOf;
  const { paths, missing, unreadable } = await findNotebooks(named, process.cwd(), exclusion(configurationOf));
  if (missing.length > 0)
    return `there is no file or folder ${missing.join(', ')} (looked from ${process.cwd()}); name what is there`;
  for (const { path: folder, reason } of unreadable)
    await console.complain(`${folder} cannot be read (${reason}) and is left out`);
  const meant = await notebooksOf(paths);
  if (typeof meant === 'string') return meant;
  for (const sentence of meant.flatMap(sentencesOn)) await console.complain(sentence);
  const notebooks = meant.map(({ file }) => path.resolve(file)).sort();
  const scripts = new Map(meant.map(({ file, script }) => [path.resolve(file), script]));
  // Credentials and other notebooks are looked for by rules, and no rule is asked here.
  const run = configuredRun(notebooks, configurationOf, { ...noOwnSettings, ignore: ['secret', 'Lineage'] });
  const problems = configurationProblems(run.configurations).trimEnd();
  if (problems !== '') return problems;
  const interrupted = interruption();
  return {
    notebooks,
    unreadable: unreadable.length,
    files: diskFiles(call.has('diff') ? printDiff(console.out) : replacePaired(scripts)),
    settings: runSettings(run),
    interrupted,
    during: async (work) => {
      const progress = showProgress(call.has('quiet') ? undefined : console.err, notebooks.length);
      let shown = 0;
      const report = (done: number) => {
        for (; shown < done; shown++) progress.step();
      };
      try {
        return await work({ signal: interrupted, report });
      } finally {
        progress.end();
      }
    },
  };
}

/** A notebook for which a script was named is no newer than that afterwards. */
function replacePaired(scripts: ReadonlyMap<string, string | undefined>): WriteFile {
  return async (file, expected, content) => {
    const failure = await replaceFile(file, expected, content);
    const script = scripts.get(file);
    if (failure === undefined && script !== undefined) await followNotebook(file, script, [process.cwd()]);
    return failure;
  };
}

/** How records are made; `packages` says whether those that a notebook imports are recorded, and how. */
export function syncContext(
  { files, settings }: ProjectRun,
  packages: 'as recorded' | 'pinned' | 'unpinned',
): SyncContext {
  const packagesOf = packages === 'as recorded' ? undefined : importedPackages(settings, packages);
  const authorOf = (file: string) => settings.authorFor(file);
  return { files, projectOf: findMetadataFile, now: () => new Date(), authorOf, packagesOf };
}

/** Undefined for a notebook whose code cannot be read: its packages stay as they are. */
function importedPackages(settings: RunSettings, versions: 'pinned' | 'unpinned') {
  const surroundingsOf = surroundingsFinder(async () => undefined, ['program', 'environment']);
  return async (notebook: Notebook, file: string): Promise<JsonObject | undefined> => {
    const { program, environment } = await surroundingsOf(notebook, file, settings);
    if (!program) return undefined;
    const { packages } = liveCode(undefined, program, environment);
    return Object.fromEntries(
      packages.map(({ name, installed }) => [name, versions === 'pinned' ? (installed ?? '') : '']),
    );
  };
}
