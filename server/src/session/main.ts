import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, workerData } from 'node:worker_threads';
import { thisMachine } from '../environment/index.ts';
import {
  cacheFolder,
  type IndexWorkerData,
  indexTask,
  type ReadingThreads,
  readForMainThread,
} from '../project/index/index.ts';
import { isWorkerFor } from '../project/threads/workers.ts';
import { startServer } from './server.ts';
import { openTransport, parseServerArguments, serverUsage } from './transport.ts';
import { watchProcess } from './watchdog.ts';

declare const __VERSION__: string;

/** The language server as a process: `args` are those behind the program's name. */
export function main(args: readonly string[]): void {
  if (args.includes('--version')) process.stdout.write(`${__VERSION__}\n`);
  else if (args.includes('--help')) process.stdout.write(serverUsage);
  else {
    const parsed = parseServerArguments(args);
    if (typeof parsed === 'string') {
      process.stderr.write(`${parsed}\n\n${serverUsage}`);
      process.exitCode = 2;
      return;
    }
    let closed = () => {};
    const [reader, writer] = openTransport(parsed.transport, () => closed());
    closed = startServer(reader, writer, {
      version: __VERSION__,
      pageOf: pageAddress(),
      index: { version: __VERSION__, cacheFolder: cacheFolder(thisMachine()), threads: readingThreads() },
      exit: (code) => process.exit(code),
      complain: (reason) => void process.stderr.write(`nbproject-language-server: ${reason}\n`),
    });
    if (parsed.clientProcessId !== undefined) watchProcess(parsed.clientProcessId, closed);
  }
}

/** One processor is left to who edits. The bundle is one file, and so its own worker. */
function readingThreads(): ReadingThreads {
  const workers = Math.min(mostWorkers, Math.max(1, availableParallelism() - 1));
  return { workers, program: __filename, mainThread: 'waits' };
}

/** More only wait for the disk. */
const mostWorkers = 4;

/** Rule pages lie beside the bundle. */
function pageAddress(): ((code: string) => string) | undefined {
  const folder = path.join(__dirname, 'rules');
  if (!existsSync(folder)) return undefined;
  return (code) => pathToFileURL(path.join(folder, `${code}.md`)).href;
}

if (!isMainThread && isWorkerFor<IndexWorkerData>(indexTask, workerData)) void readForMainThread(workerData);
