import { homedir } from 'node:os';
import path from 'node:path';

/** True for the home folder and those above it: nobody means all that is in there when they speak of a project. */
export function holdsHome(folder: string): boolean {
  const way = path.relative(folder, homedir());
  return !(way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way));
}
