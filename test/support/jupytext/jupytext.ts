import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Raise it when what lies in the cache must be made anew. */
const recipe = 1;
const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'nbproject-jupytext',
  String(recipe),
);

/** What jupytext makes of a notebook in a format, and how it reads that again: `[type, source, metadata]` of each cell. */
export interface Conversion {
  readonly path: string;
  readonly format: string;
  readonly text: string;
  readonly cells: readonly (readonly [type: string, source: string, metadata: object])[];
  /** Why it could do neither. */
  readonly error?: string;
}

/** The Python of an environment with jupytext, made in the user's cache folder; undefined, with a word why, where it cannot be had. */
export async function jupytextPython(): Promise<string | undefined> {
  const folder = path.join(cache, 'venv');
  const python = path.join(folder, 'bin', 'python');
  try {
    if (!existsSync(path.join(folder, 'complete'))) {
      await promisify(execFile)('python3', ['-m', 'venv', folder]);
      await promisify(execFile)(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'jupytext']);
      writeFileSync(path.join(folder, 'complete'), '');
    }
    return python;
  } catch (error) {
    console.warn(`skipped: tests with jupytext, which cannot be installed here: ${String(error).split('\n')[0]}`);
    return undefined;
  }
}

/** Every notebook in every format. Kept in the cache folder, since it takes half a minute for some hundred notebooks. */
export async function convert(
  python: string,
  files: readonly string[],
  formats: readonly string[],
): Promise<Conversion[]> {
  const script = path.join(import.meta.dirname, 'convert.py');
  const { stdout: version } = await promisify(execFile)(python, ['-c', 'import jupytext; print(jupytext.__version__)']);
  const key = JSON.stringify([version, files, formats, readFileSync(script, 'utf8')]);
  const kept = path.join(cache, `${createHash('sha256').update(key).digest('hex').slice(0, 16)}.jsonl`);
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true });
    const partial = `${kept}.${process.pid}`;
    writeFileSync(partial, await output(python, [script, ...formats], files.join('\n')));
    renameSync(partial, kept);
  }
  const lines = readFileSync(kept, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Conversion);
}

function output(program: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(parts).toString()) : reject(new Error(`${program} ended with ${code}`)),
    );
    child.stdin.end(input);
  });
}
