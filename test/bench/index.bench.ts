import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { corpusNotebooks, folderOfCopies, folderOfMade, type NotebookFolder } from './folders.ts';
import { measureIndex, timeOf } from './indexing.ts';
import { LanguageServer, product } from './languageServer.ts';
import { quantileOf } from './measure.ts';
import { report } from './report.ts';

/**
 * What the index of a project costs, by copies of the notebooks of the corpus, or by notebooks made for measuring: read for the first time, from its
 * cache, and looked at again; what it holds in memory; and how long a server takes to answer while it reads.
 */
const count = Number(process.env.NBPROJECT_BENCH_NOTEBOOKS ?? 10_000);

void run();

async function run(): Promise<void> {
  const corpus = corpusNotebooks();
  const folder = corpus.length > 0 ? folderOfCopies(corpus, count) : folderOfMade(count);
  try {
    await indexing(folder);
    await answering(folder);
  } finally {
    folder.remove();
  }
}

async function indexing(folder: NotebookFolder): Promise<void> {
  const { parse, cold, warm, again, held, cache } = await measureIndex(folder);
  const row = (name: string, time: number) => [name, time, time / cold, time / parse];
  report({
    title: `the index of ${folder.files.length} notebooks, one worker: milliseconds`,
    columns: ['', 'time', '/ cold', '/ JSON.parse'],
    rows: [
      row('JSON.parse of all files', parse),
      row('cold', cold),
      row('warm: all from the cache', warm),
      row('a look at all files again', again),
    ],
    notes: [`In memory ${(held / 1e6).toFixed(1)} MB, cache ${(cache / 1e6).toFixed(1)} MB.`],
  });
}

/** How long a server takes to answer a hover, one after the other, while it reads the workspace and after that. */
async function answering({ path: workspace }: NotebookFolder): Promise<void> {
  const { connection, ...server } = await startReading(workspace);
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
    return times;
  };
  const during = await hovers(server.isReading);
  const after = await hovers((done) => done < 500);
  const row = (name: string, times: readonly number[]) => [
    name,
    times.length,
    ...[0.5, 0.95, 0.99, 1].map((part) => quantileOf(times, part)),
    (100 * times.filter((time) => time > 50).length) / times.length,
  ];
  report({
    title: 'milliseconds until a hover is answered',
    columns: ['', 'hovers', 'p50', 'p95', 'p99', 'slowest', '% over 50 ms'],
    rows: [row('while it reads', during), row('after that', after)],
  });
  await server.stop();
}

async function startReading(workspace: string) {
  const server = await LanguageServer.start(product, pathToFileURL(workspace).href);
  let isReading = true;
  server.connection.onUnhandledProgress(({ value }) => {
    if ((value as { kind: string }).kind === 'end') isReading = false;
  });
  return { connection: server.connection, isReading: () => isReading, stop: () => server.stop() };
}

const text = JSON.stringify({
  cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: ['# A title to hover on\n'] }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});
