import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/cli/check/checkFiles.ts';
import { configuredRun } from '../../server/src/cli/configuration/configuredRun.ts';
import type { FileReport } from '../../server/src/cli/report/fileReport.ts';
import { noOwnSettings } from '../../server/src/project/configuration/index.ts';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, program } from './program.ts';

const run = configuredRun([], () => undefined, noOwnSettings);
const settings = { run, detail: { frames: false, fixes: false }, fixing: undefined, basis: 'left out' } as const;

/** Enough work that others are worth their start. */
const files = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [
    `${String(index).padStart(2, '0')}.ipynb`,
    index % 3 ? healthy : unhealthy,
  ]),
);
const names = Object.keys(files);

async function reportsWith(worker: string): Promise<{ reports: readonly FileReport[]; steps: number }> {
  const folder = folderWith({ ...files, 'worker.cjs': worker });
  const paths = names.map((name) => path.join(folder, name));
  const reports: FileReport[] = [];
  let steps = 0;
  const step = () => {
    steps++;
    // Makes this thread as slow as it is over large files.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
  };
  const threads = { count: 3, program: path.join(folder, 'worker.cjs') };
  for await (const report of checkFiles(
    paths,
    settings,
    async () => undefined,
    threads,
    step,
    new AbortController().signal,
  )) {
    reports.push({ ...report, path: path.basename(report.path) });
  }
  return { reports, steps };
}

const realWorker = `require(${JSON.stringify(path.join(path.dirname(program), 'nbls.cjs'))})`;

describe('Many files are checked by several threads', () => {
  test('and reported once each, in their order', async () => {
    const { reports, steps } = await reportsWith(realWorker);
    expect(reports.map((report) => report.path)).toEqual(names);
    expect(reports.map(({ findings }) => findings.length > 0)).toEqual(names.map((_, index) => index % 3 === 0));
    expect(steps).toBe(names.length);
  });

  test('of which one may die: the file that it was at is reported, and another takes its place', async () => {
    const { reports } = await reportsWith(`
      const { parentPort, workerData } = require('node:worker_threads');
      const { queue, thread, paths } = workerData;
      const take = () => { const index = Atomics.add(queue, 0, 1); if (index < paths.length) Atomics.store(queue, index + 1, thread); return index; };
      const first = take();
      if (first < paths.length) parentPort.postMessage({ index: first, report: { path: paths[first], findings: [] } });
      if (take() < paths.length) throw new Error('out of memory');
    `);
    expect(reports.map((report) => report.path)).toEqual(names);
    const failed = reports.flatMap(({ findings }) => findings.filter(({ code }) => code === 'internal-error'));
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]?.message).toBe('The check failed, which is a bug of nbls: out of memory.');
  });

  test('of which none may start: this thread does it all', async () => {
    const { reports } = await reportsWith('process.exit(7)');
    expect(reports.map((report) => report.path)).toEqual(names);
    expect(reports.flatMap(({ findings }) => findings).filter(({ code }) => code === 'internal-error')).toEqual([]);
  });

  test('of which one may take files and say nothing of them: they are checked again, but for the last', async () => {
    const { reports } = await reportsWith(`
      const { queue, thread, paths } = require('node:worker_threads').workerData;
      for (let count = 0; count < 3; count++) {
        const index = Atomics.add(queue, 0, 1);
        if (index < paths.length) Atomics.store(queue, index + 1, thread);
      }
      process.exit(1);
    `);
    expect(reports.map((report) => report.path)).toEqual(names);
  });
});
