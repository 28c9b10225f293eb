import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { decodeFile } from '../../server/src/notebook/index.ts';
import {
  cacheFile,
  createFolderIndex,
  type ReadingThreads,
  readProject,
} from '../../server/src/project/index/index.ts';
import { main as serve } from '../../server/src/session/main.ts';
import { table } from './measure.ts';

/**
 * What the index of a project costs, by copies of the notebooks of the corpus: read for the first time, from its cache, and looked at again; what it
 * holds in memory; and how long a server takes to answer while it reads. Beside it, `JSON.parse` of the same files.
 */
const count = Number(process.env.NBPROJECT_BENCH_NOTEBOOKS ?? 10_000);

const corpus = process.env.NBPROJECT_CORPUS ?? '';

if (process.argv[2] === 'server') serve(['--stdio']);
// The bundle is its own worker, by what the server's program does in a thread.
else if (isMainThread) void run();

async function run(): Promise<void> {
  const notebooks = notebooksIn(corpus);
  if (notebooks.length === 0) {
    process.stdout.write('skipped: there is no corpus; set NBPROJECT_CORPUS to its folder\n');
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-index-'));
  try {
    const workspace = path.join(folder, 'workspace');
    for (let index = 0; index < count; index++) {
      const inner = path.join(workspace, `study-${index % Math.ceil(count / 20)}`);
      mkdirSync(inner, { recursive: true });
      copyFileSync(notebooks[index % notebooks.length] ?? '', path.join(inner, `${index}.ipynb`));
    }
    await indexing(workspace, path.join(folder, 'cache'));
    await answering(workspace, path.join(folder, 'cache of the server'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function notebooksIn(folder: string): readonly string[] {
  if (folder === '') return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ipynb')).map((file) => path.join(folder, file));
}

async function indexing(workspace: string, cache: string): Promise<void> {
  const files = notebooksIn(workspace);
  const threads: ReadingThreads = { workers: 1, program: __filename, mainThread: 'waits' };
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
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const row = (name: string, time: number) => [
    name,
    time.toFixed(0),
    (time / cold).toFixed(3),
    (time / parse).toFixed(3),
  ];
  process.stdout.write(
    `${files.length} notebooks, milliseconds, one worker\n${table([
      ['', 'time', '/ cold', '/ JSON.parse'],
      row('JSON.parse of all files', parse),
      row('cold', cold),
      row('warm: all from the cache', warm),
      row('a look at all files again', again),
    ])}\nin memory ${megabytes(held)}, cache ${megabytes(readFileSync(path.join(cache, 'index', written)).length)}\n\n`,
  );
}

function parseJson(file: string): void {
  try {
    JSON.parse(decodeFile(readFileSync(file)).content);
  } catch {
    // The corpus has broken ones.
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
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

/** How long a server takes to answer a hover, one after the other, while it reads the workspace and after that. */
async function answering(workspace: string, cache: string): Promise<void> {
  const child = spawn(process.execPath, [__filename, 'server'], { env: { ...process.env, XDG_CACHE_HOME: cache } });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let isReading = true;
  connection.onRequest(() => null);
  connection.onUnhandledProgress(({ value }) => {
    if ((value as { kind: string }).kind === 'end') isReading = false;
  });
  connection.listen();
  const workspaceFolders = [{ uri: pathToFileURL(workspace).href, name: 'bench' }];
  const capabilities = { window: { workDoneProgress: true } };
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities, workspaceFolders });
  await connection.sendNotification('initialized', {});
  const uri = pathToFileURL(path.join(workspace, 'study-0', 'open.ipynb')).href;
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'json', version: 0, text },
  });
  const hovers = async (goOn: (done: number) => boolean) => {
    const times: number[] = [];
    while (goOn(times.length)) {
      const params = { textDocument: { uri }, position: { line: 0, character: 60 } };
      times.push(await timeOf(() => connection.sendRequest('textDocument/hover', params)));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return times.sort((one, other) => one - other);
  };
  const during = await hovers(() => isReading);
  const after = await hovers((done) => done < 500);
  const row = (name: string, times: readonly number[]) => [
    name,
    String(times.length),
    ...[0.5, 0.95, 0.99, 1].map((part) => (times[Math.ceil(times.length * part) - 1] ?? 0).toFixed(1)),
    `${((100 * times.filter((time) => time > 50).length) / times.length).toFixed(1)} %`,
  ];
  process.stdout.write(
    `milliseconds until a hover is answered\n${table([
      ['', 'hovers', 'median', 'p95', 'p99', 'slowest', 'over 50 ms'],
      row('while it reads', during),
      row('after that', after),
    ])}\n`,
  );
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
}

const text = JSON.stringify({
  cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: ['# A title to hover on\n'] }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});
