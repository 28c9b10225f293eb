import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary.ts';
import { repository } from './isolation.ts';

/** A git repository in which a folder of this one lies where it lies here, gone after the test. */
export function cloneWith(folder: string): string {
  const clone = temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: clone });
  cpSync(join(repository, folder), join(clone, folder), { recursive: true });
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'x');
  return clone;
}
