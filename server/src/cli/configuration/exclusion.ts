import path from 'node:path';
import { isExcluded } from '../../project/configuration/index.ts';
import type { IsExcluded } from '../../project/find/index.ts';
import type { ConfigurationOf } from './configurationOf.ts';

/** What the nearest configuration of each file or folder leaves out. */
export function exclusion(configurationOf: ConfigurationOf): IsExcluded {
  return (absolute, kind) => {
    const configuration = configurationOf(path.dirname(absolute));
    return configuration !== undefined && isExcluded(configuration, absolute, kind);
  };
}
