import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findNotebooks } from '../../../server/src/project/find/index.ts';

/** No project configuration has a say. */
const excludeNothing = () => false;

describe('Notebooks are found', () => {
  test('in a folder and all below it, sorted', async () => {
    const folder = folderWith(['b.ipynb', 'a/z.ipynb', 'a/b/c/y.IPYNB', 'x.py', 'x.ipynb.txt']);
    expect((await findNotebooks(['.'], folder, excludeNothing)).paths).toEqual([
      'a/b/c/y.IPYNB',
      'a/z.ipynb',
      'b.ipynb',
    ]);
  });

  test('under the name by which their folder was named', async () => {
    const folder = folderWith(['sub/a.ipynb', 'other/b.ipynb']);
    const sub = path.join(folder, 'sub');
    expect((await findNotebooks(['./sub/'], folder, excludeNothing)).paths).toEqual(['sub/a.ipynb']);
    expect((await findNotebooks(['../other'], sub, excludeNothing)).paths).toEqual(['../other/b.ipynb']);
    expect((await findNotebooks([sub], folder, excludeNothing)).paths).toEqual([path.join(sub, 'a.ipynb')]);
  });

  test('not in what Jupyter, package managers and git keep', async () => {
    const folder = folderWith([
      'a.ipynb',
      '.ipynb_checkpoints/a-checkpoint.ipynb',
      'sub/.ipynb_checkpoints/a.ipynb',
      'node_modules/m/a.ipynb',
      '.venv/lib/python3/site-packages/p/a.ipynb',
      'venv/a.ipynb',
      'env/lib/site-packages/p/a.ipynb',
      '__pycache__/a.ipynb',
      '.git/a.ipynb',
    ]);
    expect((await findNotebooks(['.'], folder, excludeNothing)).paths).toEqual(['a.ipynb']);
  });

  test('in such a folder when it is named', async () => {
    const folder = folderWith(['venv/a.ipynb', 'venv/.ipynb_checkpoints/b.ipynb']);
    expect((await findNotebooks(['venv'], folder, excludeNothing)).paths).toEqual(['venv/a.ipynb']);
  });

  test('whatever its name, when a file is named', async () => {
    const folder = folderWith(['a.json', '.ipynb_checkpoints/a.ipynb', 'ignored.ipynb'], {
      '.gitignore': 'ignored.ipynb',
    });
    const named = ['a.json', '.ipynb_checkpoints/a.ipynb', 'ignored.ipynb'];
    expect((await findNotebooks(named, folder, excludeNothing)).paths).toEqual([...named].sort());
  });

  test('in a folder whose name ends as a notebook does', async () => {
    const folder = folderWith(['x.ipynb/a.ipynb', 'x.ipynb/readme']);
    expect((await findNotebooks(['.'], folder, excludeNothing)).paths).toEqual(['x.ipynb/a.ipynb']);
    expect((await findNotebooks(['x.ipynb'], folder, excludeNothing)).paths).toEqual(['x.ipynb/a.ipynb']);
  });

  test('in time, however deep folders and patterns go', async () => {
    const deep = `${'a/'.repeat(150)}z.ipynb`;
    const folder = folderWith([deep, 'b.ipynb'], { '.gitignore': `${'a/**/'.repeat(8)}y\n${'**/a*'.repeat(20)}y\n` });
    mkdirSync(path.join(folder, '.git'));
    const { paths, unreadable } = await findNotebooks(['.'], folder, excludeNothing);
    expect(paths).toEqual(['b.ipynb']);
    expect(unreadable).toMatchObject([{ reason: 'more than 100 folders deep' }]);
  });

  test('not through links that lead out of the folder, or out of the repository around it', async () => {
    const folder = folderWith(['repository/sub/a.ipynb', 'repository/b.ipynb', 'elsewhere.ipynb']);
    symlinkSync('../b.ipynb', path.join(folder, 'repository', 'sub', 'near.ipynb'));
    symlinkSync('../../elsewhere.ipynb', path.join(folder, 'repository', 'sub', 'far.ipynb'));
    const find = () => findNotebooks(['repository/sub'], folder, excludeNothing);
    expect(await find()).toMatchObject({ paths: ['repository/sub/a.ipynb'], unreadable: [{}, {}] });
    mkdirSync(path.join(folder, 'repository', '.git'));
    const { paths, unreadable } = await find();
    expect(paths).toEqual(['repository/sub/a.ipynb', 'repository/sub/near.ipynb']);
    expect(unreadable).toEqual([
      { path: path.join(folder, 'repository/sub/far.ipynb'), reason: 'a link that leads out of the project' },
    ]);
    expect((await findNotebooks(['repository/sub/far.ipynb'], folder, excludeNothing)).unreadable).toEqual([]);
  });

  test('through links to files, but not through links to folders, which may lead in a circle', async () => {
    const folder = folderWith(['real/a.ipynb']);
    symlinkSync('real/a.ipynb', path.join(folder, 'link.ipynb'));
    symlinkSync('real', path.join(folder, 'linked'));
    symlinkSync('..', path.join(folder, 'real', 'up'));
    symlinkSync('..', path.join(folder, 'real', 'up.ipynb'));
    symlinkSync('nowhere', path.join(folder, 'broken.ipynb'));
    symlinkSync('circle.ipynb', path.join(folder, 'circle.ipynb'));
    const { paths, unreadable } = await findNotebooks(['.'], folder, excludeNothing);
    expect(paths).toEqual(['broken.ipynb', 'circle.ipynb', 'link.ipynb', 'real/a.ipynb']);
    expect(unreadable).toEqual([]);
  });

  test('once, however often they are named', async () => {
    const folder = folderWith(['a/b.ipynb']);
    expect((await findNotebooks(['a', '.', 'a/b.ipynb', './a/../a'], folder, excludeNothing)).paths).toEqual([
      'a/b.ipynb',
    ]);
  });

  test('or told to be missing', async () => {
    const folder = folderWith(['a.ipynb']);
    const { paths, missing } = await findNotebooks(['a.ipynb', 'b.ipynb', 'a.ipynb/c'], folder, excludeNothing);
    expect({ paths, missing }).toEqual({ paths: ['a.ipynb'], missing: ['b.ipynb', 'a.ipynb/c'] });
  });
});

describe('What git ignores is left out', () => {
  test.each([
    ['by a file beside it', { '.gitignore': 'x.ipynb' }, ['keep/x.ipynb', 'x.ipynb'], []],
    ['by a pattern for one folder', { '.gitignore': '/x.ipynb' }, ['x.ipynb', 'keep/x.ipynb'], ['keep/x.ipynb']],
    ['by the folder that it is in', { '.gitignore': 'out/' }, ['out/x.ipynb', 'a/out/x.ipynb', 'x.ipynb'], ['x.ipynb']],
    ['but for exceptions', { '.gitignore': '*.ipynb\n!x.ipynb' }, ['x.ipynb', 'y.ipynb'], ['x.ipynb']],
    [
      'unless an inner file says otherwise',
      { '.gitignore': '*.ipynb', 'a/.gitignore': '!x.ipynb' },
      ['a/x.ipynb', 'x.ipynb'],
      ['a/x.ipynb'],
    ],
    [
      'by an inner file for its folder only',
      { 'a/.gitignore': 'x.ipynb' },
      ['a/x.ipynb', 'a/b/x.ipynb', 'x.ipynb'],
      ['x.ipynb'],
    ],
    [
      'and not by what ends with white space or is a comment',
      { '.gitignore': '#x.ipynb\n\ny.ipynb  \n' },
      ['x.ipynb', 'y.ipynb'],
      ['x.ipynb'],
    ],
    [
      'with CRLF and a byte order mark',
      { '.gitignore': '\ufeffx.ipynb\r\ny.ipynb\r\n' },
      ['x.ipynb', 'y.ipynb', 'z.ipynb'],
      ['z.ipynb'],
    ],
    ['in a letter case of its own', { '.gitignore': 'X.ipynb' }, ['x.ipynb'], ['x.ipynb']],
  ] as const)('%s', async (_, ignoreFiles, files, expected) => {
    const folder = folderWith(files, ignoreFiles);
    expect((await findNotebooks(['.'], folder, excludeNothing)).paths).toEqual(expected);
  });

  test('also by the files above a folder that is named, up to the repository’s root', async () => {
    const outside = folderWith(['repo/.git/HEAD', 'repo/a/b/x.ipynb', 'repo/a/b/y.ipynb', 'repo/a/b/z.ipynb'], {
      '.gitignore': 'z.ipynb',
      'repo/.gitignore': '/a/b/x.ipynb',
      'repo/a/.gitignore': 'y.ipynb',
    });
    expect((await findNotebooks(['b'], path.join(outside, 'repo', 'a'), excludeNothing)).paths).toEqual(['b/z.ipynb']);
  });

  test('also by .git/info/exclude, in a worktree as well', async () => {
    const folder = folderWith(['main/x.ipynb', 'main/y.ipynb', 'tree/x.ipynb', 'tree/y.ipynb'], {
      'main/.git/info/exclude': 'x.ipynb',
      'main/.git/worktrees/tree/commondir': '../..\n',
      'tree/.git': 'gitdir: ../main/.git/worktrees/tree\n',
    });
    expect((await findNotebooks(['.'], folder, excludeNothing)).paths).toContain('main/x.ipynb');
    expect((await findNotebooks(['.'], path.join(folder, 'main'), excludeNothing)).paths).toEqual(['y.ipynb']);
    expect((await findNotebooks(['.'], path.join(folder, 'tree'), excludeNothing)).paths).toEqual(['y.ipynb']);
  });

  test('but not when the ignored folder itself is named', async () => {
    const folder = folderWith(['.git/HEAD', 'out/x.ipynb', 'out/sub/y.ipynb'], {
      '.gitignore': 'out/',
      'out/.gitignore': 'y.ipynb',
    });
    expect((await findNotebooks(['out'], folder, excludeNothing)).paths).toEqual(['out/x.ipynb']);
  });

  test('as git itself has it, for any patterns', async () => {
    const name = fc.constantFrom('a', 'b', 'ab', 'a.ipynb', 'b.ipynb', '[x].ipynb', 'a b.ipynb');
    const pattern = fc.constantFrom(
      ...[
        'a',
        'b/',
        '/a',
        '*.ipynb',
        '!a.ipynb',
        '**/b',
        'a/**',
        'a/*',
        '!a/b.ipynb',
        '[ab].ipynb',
        '\\!a',
        'a?.ipynb',
        '*',
        '!*/',
        '!/b',
      ],
      ...[
        'a b.ipynb',
        '[[]x].ipynb',
        '#a',
        'a/**/b',
        '/*/b.ipynb',
        '[z-a]',
        '[!a].ipynb',
        'b\\',
        '**',
        '!',
        '//a',
        'a//b',
        './a',
      ],
    );
    const file = fc
      .array(name, { minLength: 1, maxLength: 4 })
      .map((parts) => `${parts.join('/')}/n.ipynb`.replace(/\.ipynb(?=\/)/g, ''));
    const ignoreFile = fc.tuple(
      fc.constantFrom('', 'a/', 'b/', 'a/b/'),
      fc.array(pattern, { minLength: 1, maxLength: 4 }),
    );
    const property = fc.asyncProperty(
      fc.array(
        fc.oneof(
          file,
          name.map((one) => `${one.replace('.ipynb', '')}.ipynb`),
        ),
        { minLength: 1, maxLength: 12 },
      ),
      fc.array(ignoreFile, { minLength: 1, maxLength: 3 }),
      async (files, ignoreFiles) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'nbls-git-'));
        try {
          execFileSync('git', ['init', '-q'], { cwd: folder });
          write(
            folder,
            files,
            Object.fromEntries(ignoreFiles.map(([at, patterns]) => [`${at}.gitignore`, patterns.join('\n')])),
          );
          const listed = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], { cwd: folder });
          const expected = String(listed)
            .split('\0')
            .filter((one) => one.endsWith('.ipynb'));
          expect((await findNotebooks(['.'], folder, excludeNothing)).paths).toEqual(expected.sort());
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      },
    );
    await fc.assert(property, { numRuns: 50 });
  });
});

function folderWith(files: readonly string[], contents: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'nbls-find-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files, contents);
  return folder;
}

function write(folder: string, files: readonly string[], contents: Readonly<Record<string, string>>): void {
  const all = { ...Object.fromEntries(files.map((file) => [file, '{}'])), ...contents };
  for (const [name, content] of Object.entries(all)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
