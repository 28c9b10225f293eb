import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitIdentities } from '../../../server/src/record/index.ts';
import { folderWith } from '../../support/folder.ts';

const hasGit = isThere();

function isThere(): boolean {
  try {
    execFileSync('git', ['--version']);
    return true;
  } catch {
    console.warn('skipped: commits of real repositories (there is no git)');
    return false;
  }
}

/** Runs git as nobody's user, whatever is set on this machine. */
function git(folder: string, ...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...who, ...args], { cwd: folder, env, encoding: 'utf8' }).trim();
}

async function commitOf(folder: string, file: string): Promise<string | undefined> {
  const [identity] = await gitIdentities(path.join(folder, file));
  return identity?.value;
}

function repository(...init: string[]): { folder: string; head: string } {
  const folder = folderWith({
    'a.ipynb': '{}',
    'sub/b.ipynb': '{"b": 1}',
    'sub/bc.ipynb': '{"c": 1}',
    'new.ipynb': '{}',
  });
  git(folder, 'init', '-q', '-b', 'main', ...init);
  git(folder, 'add', 'a.ipynb', 'sub');
  git(folder, 'commit', '-q', '-m', 'First');
  return { folder, head: git(folder, 'rev-parse', 'HEAD') };
}

describe.skipIf(!hasGit)('The git commit of a notebook', () => {
  test('Should be that which is checked out, of files that git knows', async () => {
    const { folder, head } = repository();
    for (const file of ['a.ipynb', 'sub/b.ipynb', 'sub/bc.ipynb'])
      expect([file, await commitOf(folder, file)]).toEqual([file, head]);
    for (const file of ['new.ipynb', 'gone.ipynb', 'sub', '.'])
      expect([file, await commitOf(folder, file)]).toEqual([file, undefined]);
  });

  test('Should say where the file is another than git knows, of the same size or not', async () => {
    const { folder, head } = repository();
    writeFileSync(path.join(folder, 'sub/b.ipynb'), '{"b": 2}');
    writeFileSync(path.join(folder, 'a.ipynb'), '{ }');
    expect(await commitOf(folder, 'sub/b.ipynb')).toBe(`${head}-dirty`);
    expect(await commitOf(folder, 'a.ipynb')).toBe(`${head}-dirty`);
    expect(await commitOf(folder, 'sub/bc.ipynb')).toBe(head);
    expect(git(folder, 'describe', '--always', '--dirty', '--abbrev=40')).toBe(`${head}-dirty`);
  });

  test.each([
    ['with its branches packed', (folder: string) => git(folder, 'pack-refs', '--all')],
    ['with no branch checked out', (folder: string) => git(folder, 'checkout', '-q', '--detach')],
    ['on a branch with a slash', (folder: string) => git(folder, 'checkout', '-q', '-b', 'ada/é')],
    ['with an index of version 3', (folder: string) => intentToAdd(folder)],
    ['with an index of version 4', (folder: string) => git(folder, 'update-index', '--index-version', '4')],
  ])('Should be found in a repository %s', async (_, change) => {
    const { folder, head } = repository();
    change(folder);
    for (const file of ['a.ipynb', 'sub/b.ipynb', 'sub/bc.ipynb'])
      expect([file, await commitOf(folder, file)]).toEqual([file, head]);
  });

  test('Should be found where names are SHA-256, in a worktree, in a submodule, and behind a link', async () => {
    const { folder, head } = repository('--object-format=sha256');
    expect(head).toHaveLength(64);
    expect(await commitOf(folder, 'a.ipynb')).toBe(head);
    git(folder, 'worktree', 'add', '-q', '-b', 'other', 'tree');
    expect(await commitOf(folder, 'tree/sub/b.ipynb')).toBe(head);
    const around = folderWith({ 'x.ipynb': '' });
    git(around, 'init', '-q');
    const inner = repository();
    git(around, 'submodule', '--quiet', 'add', inner.folder, 'module');
    expect(await commitOf(around, 'module/a.ipynb')).toBe(inner.head);
    symlinkSync(path.join(inner.folder, 'a.ipynb'), path.join(around, 'link.ipynb'));
    expect(await commitOf(around, 'link.ipynb')).toBe(inner.head);
  });

  test('Should be none before the first commit', async () => {
    const folder = folderWith({ 'a.ipynb': '{}' });
    git(folder, 'init', '-q');
    git(folder, 'add', 'a.ipynb');
    expect(await commitOf(folder, 'a.ipynb')).toBeUndefined();
  });
});

/** An entry with an extended flag. */
function intentToAdd(folder: string): string {
  return git(folder, 'add', '--intent-to-add', 'new.ipynb');
}

describe('A .git that is none', () => {
  test.each<[string, Record<string, string | Buffer>]>([
    ['is empty', { '.git/x': '' }],
    ['has a HEAD that is no commit', { '.git/HEAD': '<b>not hexadecimal</b>', '.git/index': 'DIRC' }],
    ['leads out of itself', { '.git/HEAD': 'ref: refs/../../a', '.git/index': 'DIRC' }],
    ['is a file that leads to itself', { '.git': 'gitdir: .git' }],
    ['is a file that leads nowhere', { '.git': 'gitdir: /nonexistent/\u0000/x' }],
    ['has an index that breaks off', { '.git/HEAD': '0'.repeat(40), '.git/index': brokenIndex() }],
    ['has an index of a later version', { '.git/HEAD': '0'.repeat(40), '.git/index': brokenIndex(9) }],
    ['has an index that is none', { '.git/HEAD': '0'.repeat(40), '.git/index': 'x'.repeat(1000) }],
  ])('Should give no commit where it %s', async (_, files) => {
    const folder = folderWith({ ...files, 'a.ipynb': '{}' });
    expect(await gitIdentities(path.join(folder, 'a.ipynb'))).toEqual([]);
  });
});

/** Says that it has four thousand million entries. */
function brokenIndex(version = 4): Buffer {
  const head = Buffer.alloc(12);
  head.write('DIRC');
  head.writeUInt32BE(version, 4);
  head.writeUInt32BE(0xffffffff, 8);
  return Buffer.concat([head, Buffer.alloc(300, 0xff)]);
}
