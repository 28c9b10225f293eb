import path from 'node:path';
import { isWithin } from '../../environment/paths.ts';

/** A path as the user would type it: from the working folder on, where it lies in there. */
export function shownPath(file: string): string {
  const folder = process.cwd();
  return isWithin(folder, path.resolve(file)) ? path.relative(folder, file) : file;
}
