import path from 'node:path';
import type { IsExcluded } from '../find/index.ts';
import { isExcluded } from './paths.ts';
import type { Configuration } from './settings.ts';

/** The configuration for the notebooks of a folder, an absolute path. */
export type ConfigurationOf = (folder: string) => Configuration | undefined;

/** What the nearest configuration of each file or folder leaves out. */
export function exclusion(configurationOf: ConfigurationOf): IsExcluded {
  return (absolute, kind) => {
    const configuration = configurationOf(path.dirname(absolute));
    return configuration !== undefined && isExcluded(configuration, absolute, kind);
  };
}
