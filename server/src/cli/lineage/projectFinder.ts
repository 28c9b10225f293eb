import { existsSync } from 'node:fs';
import path from 'node:path';
import { isWithin } from '../../environment/paths.ts';
import type { ConfigurationOf } from '../../project/configuration/index.ts';
import { holdsHome } from '../../project/index/index.ts';

/**
 * Gives the folder whose notebooks are those of the project that a folder, an absolute path, is in: the nearest with a configuration file or `.git`; else
 * the first of the named paths that holds it, or the current folder, or itself. The home folder and those above it are no project, whatever is in them.
 */
export function projectFinder(configurationOf: ConfigurationOf, named: readonly string[]): (folder: string) => string {
  const others = [...named, '.'].map((one) => path.resolve(one));
  const known = new Map<string, string | undefined>();
  const marked = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const isMarked = existsSync(path.join(folder, '.git')) || configurationOf(folder)?.folder === folder;
    const found = holdsHome(folder) ? undefined : isMarked ? folder : marked(path.dirname(folder));
    known.set(folder, found);
    return found;
  };
  return (folder) => marked(folder) ?? others.find((one) => isWithin(one, folder) && !holdsHome(one)) ?? folder;
}
