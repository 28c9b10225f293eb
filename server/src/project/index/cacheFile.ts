import path from 'node:path';
import { forget, keptText } from '../cache/index.ts';
import { cacheText, format, type IndexedNotebooks, readCacheText } from './cacheText.ts';

/** Where the index of a folder is kept from one run to the next. */
export interface CacheFile {
  /** What was kept; empty where there is nothing, or nothing that can be used. */
  readonly load: () => Promise<IndexedNotebooks>;
  /** Replaces it as a whole: of two programs that do so at once, one has its way. Gives the reason where it could not be written. */
  readonly save: (notebooks: IndexedNotebooks) => Promise<string | undefined>;
}

/** `folder` is this program's cache folder, made when it is needed. `version` is that of the program: what another wrote is not used. */
export function cacheFile(folder: string, root: string, version: string): CacheFile {
  const indexes = path.join(folder, 'index');
  const kept = keptText(indexes, root, `nbproject index ${format} ${version}`);
  return {
    load: async () => {
      const text = await kept.load();
      return text === undefined ? new Map() : readCacheText(text, root);
    },
    save: async (notebooks) => {
      const unkept = await kept.save(await cacheText(notebooks, root));
      if (unkept === undefined) await forget(indexes, most);
      return unkept;
    },
  };
}

/** The indexes of a million notebooks or so; in bytes. */
const most = 500_000_000;
