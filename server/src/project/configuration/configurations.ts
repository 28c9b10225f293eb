import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { leadsElsewhere } from '../files/links.ts';
import {
  configurationFileNames,
  maxConfigurationLength,
  readConfiguration,
  tablePathIn,
  unreadableConfiguration,
} from './readConfiguration.ts';
import type { Configuration } from './settings.ts';

/** What is looked at besides the disk. */
export interface ConfigurationSources {
  /** The user's home folder: above it, files are someone else's. */
  readonly home: string;
  /** The text of a file that is open in an editor; undefined for one that is not. */
  readonly openText: (file: string) => string | undefined;
}

/**
 * The configuration files of projects, each read once and kept until it changes. Reading is synchronous, a few files a folder:
 * the first findings of a notebook are those of its configuration.
 */
export interface Configurations {
  /** That of a folder: in it, or in the nearest folder above it. */
  nearest(folder: string): Configuration | undefined;
  /** Looks at the disk and at what is open again; true where something is not as it was. */
  refresh(): boolean;
}

export function createConfigurations({ home, openText }: ConfigurationSources): Configurations {
  const files = new Map<string, KnownFile>();
  const byFolder = new Map<string, Configuration | undefined>();
  const boundary = path.dirname(home);

  const read = (file: string): Configuration | undefined => {
    const known = files.get(file);
    if (known) return known.configuration;
    const first = readFile(file, openText(file), undefined);
    files.set(file, first);
    return first.configuration;
  };
  const nearest = (folder: string): Configuration | undefined => {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const here = folder === boundary ? undefined : firstOf(folder, read);
    const above = path.dirname(folder);
    const found = here ?? (folder === boundary || above === folder ? undefined : nearest(above));
    byFolder.set(folder, found);
    return found;
  };
  const refresh = (): boolean => {
    let changed = false;
    for (const [file, before] of files) {
      const open = openText(file);
      const stamp = open === undefined ? stampOf(file) : `open ${open}`;
      if (stamp === before.stamp) continue;
      files.set(file, readFile(file, open, before.configuration));
      changed = true;
    }
    if (changed) byFolder.clear();
    return changed;
  };
  return { nearest, refresh };
}

/** The configuration in a file that was named; it counts also when it says nothing. */
export function configurationAt(file: string): Configuration {
  const { configuration } = readFile(file, undefined, undefined);
  return configuration ?? unreadableConfiguration(file, missing);
}

interface KnownFile {
  /** Changes with the file. */
  readonly stamp: string;
  readonly configuration: Configuration | undefined;
}

const missing = 'There is no table `[tool.nbproject]` in this file.';

function firstOf(folder: string, read: (file: string) => Configuration | undefined): Configuration | undefined {
  for (const name of configurationFileNames) {
    const found = read(path.join(folder, name));
    if (found) return found;
  }
  return undefined;
}

function readFile(file: string, open: string | undefined, before: Configuration | undefined): KnownFile {
  if (open !== undefined) {
    return { stamp: `open ${open}`, configuration: readConfiguration(file, open, before?.settings) };
  }
  const stamp = stampOf(file);
  if (stamp === absent) return { stamp, configuration: undefined };
  if (stamp === elsewhere) {
    // Of a pyproject.toml nobody knows whether it would say anything of ours.
    const isOurs = tablePathIn(file).length === 0;
    return { stamp, configuration: isOurs ? unreadableConfiguration(file, isElsewhere) : undefined };
  }
  try {
    const { size } = statSync(file);
    if (size > maxConfigurationLength) return { stamp, configuration: unreadableConfiguration(file, tooLong) };
    return {
      stamp,
      configuration: readConfiguration(file, readFileSync(file, 'utf8').replace(/^\ufeff/, ''), before?.settings),
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { stamp, configuration: unreadableConfiguration(file, `The file cannot be read: ${code ?? message}.`) };
  }
}

const absent = 'absent';
const elsewhere = 'elsewhere';
const isElsewhere = 'The file is a link that leads elsewhere, and is not read.';
const tooLong = `The file has more than ${maxConfigurationLength / 1e6} MB and is not read.`;

/** A folder or a pipe of this name is no file of ours. */
function stampOf(file: string): string {
  if (leadsElsewhere(file)) return elsewhere;
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    return status?.isFile() ? `${status.mtimeMs} ${status.size} ${status.ino}` : absent;
  } catch {
    return absent;
  }
}
