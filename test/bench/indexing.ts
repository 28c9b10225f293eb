import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeFile } from '../../server/src/notebook/index.ts';
import {
  cacheFile,
  createFolderIndex,
  type ReadingThreads,
  readProject,
} from '../../server/src/project/index/index.ts';
import type { NotebookFolder } from './folders.ts';

/** Milliseconds of an index of a folder by one worker, and bytes. */
export interface Indexing {
  /** `JSON.parse` of all files. */
  readonly parse: number;
  readonly cold: number;
  /** All from the cache. */
  readonly warm: number;
  /** A look at all files again, by an index that knows them. */
  readonly again: number;
  readonly held: number;
  readonly cache: number;
}

export async function measureIndex({ path: workspace, files }: NotebookFolder): Promise<Indexing> {
  const cache = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-cache-'));
  const threads: ReadingThreads = { workers: 1, program: path.resolve(program), mainThread: 'waits' };
  const kept = cacheFile(cache, workspace, 'bench');
  const parse = await timeOf(async () => files.forEach(parseJson));
  const cold = await timeOf(() => readProject(workspace, () => false, kept, threads));
  const warm = await timeOf(() => readProject(workspace, () => false, kept, threads));
  const index = createFolderIndex(workspace, kept);
  const options = { isExcluded: () => false, threads, report: () => {}, signal: new AbortController().signal };
  const before = await heapUsed();
  await index.look(options);
  const held = (await heapUsed()) - before;
  const again = await timeOf(() => index.look(options));
  const [written = ''] = readdirSync(path.join(cache, 'index'));
  const { size } = statSync(path.join(cache, 'index', written));
  rmSync(cache, { recursive: true });
  return { parse, cold, warm, again, held, cache: size };
}

/** The product is its own worker. */
const program = 'server/dist/nbproject-language-server.cjs';

function parseJson(file: string): void {
  try {
    JSON.parse(decodeFile(readFileSync(file)).content);
  } catch {
    // The corpus has broken ones.
  }
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function heapUsed(): Promise<number> {
  // What a promise held is let go with the next turn.
  for (let time = 0; time < 3; time++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    global.gc?.();
  }
  return process.memoryUsage().heapUsed;
}
