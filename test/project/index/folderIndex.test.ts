import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IsExcluded } from '../../../server/src/project/find/index.ts';
import {
  cacheFile,
  createFolderIndex,
  type FolderIndex,
  type Look,
  type ReadingThreads,
} from '../../../server/src/project/index/index.ts';
import { program } from '../../cli/program.ts';
import { folderWith } from '../../support/folder.ts';
import { writeNotebook } from '../../support/notation.ts';

const alone: ReadingThreads = { workers: 0, program: '', mainThread: 'reads' };

interface Circumstances {
  readonly threads: ReadingThreads;
  readonly isExcluded: IsExcluded;
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

function look(index: FolderIndex, circumstances: Partial<Circumstances> = {}): Promise<Look> {
  const { signal } = new AbortController();
  return index.look({ threads: alone, isExcluded: () => false, report: () => {}, signal, ...circumstances });
}

/** The titles of the notebooks by their paths below the folder, as a look finds them. */
async function titlesIn(index: FolderIndex, folder: string, circumstances?: Partial<Circumstances>) {
  await look(index, circumstances);
  const titles = [...index.notebooks()].map(([file, { summary }]) => [path.relative(folder, file), summary.title]);
  return Object.fromEntries(titles);
}

function titled(title: string): string {
  return writeNotebook(`--- markdown\n# ${title}`).text;
}

/** Changes a file so that neither its size nor its time tells of it: who still knows the old title has not read it again. */
function changeUnseen(file: string, from: string, to: string): void {
  const { atime, mtime } = statSync(file);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  utimesSync(file, atime, mtime);
}

/** Gives a file a time at which nobody can be writing to it any more. */
function age(...files: readonly string[]): void {
  for (const file of files) utimesSync(file, 1_700_000_000, 1_700_000_000);
}

describe('The index of a folder', () => {
  test('Should know what notebooks say, by their paths', async () => {
    const folder = folderWith({
      'a/counts.ipynb': writeNotebook(`
--- markdown
# Counts
--- code [1]
import pandas as pd
pd.read_csv("raw.csv").to_csv("../counts.csv")
--- code [2]
print("nothing else")
--- metadata
{"nbproject": {"id": "aaaaaaaaaaaa", "version": "2", "time_init": "2024-05-31T09:30:00+00:00", "parent": ["bbbbbbbbbbbb"]}}
`).text,
    });
    const index = createFolderIndex(folder, undefined);
    expect(await look(index)).toEqual({ unreadable: [], unkept: undefined });
    const file = path.join(folder, 'a/counts.ipynb');
    expect(index.notebooks().get(file)).toMatchObject({
      complete: true,
      size: statSync(file).size,
      summary: {
        file,
        id: 'aaaaaaaaaaaa',
        title: 'Counts',
        version: '2',
        state: 'unverified',
        parents: ['bbbbbbbbbbbb'],
        published: null,
        uses: [
          { access: 'read', file: path.join(folder, 'a/raw.csv'), cell: 1 },
          { access: 'write', file: path.join(folder, 'counts.csv'), cell: 1 },
        ],
      },
    });
  });

  test('Should follow files that are written, made and deleted, and read no other again', async () => {
    const folder = folderWith({
      'same.ipynb': titled('Same'),
      'other.ipynb': titled('Old'),
      'gone.ipynb': titled('Gone'),
    });
    const [same, other, gone] = ['same', 'other', 'gone'].map((name) => path.join(folder, `${name}.ipynb`));
    age(same!, other!, gone!);
    const index = createFolderIndex(folder, undefined);
    await look(index);
    const before = index.notebooks();
    changeUnseen(same!, 'Same', 'Else');
    writeFileSync(other!, titled('New'));
    writeFileSync(path.join(folder, 'made.ipynb'), titled('Made'));
    rmSync(gone!);
    expect(await titlesIn(index, folder)).toEqual({ 'made.ipynb': 'Made', 'other.ipynb': 'New', 'same.ipynb': 'Same' });
    expect(index.notebooks().get(same!)).toBe(before.get(same!));
  });

  test('Should read a file again that was written to as it was read, though size and time are the same', async () => {
    const folder = folderWith({ 'a.ipynb': titled('Old') });
    const file = path.join(folder, 'a.ipynb');
    const now = new Date();
    utimesSync(file, now, now);
    const index = createFolderIndex(folder, undefined);
    expect(await titlesIn(index, folder)).toEqual({ 'a.ipynb': 'Old' });
    changeUnseen(file, 'Old', 'New');
    expect(await titlesIn(index, folder)).toEqual({ 'a.ipynb': 'New' });
  });

  test('Should leave out what the configuration excludes', async () => {
    const folder = folderWith({ 'a.ipynb': titled('A'), 'drafts/b.ipynb': titled('B') });
    const isExcluded: IsExcluded = (absolute) => absolute.endsWith('drafts');
    expect(await titlesIn(createFolderIndex(folder, undefined), folder, { isExcluded })).toEqual({ 'a.ipynb': 'A' });
  });

  test('Should say how far it is', async () => {
    const folder = folderWith({ 'a.ipynb': titled('A'), 'b.ipynb': titled('B') });
    const reports: (readonly [number, number])[] = [];
    await look(createFolderIndex(folder, undefined), { report: (done, total) => reports.push([done, total]) });
    expect(reports).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
  });

  test('Should change nothing when it is broken off, and go on from there', async () => {
    const names = Array.from({ length: 40 }, (_, number) => `${number}.ipynb`);
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, titled('Old')])));
    age(...names.map((name) => path.join(folder, name)));
    const cache = cacheFile(path.join(folder, '.cache'), folder, '1.0.0');
    const index = createFolderIndex(folder, cache);
    const stop = new AbortController();
    await look(index, { signal: stop.signal, report: (done) => done === 10 && stop.abort() });
    expect(index.notebooks().size).toBe(0);
    for (const name of names) changeUnseen(path.join(folder, name), 'Old', 'New');
    const titles = Object.values(await titlesIn(createFolderIndex(folder, cache), folder));
    expect(titles.filter((title) => title === 'Old')).toHaveLength(10);
    expect(titles).toHaveLength(40);
  });
});

describe('What is known is kept for the next start', () => {
  const folderOf = () => {
    const folder = folderWith({ 'a.ipynb': titled('Old'), 'b/c.ipynb': titled('Other') });
    age(path.join(folder, 'a.ipynb'), path.join(folder, 'b/c.ipynb'));
    return folder;
  };
  const kept = { 'a.ipynb': 'Old', 'b/c.ipynb': 'Other' };
  const readAgain = { 'a.ipynb': 'New', 'b/c.ipynb': 'Other' };

  /** An index that was kept in `cache`, of which one file has changed unseen since: what the next start finds. */
  async function keptIn(cache: string, version = '1.0.0'): Promise<string> {
    const folder = folderOf();
    expect((await look(createFolderIndex(folder, cacheFile(cache, folder, version)))).unkept).toBeUndefined();
    changeUnseen(path.join(folder, 'a.ipynb'), 'Old', 'New');
    return folder;
  }

  function titlesAtNextStart(cache: string, folder: string, version = '1.0.0') {
    return titlesIn(createFolderIndex(folder, cacheFile(cache, folder, version)), folder);
  }

  function fileIn(cache: string): string {
    const [name, ...more] = readdirSync(path.join(cache, 'index'));
    expect(more).toEqual([]);
    return path.join(cache, 'index', name!);
  }

  test('Should be all that the next start needs', async () => {
    const cache = folderWith({});
    const folder = await keptIn(cache);
    expect(await titlesAtNextStart(cache, folder)).toEqual(kept);
  });

  test('Should give the same as was read', async () => {
    const cache = folderWith({});
    const folder = folderWith({
      'a.ipynb': writeNotebook(`
--- markdown
# Title with "quotes", é and 😀
--- code [1]
open("../out/side.txt", "w").write(open("in.txt").read())
--- metadata
{"nbproject": {"id": "aaaaaaaaaaaa", "version": "2", "parent": ["b", "c"], "time_published": "2024-05-31T09:30:00+00:00"}}
`).text,
      'broken.ipynb': '{"cells": [{"cell_type": "markdown", "source": "# Half"',
    });
    age(path.join(folder, 'a.ipynb'), path.join(folder, 'broken.ipynb'));
    const [first, second] = [0, 1].map(() => createFolderIndex(folder, cacheFile(cache, folder, '1.0.0')));
    await look(first!);
    await look(second!);
    expect([...second!.notebooks()]).toEqual([...first!.notebooks()]);
    expect(second!.notebooks().get(path.join(folder, 'broken.ipynb'))).toMatchObject({ complete: false });
  });

  test('Should be read by nobody else', async () => {
    const cache = path.join(folderWith({}), 'made', 'when needed');
    await keptIn(cache);
    if (process.platform !== 'win32') expect(statSync(fileIn(cache)).mode & 0o77).toBe(0);
  });

  test.each<[string, (text: string) => string]>([
    ['is cut off', (text) => text.slice(0, -20)],
    ['has a character that is another', (text) => text.replace('Old', 'Odd')],
    ['is empty', () => ''],
    ['is of another format', (text) => text.replace('nbproject index ', 'nbproject index 1')],
    ['is something else', () => '{"rows": null}'],
  ])('Should be thrown away where it %s', async (_, damaged) => {
    const cache = folderWith({});
    const folder = await keptIn(cache);
    writeFileSync(fileIn(cache), damaged(readFileSync(fileIn(cache), 'utf8')));
    expect(await titlesAtNextStart(cache, folder)).toEqual(readAgain);
    changeUnseen(path.join(folder, 'a.ipynb'), 'New', 'Now');
    expect(await titlesAtNextStart(cache, folder)).toEqual(readAgain);
  });

  test('Should be thrown away where another version of the program has written it', async () => {
    const cache = folderWith({});
    const folder = await keptIn(cache, '1.0.0');
    expect(await titlesAtNextStart(cache, folder, '1.0.1')).toEqual(readAgain);
  });

  test('Should say where it cannot be kept, and go on without', async () => {
    const cache = path.join(folderWith({ 'a file': '' }), 'a file');
    const folder = folderOf();
    const index = createFolderIndex(folder, cacheFile(cache, folder, '1.0.0'));
    expect((await look(index)).unkept).toMatch(/ENOTDIR|EEXIST/);
    expect(await titlesIn(index, folder)).toEqual(kept);
  });

  test('Should be whole when two servers on one workspace keep it at once', async () => {
    const cache = folderWith({});
    const folder = folderOf();
    const servers = Array.from({ length: 8 }, () => createFolderIndex(folder, cacheFile(cache, folder, '1.0.0')));
    const looks = await Promise.all(servers.map((index) => look(index)));
    expect(looks.map(({ unkept }) => unkept)).toEqual(servers.map(() => undefined));
    changeUnseen(path.join(folder, 'a.ipynb'), 'Old', 'New');
    expect(await titlesAtNextStart(cache, folder)).toEqual(kept);
    fileIn(cache);
  });

  test('Should be forgotten after two months in which nobody used it', async () => {
    const cache = folderWith({});
    await keptIn(cache);
    age(fileIn(cache));
    await keptIn(cache);
    fileIn(cache);
  });

  test('Should not be forgotten as long as it is used', async () => {
    const cache = folderWith({});
    const folder = await keptIn(cache);
    age(fileIn(cache));
    await titlesAtNextStart(cache, folder);
    expect(Date.now() - statSync(fileIn(cache)).mtimeMs).toBeLessThan(60_000);
  });
});

describe('What cannot be read stops nobody', () => {
  test('Should be said of a folder, and the others be read', async () => {
    const folder = folderWith({ 'a.ipynb': titled('A'), 'closed/b.ipynb': titled('B') });
    chmodSync(path.join(folder, 'closed'), 0);
    if (process.getuid?.() === 0) return console.warn('skipped: root may read every folder');
    const index = createFolderIndex(folder, undefined);
    const { unreadable } = await look(index);
    chmodSync(path.join(folder, 'closed'), 0o755);
    expect(unreadable).toEqual([{ path: path.join(folder, 'closed'), reason: 'EACCES' }]);
    expect(index.notebooks().size).toBe(1);
  });

  test('Should not be found where links lead in a circle', async () => {
    const folder = folderWith({ 'a.ipynb': titled('A') });
    symlinkSync('.', path.join(folder, 'up'));
    symlinkSync('two.ipynb', path.join(folder, 'one.ipynb'));
    symlinkSync('one.ipynb', path.join(folder, 'two.ipynb'));
    expect(await titlesIn(createFolderIndex(folder, undefined), folder)).toEqual({ 'a.ipynb': 'A' });
  });

  test('Should be said of a file that is too large, once, and until it is smaller', async () => {
    const folder = folderWith({ 'huge.ipynb': '', 'a.ipynb': titled('A') });
    const huge = path.join(folder, 'huge.ipynb');
    const handle = openSync(huge, 'w');
    ftruncateSync(handle, 3 * 1024 * 1024 * 1024);
    closeSync(handle);
    const index = createFolderIndex(folder, undefined);
    const reason = expect.stringContaining('The file has 3072 MB');
    for (let time = 0; time < 2; time++) expect((await look(index)).unreadable).toEqual([{ path: huge, reason }]);
    writeFileSync(huge, titled('Small'));
    expect(await titlesIn(index, folder)).toEqual({ 'a.ipynb': 'A', 'huge.ipynb': 'Small' });
  });

  test('Should be read as far as it goes where the text is broken', async () => {
    const folder = folderWith({
      'broken.ipynb': '{"cells": [{"cell_type": "markdown", "source": "# Half"}, {',
      'none.ipynb': '',
    });
    expect(await titlesIn(createFolderIndex(folder, undefined), folder)).toEqual({
      'broken.ipynb': 'Half',
      'none.ipynb': null,
    });
  });

  test('Should be found again where a notebook is replaced or deleted while the others are read', async () => {
    const folder = folderWith({ 'a.ipynb': titled('A'), 'b.ipynb': titled('B'), 'c.ipynb': titled('C') });
    const index = createFolderIndex(folder, undefined);
    const during = (done: number) => {
      if (done > 0) return;
      writeFileSync(path.join(folder, 'b.ipynb'), titled('Replaced'));
      rmSync(path.join(folder, 'c.ipynb'));
    };
    expect(await titlesIn(index, folder, { report: during })).toEqual({ 'a.ipynb': 'A', 'b.ipynb': 'Replaced' });
    mkdirSync(path.join(folder, 'later'));
    writeFileSync(path.join(folder, 'later', 'd.ipynb'), titled('D'));
    expect(await titlesIn(index, folder)).toEqual({ 'a.ipynb': 'A', 'b.ipynb': 'Replaced', 'later/d.ipynb': 'D' });
  });
});

describe('Workers read the notebooks', () => {
  /** So much that workers are worth their start. */
  const padding = 'x'.repeat(100_000);
  const names = Array.from({ length: 30 }, (_, number) => `${number}.ipynb`);
  const files = Object.fromEntries(names.map((name) => [name, titled(`${name} ${padding}`)]));
  const titles = Object.fromEntries(names.map((name) => [name, `${name} ${padding}`]));

  function folderAndWorker(worker: string): { readonly folder: string; readonly threads: ReadingThreads } {
    const folder = folderWith({ ...files, 'worker.cjs': worker });
    return { folder, threads: { workers: 2, program: path.join(folder, 'worker.cjs'), mainThread: 'waits' } };
  }

  const realWorker = `require(${JSON.stringify(path.join(path.dirname(program), 'nbls.cjs'))})`;

  test('Should give the same as this thread does', async () => {
    const { folder, threads } = folderAndWorker(realWorker);
    const [apart, here] = [0, 1].map(() => createFolderIndex(folder, undefined));
    await look(apart!, { threads });
    await look(here!);
    expect(new Map([...apart!.notebooks()].sort())).toEqual(new Map([...here!.notebooks()].sort()));
  });

  test.each<[string, string]>([
    ['does not start', 'throw new Error("no such bundle")'],
    ['knows nothing of the task', ''],
    ['is not there', 'process.exit(7)'],
  ])('Should be no loss where a worker %s: this thread reads', async (_, worker) => {
    const { folder, threads } = folderAndWorker(worker);
    expect(await titlesIn(createFolderIndex(folder, undefined), folder, { threads })).toEqual(titles);
  });

  test('Should lose the one file that kills a worker, say so, and read the others', async () => {
    const { folder, threads } = folderAndWorker(`
      const { workerData: { queue, thread, files } } = require('node:worker_threads');
      const take = () => { const index = Atomics.add(queue, 0, 1); if (index < files.length) Atomics.store(queue, index + 1, thread); };
      take();
      take();
      throw new Error('out of memory');
    `);
    const index = createFolderIndex(folder, undefined);
    const { unreadable } = await look(index, { threads });
    expect(unreadable.length).toBeGreaterThan(0);
    for (const { reason } of unreadable)
      expect(reason).toBe('The file could not be read, which is a bug of nbproject: out of memory.');
    expect(index.notebooks().size).toBe(names.length - unreadable.length);
  });

  test('Should end when the user cancels', async () => {
    const { folder, threads } = folderAndWorker('setInterval(() => {}, 1000)');
    const stop = new AbortController();
    const index = createFolderIndex(folder, undefined);
    const looked = look(index, { threads, signal: stop.signal, report: () => setImmediate(() => stop.abort()) });
    expect(await looked).toEqual({ unreadable: [], unkept: undefined });
  });
});
