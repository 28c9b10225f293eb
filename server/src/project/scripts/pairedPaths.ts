import path from 'node:path';
import { isWithin } from '../../environment/paths.ts';
import type { PairedFormat } from './pairedFormats.ts';

/** What paired files have in common, in parts of a path. */
interface Base {
  readonly folder: readonly string[];
  /** The folders below one that differs from file to file; undefined where none does. */
  readonly below: readonly string[] | undefined;
  /** The notebook's own name, without extension. */
  readonly name: string;
}

/**
 * The files that are paired with an absolute path by these formats, in their order, itself among them (`paired_paths` in jupytext). Prefixes are
 * looked for below `configurationFolder`, where there is a configuration of jupytext. Undefined where the path is in none of these places.
 */
export function pairedPaths(
  file: string,
  formats: readonly PairedFormat[],
  configurationFolder: string | undefined,
): readonly string[] | undefined {
  for (const format of formats) {
    const base = format.extension === path.extname(file) ? baseOf(file, format, configurationFolder) : undefined;
    const paired = base && formats.map((one) => pathFrom(base, one));
    if (paired?.every((one) => one !== undefined) && paired.includes(file) && new Set(paired).size === paired.length)
      return paired;
  }
  return undefined;
}

interface Prefix {
  /** Somewhere above, with the same folders below it: what stands before `//`. */
  readonly root: readonly string[];
  /** The last folders. */
  readonly folders: readonly string[];
  /** The beginning of the name. */
  readonly name: string;
}

function prefixOf({ prefix }: PairedFormat): Prefix {
  const roots = prefix.lastIndexOf('//');
  const rest = roots < 0 ? prefix : prefix.slice(roots + 2);
  const name = rest.slice(rest.lastIndexOf('/') + 1);
  return {
    root: partsOf(prefix.slice(0, Math.max(roots, 0))),
    folders: partsOf(rest.slice(0, rest.length - name.length)),
    name,
  };
}

function partsOf(written: string): readonly string[] {
  return written.split('/').filter((part) => part !== '');
}

function baseOf(file: string, format: PairedFormat, configurationFolder: string | undefined): Base | undefined {
  const prefix = prefixOf(format);
  const stem = path.basename(file, format.extension);
  if (!stem.startsWith(prefix.name) || !stem.endsWith(format.suffix)) return undefined;
  const name = stem.slice(prefix.name.length, stem.length - format.suffix.length);
  const above = path.dirname(file);
  const top = configurationFolder !== undefined && isWithin(configurationFolder, above) ? configurationFolder : '';
  const parts = path.relative(top || path.parse(file).root, above).split(path.sep);
  const outer = withoutFolders(parts, prefix.folders);
  if (!outer) return undefined;
  const folder = top.split(path.sep);
  if (prefix.root.length === 0) return { folder: [...folder, ...outer], below: undefined, name };
  const at = lastIndexOf(outer, prefix.root);
  if (at < 0) return undefined;
  return { folder: [...folder, ...outer.slice(0, at)], below: outer.slice(at + prefix.root.length), name };
}

/** The folders above these; `..` among them is a folder that is not the same for all. */
function withoutFolders(parts: readonly string[], folders: readonly string[]): readonly string[] | undefined {
  const outer = [...parts];
  const taken: string[] = [];
  for (const expected of folders.toReversed()) {
    if (expected === '..') {
      const last = taken.pop();
      if (last === undefined) return undefined;
      outer.push(last);
    } else {
      const last = outer.pop();
      if (last !== expected) return undefined;
      taken.push(last);
    }
  }
  return outer;
}

function lastIndexOf(parts: readonly string[], wanted: readonly string[]): number {
  for (let at = parts.length - wanted.length; at >= 0; at--) {
    if (wanted.every((part, index) => parts[at + index] === part)) return at;
  }
  return -1;
}

function pathFrom(base: Base, format: PairedFormat): string | undefined {
  const { root, folders, name } = prefixOf(format);
  if (format.prefix !== '' && root.length > 0 !== (base.below !== undefined)) return undefined;
  const parts = [...base.folder, ...root, ...(base.below ?? []), ...folders];
  return path.normalize([...parts, name + base.name + format.suffix + format.extension].join(path.sep));
}
