import path from 'node:path';
import type { Machine } from '../../environment/index.ts';

/** Where this program keeps what it can make again, for this user: each system has a place for that. */
export function cacheFolder({ platform, home, environmentVariables }: Omit<Machine, 'run'>): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = environmentVariables;
  // The XDG Base Directory Specification has relative paths ignored.
  if (xdg && path.isAbsolute(xdg)) return path.join(xdg, 'nbproject');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'nbproject');
  if (platform === 'win32') return path.join(local || path.join(home, 'AppData', 'Local'), 'nbproject', 'Cache');
  return path.join(home, '.cache', 'nbproject');
}
