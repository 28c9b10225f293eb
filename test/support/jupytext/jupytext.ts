import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { threadId } from 'node:worker_threads';
import { corpusFolder, corpusLines } from '../corpus.ts';

/** Raise it when what lies in the cache must be made anew. */
const recipe = 2;
const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'nbproject-jupytext',
  String(recipe),
);

/** What jupytext makes of a notebook of the corpus in a format, and how it reads that again: `[type, source, metadata]` of each cell. */
export interface Conversion {
  readonly path: string;
  readonly format: string;
  readonly text: string;
  readonly cells: readonly (readonly [type: string, source: string, metadata: object])[];
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

/** Runs `jupytext` with each list of arguments, one behind the other. */
export async function runJupytext(python: string, calls: readonly (readonly string[])[]): Promise<void> {
  const lines = calls.map((call) => JSON.stringify(call)).join('\n');
  await output(python, [path.join(import.meta.dirname, 'run.py')], lines);
}

/** The formats in which the notebooks of the corpus are converted, as convert.py takes them. */
export const formats = [
  'auto:percent',
  'auto:percent?cell_markers="""',
  'auto:hydrogen',
  'auto:light',
  'auto:light?cell_markers=region,endregion',
  'auto:light?cell_markers={{{,}}}',
  'auto:nomarker',
  'md',
  'Rmd',
  'md:myst',
] as const;

/**
 * Every notebook of the corpus that jupytext can write and read as a percent script, and in one of the other formats in turn; with
 * `NBPROJECT_SCRIPTS=all` in every format, of which there is no end for minutes. Kept in the cache folder; undefined, with a word why,
 * where jupytext cannot be had.
 */
export async function convertedCorpus(): Promise<readonly Conversion[] | undefined> {
  const python = await jupytextPython();
  if (!python) return undefined;
  const notebooks = corpusLines<{ path: string; json_strict_ok: boolean; nbformat: unknown }>('EXPECTED.jsonl')
    .filter((one) => one.json_strict_ok && one.nbformat === 4)
    .map((one) => path.join(corpusFolder, one.path));
  const wanted = notebooks.map((file, index) => [file, formatsFor(index)]);
  const script = path.join(import.meta.dirname, 'convert.py');
  const key = JSON.stringify([wanted, readFileSync(script, 'utf8')]);
  const kept = path.join(cache, `${createHash('sha256').update(key).digest('hex').slice(0, 16)}.jsonl`);
  if (!existsSync(kept)) {
    const partial = `${kept}.${process.pid}.${threadId}`;
    writeFileSync(partial, await output(python, [script], wanted.map((one) => JSON.stringify(one)).join('\n')));
    renameSync(partial, kept);
  }
  return readFileSync(kept, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Conversion & { readonly error?: string })
    .filter(({ error }) => error === undefined)
    .map((one) => ({ ...one, path: path.relative(corpusFolder, one.path) }));
}

/** True where all of the corpus is converted. */
export const isWholeCorpus = process.env.NBPROJECT_SCRIPTS === 'all';

function formatsFor(index: number): readonly string[] {
  const [first, ...others] = formats;
  return isWholeCorpus ? formats : [first, others[index % others.length] ?? first];
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
