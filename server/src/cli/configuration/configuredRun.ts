import path from 'node:path';
import {
  type Configuration,
  type ConfigurationOf,
  type OwnSettings,
  ruleSettings,
} from '../../project/configuration/index.ts';
import { type Author, authorSources, findAuthor } from '../../record/index.ts';
import { rules, type Selection, selectRules } from '../../rules/index.ts';
import { projectFinder } from '../lineage/projectFinder.ts';

/** Which rules check which notebook: plain data, the same for every thread. */
export interface ConfiguredRun {
  readonly own: OwnSettings;
  readonly configurations: readonly Configuration[];
  /** By folder, the number of its configuration; folders without one are left out. */
  readonly byFolder: ReadonlyMap<string, number>;
  /** By folder, the folder of the project that it is in. */
  readonly projects: ReadonlyMap<string, string>;
}

/** `named` are the paths of the call: a folder among them is a project where nothing else tells. */
export function configuredRun(
  paths: readonly string[],
  configurationOf: ConfigurationOf,
  own: OwnSettings,
  named: readonly string[] = [],
): ConfiguredRun {
  const configurations: Configuration[] = [];
  const numbers = new Map<Configuration, number>();
  const byFolder = new Map<string, number>();
  const projects = new Map<string, string>();
  const projectOf = projectFinder(configurationOf, named);
  for (const folder of new Set(paths.map((file) => path.resolve(path.dirname(file))))) {
    projects.set(folder, projectOf(folder));
    const configuration = configurationOf(folder);
    if (!configuration) continue;
    const number = numbers.get(configuration) ?? configurations.push(configuration) - 1;
    numbers.set(configuration, number);
    byFolder.set(folder, number);
  }
  return { own, configurations, byFolder, projects };
}

/** What a thread asks of each notebook that it checks. Notebooks with the same settings share a selection. */
export interface RunSettings {
  selectionFor(file: string): Selection;
  /** The Python that the project's configuration names. */
  pythonFor(file: string): string | undefined;
  /** The folder whose notebooks are those of the file's project. */
  projectFor(file: string): string;
  /** Who new records name: as the configuration has it, else as this machine has. */
  authorFor(file: string): Promise<Author | undefined>;
}

export function runSettings({ own, configurations, byFolder, projects }: ConfiguredRun): RunSettings {
  const selections = new Map<string, Selection>();
  const authors = new Map<Configuration | undefined, Promise<Author | undefined>>();
  const wholeSelections = new Map<Configuration | undefined, Selection>();
  const configurationOf = (file: string): Configuration | undefined => {
    const number = byFolder.get(path.resolve(path.dirname(file)));
    return number === undefined ? undefined : configurations[number];
  };
  return {
    selectionFor: (file) => {
      const configuration = configurationOf(file);
      // Most configurations say the same of all their notebooks.
      const known = wholeSelections.get(configuration);
      if (known) return known;
      const settings = ruleSettings(configuration, own, path.resolve(file), 'problem');
      const key = JSON.stringify(settings);
      const selection = selections.get(key) ?? selectRules(rules, settings);
      selections.set(key, selection);
      if (!configuration?.settings.perFileIgnores.length) wholeSelections.set(configuration, selection);
      return selection;
    },
    projectFor: (file) => {
      const folder = path.resolve(path.dirname(file));
      return projects.get(folder) ?? folder;
    },
    pythonFor: (file) => configurationOf(file)?.settings.python,
    authorFor: (file) => {
      const configuration = configurationOf(file);
      const author = authors.get(configuration) ?? findAuthor(authorSources(configuration?.settings.author ?? {}));
      authors.set(configuration, author);
      return author;
    },
  };
}
