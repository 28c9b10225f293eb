import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { Random } from '../fuzz/random.ts';
import { bundleServer } from '../support/serverProcess.ts';
import { Load } from './load.ts';
import { ObservedServer, type Usage } from './observedServer.ts';
import { openCount, project } from './project.ts';

/** `npm run soak` sets both. */
const seconds = Number(process.env.NBPROJECT_SOAK_SECONDS ?? 60);
const seed = Number(process.env.NBPROJECT_SOAK_SEED ?? 1);

/**
 * A hover should take no longer, 19 times out of 20, where the server has a processor to itself; so many times as long fails. In milliseconds. On a machine
 * that does other things the server has to catch up with what has come meanwhile, before it answers: ten times the aim at a load of eleven on two cores.
 * What a hover takes by the clock is printed.
 */
const hoverAim = 50;
const hoverRoom = 20;
/** What the memory in use may grow from the first third of the time to the last. */
const growth = 1.1;
/** So long the last findings may take to come, in milliseconds. */
const patience = 60_000;

/** Between two beats of the load, in milliseconds. */
const rest = 10;
const eventsInSecond = 2000;
const requestsInFlight = 50;
/** How often the server's memory is looked at, in a moment of calm: what is on its way is no memory that is kept. */
const looks = 9;

const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-soak-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('Should, under load, answer hovers soon, keep to its memory, and have the findings of a server that has just started', {
  timeout: (seconds + 360) * 1000,
}, async () => {
  const program = await bundleServer(folder);
  const workspace = project();
  const server = await ObservedServer.start(program, pathToFileURL(workspace).href);
  const load = new Load(server, workspace, new Random(seed));
  await settled(server, load);
  const usages = await run(server, load);
  const fresh = await ObservedServer.start(program, pathToFileURL(workspace).href);
  await load.showTo(fresh);
  const stale = await differing(server, fresh, load);
  report(load, usages, stale);
  expect(load.failures).toEqual([]);
  expect(stale).toEqual([]);
  const [first, last] = thirds(usages);
  expect(last).toBeLessThan(first * growth);
  const processor = load.hovers.map((hover) => hover.processor);
  expect(percentile(processor, 0.95)).toBeLessThan(hoverAim * hoverRoom);
  expect(await server.stop()).toBe(0);
});

/** Keeps the load up for as long as it is to take, with moments of calm between. */
async function run(server: ObservedServer, load: Load): Promise<readonly Usage[]> {
  const usages: Usage[] = [];
  for (let look = 0; look < looks; look++) {
    await keepUp(load, (seconds * 1000) / looks);
    await settled(server, load);
    await server.calm();
    usages.push(await server.usage());
  }
  return usages;
}

/** Resolves when so many milliseconds are over and everything that was asked has been answered. */
async function keepUp(load: Load, milliseconds: number): Promise<void> {
  const waiting: Promise<void>[] = [];
  const told = load.counts.events;
  const begin = performance.now();
  for (let beats = 0; performance.now() - begin < milliseconds; beats++) {
    const due = Math.round((eventsInSecond * (performance.now() - begin)) / 1000) - (load.counts.events - told);
    // What this process could not send in time, since others had the processor, is no load that an editor makes.
    load.watchedFiles(Math.min(due, eventsInSecond / 50));
    load.requests(requestsInFlight);
    if (beats % 5 === 0) waiting.push(load.hover());
    if (beats % 5 === 1) await load.edit();
    if (beats % 50 === 2) load.save();
    if (beats % 100 === 3) await load.closeAndOpen();
    await pause(rest);
  }
  await Promise.all([load.answered(), ...waiting]);
}

/** Waits until every document has its findings. */
async function settled(server: ObservedServer, load: Load): Promise<void> {
  const isDone = () => load.documents.every(({ uri, version }) => server.saidOf(uri, version) !== undefined);
  while (!isDone()) await pause(100);
}

/** The documents of which two servers say something else, once they had time to agree. */
async function differing(server: ObservedServer, fresh: ObservedServer, load: Load): Promise<readonly string[]> {
  const { documents } = load;
  const find = () =>
    documents
      .filter(({ uri, version }) => {
        const said = fresh.saidOf(uri, version);
        return said === undefined || said !== server.saidOf(uri, version);
      })
      .map(({ uri, version }) => `${uri}:\n${server.saidOf(uri, version)}\nand not\n${fresh.saidOf(uri, version)}`);
  const end = performance.now() + patience;
  for (let found = find(); ; found = find()) {
    if (found.length === 0 || performance.now() > end) return found.slice(0, 5);
    await pause(200);
  }
}

function report(load: Load, usages: readonly Usage[], stale: readonly string[]): void {
  const { counts, hovers } = load;
  const [first, last] = thirds(usages);
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const ms = (values: readonly number[]) => (part: number) => `${percentile(values, part).toFixed(1)} ms`;
  const clock = ms(hovers.map(({ elapsed }) => elapsed));
  const processor = ms(hovers.map((hover) => hover.processor));
  const cpu = ((usages.at(-1)?.cpu ?? 0) - (usages[0]?.cpu ?? 0)) / 1000;
  console.info(
    [
      `seed ${seed}, ${seconds} s, ${openCount} notebooks open`,
      Object.entries(counts)
        .map(([name, count]) => `${count} ${name}`)
        .join(', '),
      `hover, by the server's own time: median ${processor(0.5)}, p95 ${processor(0.95)} (aim ${hoverAim} ms), longest ${processor(1)}`,
      `hover, by the clock: median ${clock(0.5)}, p95 ${clock(0.95)}, longest ${clock(1)}, of ${hovers.length}`,
      `in use after a collection, in calm: first third ${mb(first)}, last third ${mb(last)}; resident ${mb(usages.at(-1)?.rss ?? 0)}`,
      `at each look: ${usages.map(({ heap }) => (heap / 1e6).toFixed(1)).join(', ')}`,
      `longest without a turn: ${Math.max(...usages.slice(1).map(({ longest }) => longest)).toFixed(0)} ms; processor: ${((100 * cpu) / seconds).toFixed(0)} % of one`,
      `${stale.length} documents with stale findings`,
    ].join('\n'),
  );
}

/** The least memory in use in the first third and in the last. */
function thirds(usages: readonly Usage[]): readonly [first: number, last: number] {
  const size = Math.ceil(usages.length / 3);
  const least = (some: readonly Usage[]) => Math.min(...some.map(({ heap }) => heap));
  return [least(usages.slice(0, size)), least(usages.slice(-size))];
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
