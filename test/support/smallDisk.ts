import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system of its own. */
export interface SmallDisk {
  readonly folder: string;
  /** From now on nobody can write to it, not even root. */
  readonly lock: () => void;
}

/** True where this user may mount file systems: root on Linux. Says so where not. */
export const canMount = triesToMount();

/** A file system of so many kilobytes, gone after the test. */
export function smallDisk(kilobytes: number): SmallDisk {
  const folder = mount(kilobytes);
  onTestFinished(() => unmount(folder));
  return { folder, lock: () => execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'pipe' }) };
}

function triesToMount(): boolean {
  try {
    unmount(mount(64));
    return true;
  } catch (error) {
    console.warn(`Skipped: no file system can be mounted to be filled: ${String(error).split('\n', 1)[0]}`);
    return false;
  }
}

function mount(kilobytes: number): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'nbproject-disk-')));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  return folder;
}

function unmount(folder: string): void {
  execFileSync('umount', [folder], { stdio: 'pipe' });
  rmSync(folder, { recursive: true });
}
