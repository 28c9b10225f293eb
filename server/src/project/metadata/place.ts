import path from 'node:path';
import type { JsonObject } from 'nbproject-protocol';
import { isWithin } from '../../environment/paths.ts';

/** Where a notebook lies, as its entry has it. */
export interface Place {
  /** The file's name. */
  readonly name: string;
  /** Its folder, from that of the project on, with slashes; `.` for that folder itself. */
  readonly location: string;
}

/** The place of an absolute path in the project whose folder is `root`. */
export function placeOf(file: string, root: string): Place {
  const location = path.relative(root, path.dirname(file)).split(path.sep).join('/');
  return { name: path.basename(file), location: location === '' ? '.' : location };
}

/** The absolute path that an entry names; undefined for one that names none, or none in the project: its text is someone else's. */
export function fileOf({ name, location }: JsonObject, root: string): string | undefined {
  if (typeof name !== 'string' || typeof location !== 'string') return undefined;
  const file = path.resolve(root, location, name);
  return isWithin(root, file) ? file : undefined;
}
