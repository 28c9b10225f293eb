import { homedir } from 'node:os';
import path from 'node:path';

/** Raise it when what lies in the cache must be made anew. */
const recipe = 1;

/** Where programs of others are installed that are measured beside ours. */
export const benchCache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'nbproject-bench',
  String(recipe),
);
