import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';

export { folderWith } from '../support/folder.ts';

/** What scripts/bundle.mjs gives, which is no TypeScript. */
interface Bundling {
  readonly bundleOptions: BuildOptions;
  copyGrammar(folder: string): void;
  bundleLibraries(folder: string): Promise<void>;
}

/** The program as users have it: bundled into one file, with what it loads beside it. Built once for each file of tests. */
async function buildProgram(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbls-build-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { bundleOptions, copyGrammar, bundleLibraries }: Bundling = await import(
    path.join(import.meta.dirname, '..', '..', 'scripts', 'bundle.mjs')
  );
  await build({
    ...bundleOptions,
    entryPoints: { 'nbproject-language-server': 'server/src/session/main.ts', nbls: 'server/src/cli/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    define: { ...bundleOptions.define, __VERSION__: '"1.2.3"' },
  });
  copyGrammar(folder);
  await bundleLibraries(folder);
  const bin = path.join(folder, 'bin.cjs');
  writeFileSync(bin, "require('./nbls.cjs').main(process.argv.slice(2));\n");
  return bin;
}

export const program = await buildProgram();

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Circumstances {
  readonly folder: string;
  readonly input?: string | Buffer;
  readonly environment?: NodeJS.ProcessEnv;
  /** Arguments of Node.js itself. */
  readonly node?: readonly string[];
}

/** Runs the built command to its end, away from any terminal. */
export function nbls(args: readonly string[], circumstances: Circumstances): Promise<Outcome> {
  const child = start(args, circumstances);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => err.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(circumstances.input ?? '');
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, out: String(Buffer.concat(out)), err: String(Buffer.concat(err)) })),
  );
}

/** None of the tests' indexes comes among those of who runs them. */
const cache = mkdtempSync(path.join(tmpdir(), 'nbls-cache-'));
process.on('exit', () => rmSync(cache, { recursive: true, force: true }));

export function start(args: readonly string[], { folder, environment, node = [] }: Circumstances) {
  const { NO_COLOR, FORCE_COLOR, ...inherited } = process.env;
  return spawn(process.execPath, [...node, program, ...args], {
    cwd: folder,
    env: { ...inherited, XDG_CACHE_HOME: cache, ...environment },
  });
}
