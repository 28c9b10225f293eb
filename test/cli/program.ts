import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

export { folderWith } from '../support/folder.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** The program as users have it: bundled into one file, with the wasm beside it. Built once for each file of tests. */
async function buildProgram(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbls-build-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({
    absWorkingDir: root,
    entryPoints: { 'nbproject-language-server': 'server/src/session/main.ts', nbls: 'server/src/cli/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    define: { __VERSION__: '"1.2.3"', 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
  });
  const { resolve } = createRequire(import.meta.url);
  for (const wasm of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
    copyFileSync(resolve(wasm), path.join(folder, path.basename(wasm)));
  }
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

export function start(args: readonly string[], { folder, environment, node = [] }: Circumstances) {
  const { NO_COLOR, FORCE_COLOR, ...inherited } = process.env;
  return spawn(process.execPath, [...node, program, ...args], { cwd: folder, env: { ...inherited, ...environment } });
}
