import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Configuration } from './settings.ts';

/** True for a notebook or a folder that the configuration leaves out, by its own name or by that of a folder around it. */
export function isExcluded({ folder, settings }: Configuration, absolute: string, kind: 'file' | 'folder'): boolean {
  return settings.exclude.length > 0 && matches(settings.exclude, folder, absolute, kind);
}

/** The names of the rules that the configuration turns off in one notebook. */
export function ignoresFor({ folder, settings }: Configuration, file: string): readonly string[] {
  return settings.perFileIgnores.flatMap((one) => (matches(one.patterns, folder, file, 'file') ? one.rules : []));
}

const known = new WeakMap<readonly string[], Ignore>();

function matches(patterns: readonly string[], folder: string, absolute: string, kind: 'file' | 'folder'): boolean {
  const below = path.relative(folder, absolute).replaceAll(path.sep, '/');
  // The patterns of a file that was named by --config say nothing of what lies outside its folder.
  if (below === '' || below === '..' || below.startsWith('../') || path.isAbsolute(below)) return false;
  const compiled = known.get(patterns) ?? ignore().add([...patterns]);
  known.set(patterns, compiled);
  return compiled.ignores(kind === 'folder' ? `${below}/` : below);
}
