import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import {
  type Configuration,
  type ConfigurationOf,
  configurationAt,
  createConfigurations,
} from '../../project/configuration/index.ts';
import type { Call } from '../arguments/options.ts';
import { shownPath } from '../terminal/shownPath.ts';

/** The configurations that a call asks for: the nearest of each folder, one for all, or none; a sentence for the user where it asks for two. */
export function configurationsFor(call: Call): ConfigurationOf | string {
  const file = call.value('config');
  if (call.has('no-config'))
    return file === undefined ? () => undefined : '--config and --no-config exclude each other';
  if (file === undefined) return createConfigurations({ home: homedir(), openText: () => undefined }).nearest;
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    return `there is no file ${file} (looked from ${process.cwd()})`;
  const configuration = configurationAt(path.resolve(file));
  return () => configuration;
}

/** What is wrong in configurations, a line each: `pyproject.toml:12:3: message`. */
export function configurationProblems(configurations: readonly Configuration[]): string {
  return configurations
    .flatMap(({ file, problems }) =>
      problems.map(({ line, column, message }) => `${shownPath(file)}:${line}:${column}: ${message}\n`),
    )
    .join('');
}
