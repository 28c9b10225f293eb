import { stat } from 'node:fs/promises';
import { mapConcurrently } from './concurrency.ts';

/** The state of some paths, cheap to take and to compare: no file is opened. */
export type Fingerprint = ReadonlyMap<string, string>;

/**
 * Two changes within this time may leave the same modification time; file systems count time in steps. A path that changed
 * so shortly ago is taken as changed at the next look.
 */
const clockStepMilliseconds = 50;

export async function takeFingerprint(paths: readonly string[]): Promise<Fingerprint> {
  const states = await mapConcurrently(paths, 32, async (path) => [path, await stateOf(path)] as const);
  return new Map(states);
}

export async function isUnchanged(fingerprint: Fingerprint): Promise<boolean> {
  const now = await takeFingerprint([...fingerprint.keys()]);
  return [...fingerprint].every(([path, state]) => state !== unsettled && now.get(path) === state);
}

const unsettled = 'unsettled';

async function stateOf(path: string): Promise<string> {
  const status = await stat(path).catch(() => undefined);
  if (!status) return 'missing';
  if (Math.abs(Date.now() - status.mtimeMs) < clockStepMilliseconds) return unsettled;
  return `${status.mtimeMs} ${status.size} ${status.ino}`;
}
