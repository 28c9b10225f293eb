import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Editor {
  readonly name: string;
  readonly program: string;
  readonly version: string;
}

/**
 * The editors that this machine has or can fetch, as provision.sh finds them. Says what is used, and why an editor is not.
 * Where CI is set, a missing editor throws.
 */
export async function provision(mode: 'nvim' | 'all'): Promise<Editor[]> {
  const script = join(import.meta.dirname, 'provision.sh');
  const { stdout, failure } = await promisify(execFile)('bash', [script, mode]).then(
    ({ stdout }) => ({ stdout, failure: undefined }),
    (failure: Error & { stdout: string }) => ({ stdout: failure.stdout, failure }),
  );
  process.stdout.write(`editors under test:\n${stdout.replaceAll(/^(?=.)/gm, '  ')}`);
  if (failure) throw failure;
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t') as [string, string, string])
    .filter(([, program]) => program !== '-')
    .map(([name, program, version]) => ({ name, program, version }));
}
