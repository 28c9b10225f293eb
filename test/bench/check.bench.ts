import { allThreads, keeping, measureChecks, oneThread, type Runs, reading, unchanged } from './checks.ts';
import { corpusNotebooks, folderOfCopies, folderOfMade, type NotebookFolder } from './folders.ts';
import { medianOf, minimumOf } from './measure.ts';
import { measurePeers } from './peers.ts';
import { report } from './report.ts';

/**
 * What `nbls check` takes over many notebooks, as processes that start and end: beside one that reads and parses them and does nothing else, and beside
 * other linters with those rules that are like ours.
 */
const [, , only = ''] = process.argv;

void run();

async function run(): Promise<void> {
  const corpus = corpusNotebooks();
  if (corpus.length === 0) process.stdout.write('skipped: the corpus (set NBPROJECT_CORPUS to its folder)\n');
  else {
    await over(`the corpus, ${corpus.length} notebooks`, () => folderOfCopies(corpus, corpus.length), whole(5));
    await over('2,000 notebooks, copies of the corpus', () => folderOfCopies(corpus, 2000), whole(3));
  }
  await over('500 notebooks made for measuring', () => folderOfMade(500), whole(5));
  for (const count of [1, 3, 10]) {
    await over(`${count} of the notebooks made for measuring`, () => folderOfMade(20), firstOf(count));
  }
  await over(
    'other linters over 100 notebooks made for measuring',
    () => folderOfMade(100),
    (title, { path }) => measurePeers(title, path, 3),
  );
}

type Measure = (title: string, folder: NotebookFolder) => Promise<void>;

async function over(title: string, make: () => NotebookFolder, measure: Measure): Promise<void> {
  if (!title.includes(only)) return;
  const folder = make();
  await measure(title, folder);
  folder.remove();
}

function whole(runs: number): Measure {
  return async (title, { path }) => reportRuns(title, await measureChecks([path], runs));
}

function firstOf(count: number): Measure {
  return async (title, { files }) => reportRuns(title, await measureChecks(files.slice(1, count + 1), 7));
}

function reportRuns(title: string, runs: Runs): void {
  const base = runs.get(reading) ?? [];
  const times = base.map(({ time }) => time);
  const cpus = base.map(({ cpu }) => cpu);
  report({
    title: `${title}: milliseconds`,
    columns: ['', 'runs', 'least', 'p50', 'processors, p50', 'least / parse', 'processors / parse', 'most MB held'],
    rows: [reading, oneThread, allThreads, keeping, unchanged].map((name) => {
      const list = runs.get(name) ?? [];
      const own = list.map(({ time }) => time);
      const cpu = list.map((one) => one.cpu);
      return [
        name,
        list.length,
        minimumOf(own),
        medianOf(own),
        medianOf(cpu),
        minimumOf(own) / minimumOf(times),
        minimumOf(cpu) / minimumOf(cpus),
        Math.max(...list.map(({ mostResident }) => mostResident)) / 1e6,
      ];
    }),
  });
}
