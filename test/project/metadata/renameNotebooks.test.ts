import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../../server/src/project/files/replaceFile.ts';
import { renameNotebooks } from '../../../server/src/project/metadata/renameNotebooks.ts';
import { folderWith } from '../../support/folder.ts';

const list = 'nbproject_metadata.yml';

const listed = `# Ours
AAAAAAAAAAAA:
  name: a.ipynb
  location: .   # at the top
BBBBBBBBBBBB:
  name: b.ipynb
  location: sub/deep
`;

/** Renames on the disk, as an editor has when it tells of it, and gives what could not be kept true. */
async function rename(folder: string, ...names: (readonly [from: string, to: string])[]): Promise<readonly string[]> {
  const renamings = names.map(([from, to]) => ({ from: path.join(folder, from), to: path.join(folder, to) }));
  for (const { from, to } of renamings) {
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(from, to);
  }
  return renameNotebooks(renamings, () => folder, replaceFile);
}

function textOf(folder: string, name = list): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

describe('A rename in the editor', () => {
  const files = { [list]: listed, 'a.ipynb': '', 'sub/deep/b.ipynb': '', 'sub/data.csv': '' };

  test('of a notebook renames it in the file that lists it, and changes nothing else', async () => {
    const folder = folderWith(files);
    expect(await rename(folder, ['a.ipynb', 'c.ipynb'])).toEqual([]);
    expect(textOf(folder)).toBe(listed.replace('a.ipynb', 'c.ipynb'));
  });

  test('to another folder changes the location', async () => {
    const folder = folderWith(files);
    await rename(folder, ['a.ipynb', 'new/c.ipynb']);
    expect(textOf(folder)).toBe(listed.replace('a.ipynb', 'c.ipynb').replace('location: .   #', 'location: new   #'));
  });

  test('of a folder changes the location of all notebooks in it', async () => {
    const folder = folderWith(files);
    await rename(folder, ['sub', 'other']);
    expect(textOf(folder)).toBe(listed.replace('sub/deep', 'other/deep'));
  });

  test('of several at once, which exchange their names, follows each', async () => {
    const folder = folderWith(files);
    const renamings = [
      { from: path.join(folder, 'a.ipynb'), to: path.join(folder, 'sub/deep/b.ipynb') },
      { from: path.join(folder, 'sub/deep/b.ipynb'), to: path.join(folder, 'a.ipynb') },
    ];
    await renameNotebooks(renamings, () => folder, replaceFile);
    expect(textOf(folder)).toBe(
      listed
        .replace('a.ipynb', 'X')
        .replace('b.ipynb', 'a.ipynb')
        .replace('X', 'b.ipynb')
        .replace('location: .  ', 'Y')
        .replace('sub/deep', '.')
        .replace('Y', 'location: sub/deep  '),
    );
  });

  test('of anything else, or of what is not listed, leaves the file alone', async () => {
    const folder = folderWith({ ...files, 'unlisted.ipynb': '' });
    await rename(folder, ['sub/data.csv', 'sub/d.csv'], ['unlisted.ipynb', 'u.ipynb']);
    expect(textOf(folder)).toBe(listed);
  });

  test('of a whole project leaves its file as it is: places count from its folder', async () => {
    const folder = folderWith({ [`one/${list}`]: listed, 'one/a.ipynb': '' });
    await rename(folder, ['one', 'two']);
    expect(textOf(folder, `two/${list}`)).toBe(listed);
  });

  test('into another project takes the entry along', async () => {
    const folder = folderWith({ [`one/${list}`]: listed, 'one/a.ipynb': '', [`two/${list}`]: '# Theirs\n' });
    await rename(folder, ['one/a.ipynb', 'two/sub/a.ipynb']);
    expect(textOf(folder, `one/${list}`)).toBe('# Ours\nBBBBBBBBBBBB:\n  name: b.ipynb\n  location: sub/deep\n');
    expect(textOf(folder, `two/${list}`)).toBe('# Theirs\nAAAAAAAAAAAA:\n  name: a.ipynb\n  location: sub\n');
  });

  test('out of every project says where the notebook is now', async () => {
    const folder = folderWith({ [`one/${list}`]: listed, 'one/a.ipynb': '' });
    await rename(folder, ['one/a.ipynb', 'a.ipynb']);
    expect(textOf(folder, `one/${list}`)).toContain('  name: a.ipynb\n  location: ..   # at the top\n');
  });

  test('says what it could not keep true, and changes nothing', async () => {
    const folder = folderWith({ [list]: 'AAAAAAAAAAAA: [', 'a.ipynb': '' });
    expect(await rename(folder, ['a.ipynb', 'c.ipynb'])).toEqual([
      expect.stringMatching(/nbproject_metadata\.yml is not used: line 1 is no YAML/),
    ]);
    expect(textOf(folder)).toBe('AAAAAAAAAAAA: [');
  });

  test('looks again where somebody else has changed the file meanwhile', async () => {
    const folder = folderWith(files);
    let isChanged = false;
    const others: typeof replaceFile = async (file, before, after) => {
      if (!isChanged) writeFileSync(file, `${listed}CCCCCCCCCCCC:\n  name: c.ipynb\n  location: .\n`);
      isChanged = true;
      return replaceFile(file, before, after);
    };
    const renaming = { from: path.join(folder, 'a.ipynb'), to: path.join(folder, 'd.ipynb') };
    expect(await renameNotebooks([renaming], () => folder, others)).toEqual([]);
    expect(textOf(folder)).toMatch(/name: d\.ipynb(.|\n)*CCCCCCCCCCCC/);
  });

  test('looks at no file above the workspace', async () => {
    const folder = folderWith({ [list]: listed.replace('location: .  ', 'location: work'), 'work/a.ipynb': '' });
    const renaming = { from: path.join(folder, 'work/a.ipynb'), to: path.join(folder, 'work/c.ipynb') };
    await renameNotebooks([renaming], () => path.join(folder, 'work'), replaceFile);
    expect(textOf(folder)).not.toContain('c.ipynb');
  });
});
