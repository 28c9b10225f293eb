import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusFolder, corpusLines, describeCorpus } from '../../support/corpus.ts';
import { unhealthy } from '../notebooks.ts';
import { folderWith, nbls } from '../program.ts';

/** What only a check needs says that it was needed, in a file. */
const probe = `
const { appendFileSync } = require('node:fs');
const said = (what) => appendFileSync(process.env.PROBE, what + '\\n');
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (...given) => { said('WebAssembly'); return instantiate(...given); };
const { Worker } = require('node:worker_threads');
require('node:worker_threads').Worker = class extends Worker { constructor(...given) { super(...given); said('a thread'); } };
const Module = require('node:module');
const load = Module._load;
Module._load = (name, ...more) => { if (name.includes('secretlint')) said(name); return load(name, ...more); };
`;

describeCorpus('Over real and broken notebooks', () => {
  const some = corpusLines<{ readonly path: string }>('EXPECTED.jsonl').filter((_, index) => index % 25 === 0);

  test.each(['text', 'json'])('prints in %s, byte for byte, what it prints without a cache', async (format) => {
    const folder = folderWith({ 'cache/probe.cjs': probe, 'cache/said': '' });
    for (const { path: file } of some) {
      mkdirSync(path.dirname(path.join(folder, 'corpus', file)), { recursive: true });
      cpSync(path.join(corpusFolder, file), path.join(folder, 'corpus', file));
    }
    const said = path.join(folder, 'cache', 'said');
    const run = async (...args: readonly string[]) => {
      const circumstances = {
        folder: path.join(folder, 'corpus'),
        environment: { XDG_CACHE_HOME: path.join(folder, 'cache'), PROBE: said },
        node: ['--require', path.join(folder, 'cache', 'probe.cjs')],
      };
      return nbls(['check', '--format', format, ...args], circumstances);
    };
    const without = await run('--no-cache');
    expect(without.out.length).toBeGreaterThan(10_000);
    expect(readdirSync(path.join(folder, 'cache'))).not.toContain('nbproject');
    expect(await run()).toEqual(without);
    const needed = readFileSync(said, 'utf8');
    expect(needed).toContain('WebAssembly');
    expect(needed).toContain('secretlint');
    expect(await run()).toEqual(without);
    expect(await run('--jobs', '1')).toEqual(without);
    expect(readFileSync(said, 'utf8')).toBe(needed);
  });
});

describe('A fix', () => {
  test('does not take what was kept for what there is to mend, nor what was mended for what is there', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    const before = await nbls(['check', '--format', 'json'], { folder });
    expect((await nbls(['check', '--diff'], { folder })).out).toContain('+++ b/a.ipynb');
    expect(await nbls(['check', '--format', 'json'], { folder })).toEqual(before);
    await nbls(['check', '--fix'], { folder });
    const after = await nbls(['check', '--format', 'json'], { folder });
    expect(after.out).not.toBe(before.out);
    expect(await nbls(['check', '--format', 'json', '--no-cache'], { folder })).toEqual(after);
  });
});
