import {
  chmodSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeEnvironment } from '../../support/exampleEnvironment.ts';
import { folderWith } from '../../support/folder.ts';
import { writeNotebook } from '../../support/notation.ts';
import { check, type Manner } from './checking.ts';

function notebook(title: string, id: string, parent: string | null, code: string): string {
  const record = { id, version: '1', time_init: '2024-05-31T09:30:00+00:00', parent, pypackage: { numpy: '1.0.0' } };
  const kernel = { kernelspec: { name: 'python3' } };
  const metadata = JSON.stringify({ nbproject: record, ...kernel });
  return writeNotebook(`--- markdown\n# ${title}\n--- code [1]\n${code}\n--- metadata\n${metadata}`).text;
}

const plain = writeNotebook('--- markdown\nNo title\n--- code [2]\nx = y').text;

/** A project in which each notebook depends on something else besides itself. */
function project(): string {
  const folder = folderWith({
    '.git/HEAD': '',
    'data/cells.csv': '1',
    'counts.ipynb': notebook('Counts', 'aaaaaaaaaaaa', null, 'import numpy\nopen("counts.csv", "w").write("1")'),
    'figures.ipynb': notebook('Figures', 'bbbbbbbbbbbb', 'aaaaaaaaaaaa', 'open("data/cells.csv").read()'),
    'deep/plain.ipynb': plain,
    'broken.ipynb': '{"cells": [',
    'script.ipynb': '# %% [markdown]\n# No title\n\n# %%\nx = y\n',
    'bytes.ipynb': Buffer.from([0xff, 0xfe, 0, 1]),
  });
  makeEnvironment(path.join(folder, '.venv'), { numpy: '1.26.4' });
  return folder;
}

const all = ['broken.ipynb', 'bytes.ipynb', 'counts.ipynb', 'deep/plain.ipynb', 'figures.ipynb', 'script.ipynb'];

/** A project that was checked, and the folder of what was kept of that. */
async function checkedProject(manner?: Manner): Promise<{ readonly folder: string; readonly cache: string }> {
  const [folder, cache] = [project(), folderWith({})];
  expect((await check(folder, cache, manner)).anew).toEqual(all);
  return { folder, cache };
}

/** What is checked anew in a project that was checked before; what is said of it has to be what is said without a cache. */
async function checkedAnew(folder: string, cache: string, manner?: Manner): Promise<readonly string[]> {
  const { reports, anew } = await check(folder, cache, manner);
  expect(reports).toEqual((await check(folder, undefined, manner)).reports);
  return anew;
}

function change(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

describe('A notebook is not checked again', () => {
  test('Should be so where nothing has changed, and say the same', async () => {
    const { folder, cache } = await checkedProject();
    expect(await checkedAnew(folder, cache)).toEqual([]);
  });

  test('Should be so however its folder is named', async () => {
    const { folder, cache } = await checkedProject();
    expect(await checkedAnew(folder, cache, { named: ['deep', 'counts.ipynb'] })).toEqual([]);
  });

  test('Should be so where only its time is another', async () => {
    const { folder, cache } = await checkedProject();
    utimesSync(path.join(folder, 'counts.ipynb'), new Date(), new Date());
    expect(await checkedAnew(folder, cache)).toEqual([]);
  });

  test('Should be so in two ways of looking at it, one after the other', async () => {
    const { folder, cache } = await checkedProject();
    const other: Manner = { detail: { frames: false, fixes: false } };
    expect(await checkedAnew(folder, cache, other)).toEqual(all);
    expect(await checkedAnew(folder, cache, other)).toEqual([]);
    expect(await checkedAnew(folder, cache)).toEqual([]);
  });
});

describe('A notebook is checked again', () => {
  test.each<[string, (folder: string) => void, readonly string[]]>([
    [
      'a byte of it',
      (folder) => change(path.join(folder, 'figures.ipynb'), '# Figures', '# Figurez'),
      ['figures.ipynb'],
    ],
    [
      'a byte of it, and neither its size nor its time',
      (folder) => {
        const file = path.join(folder, 'deep/plain.ipynb');
        const { atime, mtime } = statSync(file);
        change(file, 'x = y', 'y = x');
        utimesSync(file, atime, mtime);
      },
      ['deep/plain.ipynb'],
    ],
    [
      'the name of it',
      (folder) => renameSync(path.join(folder, 'deep/plain.ipynb'), path.join(folder, 'deep/Untitled.ipynb')),
      ['deep/Untitled.ipynb'],
    ],
    [
      'the text of one that is a script',
      (folder) => change(path.join(folder, 'script.ipynb'), 'x = y', 'y = x'),
      ['script.ipynb'],
    ],
    [
      'the id of its parent',
      (folder) => change(path.join(folder, 'counts.ipynb'), 'aaaaaaaaaaaa', 'cccccccccccc'),
      ['counts.ipynb', 'figures.ipynb'],
    ],
    [
      'that another has its id',
      (folder) => writeFileSync(path.join(folder, 'deep/copy.ipynb'), readFileSync(path.join(folder, 'counts.ipynb'))),
      ['counts.ipynb', 'deep/copy.ipynb', 'figures.ipynb'],
    ],
    ['a file that it reads', (folder) => rmSync(path.join(folder, 'data/cells.csv')), ['figures.ipynb']],
    [
      'the version of a package',
      (folder) => {
        rmSync(path.join(folder, '.venv'), { recursive: true });
        makeEnvironment(path.join(folder, '.venv'), { numpy: '1.0.0' });
      },
      ['broken.ipynb', 'counts.ipynb', 'deep/plain.ipynb', 'figures.ipynb', 'script.ipynb'],
    ],
    ['a module beside it', (folder) => writeFileSync(path.join(folder, 'deep/numpy.py'), ''), ['deep/plain.ipynb']],
    [
      'the severity of a rule',
      (folder) => writeFileSync(path.join(folder, 'nbproject.toml'), 'severity = { missing-title = "error" }\n'),
      all,
    ],
    [
      'the option of a rule, in one folder',
      (folder) => writeFileSync(path.join(folder, 'deep/nbproject.toml'), 'unexecuted-cell.min-executed = 9\n'),
      ['deep/plain.ipynb'],
    ],
    [
      'the rules that are ignored in some files',
      (folder) =>
        writeFileSync(path.join(folder, 'nbproject.toml'), 'per-file-ignores = { "deep/" = ["missing-title"] }\n'),
      ['deep/plain.ipynb'],
    ],
    [
      'the author',
      (folder) => writeFileSync(path.join(folder, 'nbproject.toml'), 'author = { handle = "somebody-else" }\n'),
      all,
    ],
  ])('Should be so where what has changed is %s', async (_, change, anew) => {
    const { folder, cache } = await checkedProject();
    change(folder);
    expect(await checkedAnew(folder, cache)).toEqual(anew);
    expect(await checkedAnew(folder, cache)).toEqual([]);
  });

  test('Should be so for other rules', async () => {
    const { folder, cache } = await checkedProject();
    expect(await checkedAnew(folder, cache, { select: ['Narrative'] })).toEqual(all);
  });

  test('Should be so by another program', async () => {
    const { folder, cache } = await checkedProject();
    expect(await checkedAnew(folder, cache, { program: '2' })).toEqual(all);
  });

  test('Should be so where it cannot be read, or is a script that other files have a say in', async () => {
    const [folder, cache] = [project(), folderWith({})];
    writeFileSync(path.join(folder, 'script.py'), '# %%\nx = 1\n');
    symlinkSync('nowhere', path.join(folder, 'link.ipynb'));
    const named = ['counts.ipynb', 'link.ipynb', 'script.py'];
    expect(await checkedAnew(folder, cache, { named })).toEqual(named);
    expect(await checkedAnew(folder, cache, { named })).toEqual(['link.ipynb', 'script.py']);
  });
});

describe('What is kept', () => {
  const texts = (cache: string) =>
    readdirSync(path.join(cache, 'check')).map((name) => path.join(cache, 'check', name));
  const rewrite = (cache: string, to: (text: string) => string) => {
    for (const file of texts(cache)) writeFileSync(file, to(readFileSync(file, 'utf8')));
  };

  test.each<[string, (text: string) => string]>([
    ['is cut off', (text) => text.slice(0, -20)],
    ['has a character that is another', (text) => text.replace('title', 'tItle').replace('JSON', 'JASON')],
    ['is empty', () => ''],
    ['is something else', () => 'nbproject check 1\n[[[\n\t\t\t'],
  ])('Should be made anew where it %s', async (_, damaged) => {
    const { folder, cache } = await checkedProject();
    rewrite(cache, damaged);
    expect(await checkedAnew(folder, cache)).toEqual(all);
    expect(await checkedAnew(folder, cache)).toEqual([]);
  });

  test('Should be read by nobody else', async () => {
    const { cache } = await checkedProject();
    if (process.platform === 'win32') return console.warn('skipped: Windows has no modes');
    for (const file of texts(cache)) expect(statSync(file).mode & 0o77).toBe(0);
  });

  test('Should be written only where something was checked', async () => {
    const { folder, cache } = await checkedProject();
    for (const file of texts(cache)) chmodSync(file, 0o400);
    const before = texts(cache).map((file) => statSync(file).ino);
    await check(folder, cache);
    expect(texts(cache).map((file) => statSync(file).ino)).toEqual(before);
  });

  test('Should be no loss where it cannot be written', async () => {
    const folder = project();
    const cache = path.join(folderWith({ 'a file': '' }), 'a file');
    expect(await checkedAnew(folder, cache)).toEqual(all);
    expect(await checkedAnew(folder, cache)).toEqual(all);
  });

  test('Should be whole when many runs keep it at once', async () => {
    const [folder, cache] = [project(), folderWith({})];
    await Promise.all(Array.from({ length: 8 }, () => check(folder, cache)));
    expect(await checkedAnew(folder, cache)).toEqual([]);
  });

  test('Should hold nothing of a notebook that is gone, nor of many settings', async () => {
    const { folder, cache } = await checkedProject();
    rmSync(path.join(folder, 'figures.ipynb'));
    for (const code of ['missing-title', 'late-import', 'secret', 'syntax-error', 'failed-cell', 'long-cell'])
      await check(folder, cache, { select: [code] });
    const kept = texts(cache)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    expect(kept).not.toContain('figures.ipynb');
    expect(kept.split('"counts.ipynb"')).toHaveLength(1 + 4);
  });
});
