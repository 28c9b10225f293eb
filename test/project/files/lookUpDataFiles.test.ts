import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lookUpDataFiles } from '../../../server/src/project/files/lookUpDataFiles.ts';
import { folderWith } from '../../support/folder.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** What is said of each path, from the folder of the project. */
async function answers(folder: string, ...ways: readonly string[]) {
  const files = ways.map((way) => path.resolve(folder, way));
  const lookup = await lookUpDataFiles(files, [folder]);
  return files.map((file) => lookup(file));
}

test('Should tell what is there from what is missing, files and folders', async () => {
  const folder = folderWith({ 'data/x.csv': 'a', 'x.zarr/0': '' });
  expect(
    await answers(folder, 'data/x.csv', 'x.zarr', 'data/y.csv', 'no/such/folder/x.csv', 'data/x.csv/inside'),
  ).toEqual(['file', 'folder', 'missing', 'missing', 'missing']);
});

test('Should know nothing of what lies outside, and of what was not asked for', async () => {
  const outside = folderWith({ 'x.csv': 'a' });
  const folder = folderWith({ 'x.csv': 'a' });
  expect(await answers(folder, path.join(outside, 'x.csv'), '../x.csv', '/etc/passwd')).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect((await lookUpDataFiles([], [folder]))(path.join(folder, 'x.csv'))).toBeUndefined();
});

test('Should not follow a link to the outside, neither to what is there nor to what is not', async () => {
  const outside = folderWith({ 'x.csv': 'a' });
  const folder = folderWith({ 'real/x.csv': 'a' });
  symlinkSync(outside, path.join(folder, 'data'));
  symlinkSync(path.join(outside, 'x.csv'), path.join(folder, 'x.csv'));
  symlinkSync(path.join(folder, 'real'), path.join(folder, 'inside'));
  expect(await answers(folder, 'data/x.csv', 'data/none.csv', 'x.csv', 'inside/x.csv', 'inside/none.csv')).toEqual([
    undefined,
    undefined,
    undefined,
    'file',
    'missing',
  ]);
});

test('Should work in a folder that is itself reached by a link', async () => {
  const real = temporaryFolder();
  mkdirSync(path.join(real, 'project'));
  writeFileSync(path.join(real, 'project', 'x.csv'), '');
  const link = path.join(real, 'link');
  symlinkSync(path.join(real, 'project'), link);
  expect(await answers(link, 'x.csv', 'y.csv')).toEqual(['file', 'missing']);
});
