import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const release = '0.11.1';

/** The Python that has the package nbproject, from PyPI into the user's cache folder; undefined, and says why, where it cannot be had. */
export function nbprojectPython(): string | undefined {
  const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'nbproject-tests');
  const environment = path.join(cache, `nbproject-${release}`);
  const python = path.join(environment, 'bin', 'python');
  if (existsSync(python)) return python;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(path.join(cache, 'new-'));
  try {
    execFileSync('python3', ['-m', 'venv', temporary], { stdio: 'pipe' });
    const install = ['-m', 'pip', 'install', '--quiet', `nbproject==${release}`];
    execFileSync(path.join(temporary, 'bin', 'python'), install, { stdio: 'pipe', timeout: 120_000 });
    // Another test may have been quicker.
    if (!existsSync(environment)) renameSync(temporary, environment);
    return python;
  } catch (error) {
    console.warn(`Skipped: nbproject ${release} cannot be installed from PyPI: ${String(error).split('\n', 1)[0]}`);
    return undefined;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Runs nbproject's own command line in a folder. */
export async function nbproject(python: string, args: readonly string[], folder: string): Promise<void> {
  await promisify(execFile)(python, ['-m', 'nbproject', ...args], { cwd: folder });
}

/** Runs Python code in a folder, and gives what it prints on either stream. */
export async function runPython(python: string, code: string, folder: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(python, ['-c', code], { cwd: folder });
  return stdout + stderr;
}

/** What nbproject reads of a YAML file, keys in their order. */
export async function readWithPyYaml(python: string, file: string): Promise<Record<string, Record<string, unknown>>> {
  const code = 'import json, sys, yaml; print(json.dumps(yaml.load(open(sys.argv[1]), Loader=yaml.FullLoader)))';
  const { stdout } = await promisify(execFile)(python, ['-c', code, file]);
  return JSON.parse(stdout);
}
