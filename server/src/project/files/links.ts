import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isWithin } from '../../environment/paths.ts';

/**
 * True for a link that leads to what is not read where it lies: neither a file below its folder nor one of its name in a folder above.
 * A workspace may be someone else's, and a link in it must not have their names read or written in ours.
 */
export function leadsElsewhere(file: string): boolean {
  try {
    if (!lstatSync(file).isSymbolicLink()) return false;
    const [target, folder] = [realpathSync(file), realpathSync(path.dirname(file))];
    if (isWithin(folder, target)) return false;
    return path.basename(target) !== path.basename(file) || !isWithin(path.dirname(target), folder);
  } catch {
    // A link to nothing leads nowhere.
    return false;
  }
}
