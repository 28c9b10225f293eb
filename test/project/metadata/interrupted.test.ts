import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diskFiles } from '../../../server/src/project/files/diskFiles.ts';
import { replaceFile } from '../../../server/src/project/files/replaceFile.ts';
import { initProject } from '../../../server/src/project/metadata/initProject.ts';
import { findMetadataFile } from '../../../server/src/project/metadata/metadataFile.ts';
import type { SyncContext } from '../../../server/src/project/metadata/syncNotebooks.ts';
import { syncProjects } from '../../../server/src/project/metadata/syncProjects.ts';
import type { Work } from '../../../server/src/project/metadata/work.ts';
import { folderWith } from '../../support/folder.ts';

const fresh = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}';

const context: SyncContext = {
  files: diskFiles(replaceFile),
  projectOf: findMetadataFile,
  now: () => new Date(),
  authorOf: async () => undefined,
  packagesOf: undefined,
};

/** Work that is stopped when so much is done. */
function stoppedAfter(count: number): Work {
  const controller = new AbortController();
  const report = (done: number) => {
    if (done === count) controller.abort();
  };
  return { signal: controller.signal, report };
}

const uninterrupted = stoppedAfter(-1);

function folderOfTwo() {
  const folder = folderWith({ 'a.ipynb': fresh, 'b.ipynb': fresh });
  const notebooks = ['a.ipynb', 'b.ipynb'].map((name) => path.join(folder, name));
  const list = path.join(folder, 'nbproject_metadata.yml');
  const ids = () => notebooks.map((file) => JSON.parse(readFileSync(file, 'utf8')).metadata.nbproject?.id);
  const listed = () => readFileSync(list, 'utf8').match(/^\w{12}(?=:)/gm);
  return { folder, notebooks, list, ids, listed };
}

test('An init that is stopped makes no list, so that it goes on when it is called again', async () => {
  const { folder, notebooks, list, ids, listed } = folderOfTwo();
  const stopped = await initProject(folder, notebooks, context, stoppedAfter(1));
  expect(stopped).toMatchObject({ notebooks: [{ status: 'changed' }], files: [] });
  expect(existsSync(list)).toBe(false);
  const [first] = ids();
  await initProject(folder, notebooks, context, uninterrupted);
  expect(listed()).toEqual(ids());
  expect(ids()[0]).toBe(first);
});

test('A sync that is stopped lists what it has done', async () => {
  const { folder, notebooks, ids, listed } = folderOfTwo();
  await initProject(folder, [], context, uninterrupted);
  await syncProjects(notebooks, context, stoppedAfter(1));
  expect(listed()).toEqual([ids()[0]]);
  await syncProjects(notebooks, context, uninterrupted);
  expect(listed()).toEqual(ids());
});

test('Work lets others have their turn, so that it can be stopped', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `${index}.ipynb`);
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, fresh])));
  const notebooks = names.map((name) => path.join(folder, name));
  // Nothing is written, and so nothing else waits for the disk.
  const files = diskFiles(async () => undefined);
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  const work: Work = { signal: controller.signal, report: () => {} };
  const stopped = await initProject(folder, notebooks, { ...context, files }, work);
  expect('notebooks' in stopped && stopped.notebooks.length).toBeLessThan(20);
});
