import { homedir } from 'node:os';
import path from 'node:path';
import {
  type Configuration,
  type ConfigurationSources,
  createConfigurations,
  exclusion,
  isExcluded,
  ruleSettings,
} from '../../project/configuration/index.ts';
import type { IsExcluded } from '../../project/find/index.ts';
import type { Author } from '../../record/index.ts';
import { rules, type Selection, selectRules } from '../../rules/index.ts';
import { filePath } from '../uris.ts';
import type { Settings } from './settings.ts';

/** What counts for one notebook: the nearest configuration file, and over it what the user set in the editor. */
export interface NotebookSettings {
  readonly selection: Selection;
  readonly python: string | undefined;
  /** Whom the configuration names; undefined where it names nobody. */
  readonly author: Author | undefined;
}

/** The settings of the open notebooks, each worked out once until something that they come from changes. */
export class ProjectSettings {
  readonly #sources: ConfigurationSources;
  readonly #configurations;
  readonly #selections = new Map<string, Selection>();
  readonly #known = new Map<string, NotebookSettings>();
  #settings: Settings;

  constructor(settings: Settings, openText: (file: string) => string | undefined) {
    this.#settings = settings;
    this.#sources = { home: homedir(), openText };
    this.#configurations = createConfigurations(this.#sources);
  }

  /** What the configurations, as they are now, leave out of a folder: asked of every folder in it, which is more than those of open notebooks. */
  exclusion(): IsExcluded {
    return exclusion(createConfigurations(this.#sources).nearest);
  }

  editorSettingsChanged(settings: Settings): void {
    this.#settings = settings;
    this.#known.clear();
    this.#selections.clear();
  }

  of(uri: string): NotebookSettings {
    const known = this.#known.get(uri) ?? this.#settingsOf(uri);
    this.#known.set(uri, known);
    return known;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  /** Looks at the configuration files again; true where one has changed. */
  refresh(): boolean {
    if (!this.#configurations.refresh()) return false;
    this.#known.clear();
    // Those of a configuration that is being written are many, and not used again.
    if (this.#selections.size > maxSelections) this.#selections.clear();
    return true;
  }

  #settingsOf(uri: string): NotebookSettings {
    const file = filePath(uri);
    const configuration = file === undefined ? undefined : this.#configurations.nearest(path.dirname(file));
    return {
      selection: this.#selectionFor(configuration, file),
      python: this.#settings.python ?? configuration?.settings.python,
      author: authorOf(configuration),
    };
  }

  /** Notebooks with the same settings share a selection, and so what is known of equal cells. */
  #selectionFor(configuration: Configuration | undefined, file: string | undefined): Selection {
    const excluded = configuration !== undefined && file !== undefined && isExcluded(configuration, file, 'file');
    const settings = ruleSettings(configuration, this.#settings.rules, file, 'new notebook');
    const key = JSON.stringify([excluded, settings]);
    const selection = this.#selections.get(key) ?? selectRules(excluded ? [] : rules, settings);
    this.#selections.set(key, selection);
    return selection;
  }
}

const maxSelections = 20;

function authorOf(configuration: Configuration | undefined): Author | undefined {
  const { handle = null, id = null, name = null } = configuration?.settings.author ?? {};
  return handle !== null || name !== null ? { handle, id, name } : undefined;
}
