import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../../server/src/project/files/replaceFile.ts';
import { folderWith } from '../../support/folder.ts';
import { canMount, smallDisk } from '../../support/smallDisk.ts';

const old = Buffer.from('old');
const fresh = Buffer.from('new');

function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

describe('A file is replaced', () => {
  test('as a whole, and nothing stays beside it', async () => {
    const folder = folderWith({ a: 'old' });
    expect(await replaceFile(path.join(folder, 'a'), old, fresh)).toBeUndefined();
    expect(contentOf(folder)).toEqual({ a: 'new' });
  });

  test('only if it still holds what was read', async () => {
    const folder = folderWith({ a: 'other' });
    expect(await replaceFile(path.join(folder, 'a'), old, fresh)).toBe('it was changed meanwhile');
    expect(contentOf(folder)).toEqual({ a: 'other' });
  });

  test('not where it is gone', async () => {
    const folder = folderWith({});
    expect(await replaceFile(path.join(folder, 'a'), old, fresh)).toMatch(/ENOENT/);
    expect(contentOf(folder)).toEqual({});
  });

  test('with the mode and the owner that it has', async () => {
    const folder = folderWith({ a: 'old' });
    const file = path.join(folder, 'a');
    chmodSync(file, 0o640);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(file, 1234, 2345);
    else console.warn('Skipped: only root can give a file to somebody else to see whether they keep it.');
    await replaceFile(file, old, fresh);
    const { mode, uid, gid } = statSync(file);
    expect(mode & 0o777).toBe(0o640);
    if (isRoot) expect({ uid, gid }).toEqual({ uid: 1234, gid: 2345 });
    expect(contentOf(folder)).toEqual({ a: 'new' });
  });

  test('behind every symbolic link that leads to it', async () => {
    const folder = folderWith({ 'real/a': 'old' });
    symlinkSync('real/a', path.join(folder, 'near'));
    symlinkSync('near', path.join(folder, 'far'));
    expect(await replaceFile(path.join(folder, 'far'), old, fresh)).toBeUndefined();
    expect(['near', 'far'].map((name) => lstatSync(path.join(folder, name)).isSymbolicLink())).toEqual([true, true]);
    expect(contentOf(path.join(folder, 'real'))).toEqual({ a: 'new' });
  });

  test('not where links lead in a circle', async () => {
    const folder = folderWith({});
    symlinkSync('b', path.join(folder, 'a'));
    symlinkSync('a', path.join(folder, 'b'));
    expect(await replaceFile(path.join(folder, 'a'), old, fresh)).toMatch(/ELOOP/);
  });

  test('also where its name is as long as a name may be', async () => {
    const name = `${'n'.repeat(249)}.ipynb`;
    const folder = folderWith({ [name]: 'old' });
    expect(await replaceFile(path.join(folder, name), old, fresh)).toBeUndefined();
    expect(contentOf(folder)).toEqual({ [name]: 'new' });
  });
});

describe('A file is made', () => {
  test('as a whole', async () => {
    const folder = folderWith({});
    expect(await replaceFile(path.join(folder, 'a'), undefined, fresh)).toBeUndefined();
    expect(contentOf(folder)).toEqual({ a: 'new' });
    expect(statSync(path.join(folder, 'a')).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  test('only where there is none', async () => {
    const folder = folderWith({ a: 'old' });
    symlinkSync('nowhere', path.join(folder, 'b'));
    expect(await replaceFile(path.join(folder, 'a'), undefined, fresh)).toMatch(/EEXIST/);
    expect(await replaceFile(path.join(folder, 'b'), undefined, fresh)).toMatch(/EEXIST/);
    expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
  });
});

describe('What a killed process left behind', () => {
  const leftover = '.a.nbproject-0123456789abcdef.tmp';
  const hourAgo = Date.now() / 1000 - 3600;

  test('is deleted by the next write in the folder, once nobody can still be writing it', async () => {
    const folder = folderWith({ a: 'old', [leftover]: 'ne', '.b.nbproject-fedcba9876543210.tmp': 'n' });
    utimesSync(path.join(folder, leftover), hourAgo, hourAgo);
    await replaceFile(path.join(folder, 'a'), old, fresh);
    expect(contentOf(folder)).toEqual({ a: 'new', '.b.nbproject-fedcba9876543210.tmp': 'n' });
  });

  test('is told from what others name alike', async () => {
    const others = { '.a.0123456789abcdef.tmp': '', 'a.nbproject-0123456789abcdef.tmp': '', '.a.nbproject-1.tmp': '' };
    const folder = folderWith({ a: 'old', ...others });
    for (const name of Object.keys(others)) utimesSync(path.join(folder, name), hourAgo, hourAgo);
    mkdirSync(path.join(folder, leftover));
    utimesSync(path.join(folder, leftover), hourAgo, hourAgo);
    await replaceFile(path.join(folder, 'a'), old, fresh);
    expect(contentOf(folder)).toEqual({ a: 'new', ...others });
    expect(statSync(path.join(folder, leftover)).isDirectory()).toBe(true);
  });
});

describe.skipIf(!canMount)('A disk', () => {
  test('that is full leaves the file as it is, and nothing beside it', async () => {
    const { folder } = smallDisk(64);
    const file = path.join(folder, 'a');
    const before = Buffer.alloc(40 * 1024, 'o');
    writeFileSync(file, before);
    expect(await replaceFile(file, before, Buffer.alloc(41 * 1024, 'n'))).toMatch(/ENOSPC/);
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['a']);
    expect(await replaceFile(path.join(folder, 'b'), undefined, Buffer.alloc(41 * 1024, 'n'))).toMatch(/ENOSPC/);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('that is read-only leaves the file as it is', async () => {
    const { folder, lock } = smallDisk(64);
    const file = path.join(folder, 'a');
    writeFileSync(file, old);
    lock();
    expect(await replaceFile(file, old, fresh)).toMatch(/EROFS/);
    expect(await replaceFile(path.join(folder, 'b'), undefined, fresh)).toMatch(/EROFS/);
    expect(contentOf(folder)).toEqual({ a: 'old' });
  });
});

test.skipIf(!canMount || !canFreeze())('A file that nobody may change stays as it is', async () => {
  const folder = folderWith({ a: 'old' });
  const file = path.join(folder, 'a');
  execFileSync('chattr', ['+i', file]);
  try {
    expect(await replaceFile(file, old, fresh)).toMatch(/EPERM|EACCES/);
    expect(contentOf(folder)).toEqual({ a: 'old' });
  } finally {
    execFileSync('chattr', ['-i', file]);
  }
});

/** Not every file system can. */
function canFreeze(): boolean {
  const file = path.join(import.meta.dirname, 'replaceFile.test.ts');
  try {
    execFileSync('lsattr', [file], { stdio: 'pipe' });
    return true;
  } catch {
    console.warn('Skipped: this file system has no attributes that keep a file from being changed.');
    return false;
  }
}
