import path from 'node:path';
import { quoted } from '../../notebook/untrusted.ts';

/** Another file as messages of a notebook call it: by the way from its folder, with slashes; by its name alone for a notebook that is no file. */
export function shownPath(file: string | undefined, other: string): string {
  const way = file === undefined ? path.basename(other) : path.relative(path.dirname(file), other);
  return quoted(way.replaceAll(path.sep, '/'));
}
