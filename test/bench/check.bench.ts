import { allThreads, measureChecks, oneThread, type Runs, reading } from './checks.ts';
import { corpusNotebooks, folderOfCopies, folderOfMade, type NotebookFolder } from './folders.ts';
import { medianOf, minimumOf } from './measure.ts';
import { measurePeers } from './peers.ts';
import { report } from './report.ts';

/**
 * What `nbls check` takes over many notebooks, as processes that start and end: beside one that reads and parses them and does nothing else, and beside
 * other linters with those rules that are like ours.
 */
void run();

async function run(): Promise<void> {
  const corpus = corpusNotebooks();
  if (corpus.length === 0) process.stdout.write('skipped: the corpus (set NBPROJECT_CORPUS to its folder)\n');
  else {
    await within(folderOfCopies(corpus, corpus.length), `the corpus, ${corpus.length} notebooks`, 5);
    await within(folderOfCopies(corpus, 2000), '2,000 notebooks, copies of the corpus', 3);
  }
  const made = folderOfMade(500);
  await few(made);
  await measurePeers('other linters over 500 notebooks made for measuring', made.path, 5);
  await within(made, '500 notebooks made for measuring', 5);
}

async function within(folder: NotebookFolder, title: string, runs: number): Promise<void> {
  reportRuns(title, await measureChecks([folder.path], runs));
  folder.remove();
}

async function few({ files }: NotebookFolder): Promise<void> {
  for (const count of [1, 3, 10]) {
    reportRuns(`${count} of the notebooks made for measuring`, await measureChecks(files.slice(1, count + 1), 7));
  }
}

function reportRuns(title: string, runs: Runs): void {
  const base = runs.get(reading) ?? [];
  const times = base.map(({ time }) => time);
  const cpus = base.map(({ cpu }) => cpu);
  report({
    title: `${title}: milliseconds`,
    columns: ['', 'runs', 'least', 'p50', 'processors, p50', 'least / parse', 'processors / parse', 'most MB held'],
    rows: [reading, oneThread, allThreads].map((name) => {
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
