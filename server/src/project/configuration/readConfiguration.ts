import path from 'node:path';
import { readSettings } from './readSettings.ts';
import { type Configuration, type ConfigurationProblem, noSettings } from './settings.ts';
import { readToml, type TomlTable, type TomlValue } from './toml.ts';
import type { Report } from './values.ts';

/** The names of files that may hold a configuration; in one folder the first counts. */
export const configurationFileNames = ['nbproject.toml', 'pyproject.toml'] as const;

/** Longer files are not read, in bytes. */
export const maxConfigurationLength = 1_000_000;

/** Where the settings stand in a file of this name: at the top, or in the table of a tool. */
export function tablePathIn(file: string): readonly string[] {
  return path.basename(file) === 'pyproject.toml' ? ['tool', 'nbproject'] : [];
}

/**
 * The configuration in a file's text; undefined for a pyproject.toml that says nothing of nbproject. Of a text that is no TOML the one
 * problem is said, and `before` (what the file said last) stays.
 */
export function readConfiguration(
  file: string,
  text: string,
  before: Configuration['settings'] = noSettings,
): Configuration | undefined {
  const place = tablePathIn(file);
  // Most of a project's pyproject.toml files are none of ours: no need to parse them.
  if (place.length > 0 && !text.includes('nbproject')) return undefined;
  const problems: ConfigurationProblem[] = [];
  const report: Report = (message, at) =>
    problems.push({ message, start: at.start, end: at.end, ...lineAndColumn(text, at.start) });
  const configuration = { file, folder: path.dirname(file), problems };
  const toml = readToml(text);
  if ('message' in toml) {
    if (place.length > 0 && !mentionsTable.test(text)) return undefined;
    report(toml.message, toml);
    return { ...configuration, settings: before };
  }
  const entry = entryAt(toml, place);
  if (!entry) return undefined;
  if (entry.kind === 'table') {
    const settings = readSettings(entry, configuration.folder, report);
    problems.sort((one, other) => one.start - other.start);
    return { ...configuration, settings };
  }
  report('`tool.nbproject` is a table: write `[tool.nbproject]`.', entry);
  return { ...configuration, settings: noSettings };
}

/** A file that is there and cannot be read, for a reason that is a full sentence. */
export function unreadableConfiguration(file: string, message: string): Configuration {
  const problem = { message, start: 0, end: 0, line: 1, column: 1 };
  return { file, folder: path.dirname(file), settings: noSettings, problems: [problem] };
}

/** In a text that cannot be parsed. */
const mentionsTable = /^[ \t]*(?:\[{1,2}[ \t]*)?["']?tool["']?[ \t]*\.[ \t]*["']?nbproject\b/m;

function entryAt(table: TomlTable, place: readonly string[]): TomlValue | undefined {
  const [first, ...rest] = place;
  if (first === undefined) return table;
  const value = table.entries.get(first)?.value;
  if (value === undefined || rest.length === 0) return value;
  return value.kind === 'table' ? entryAt(value, rest) : undefined;
}

function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}
