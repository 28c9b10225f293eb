import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type BuildOptions, build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';
import { mutated } from './mutations.ts';
import { Random } from './random.ts';
import type { Verdict } from './target.ts';

/** The long run (`npm run fuzz`) sets both, its seed anew each time; a failure says which seed shows it again. */
const seconds = Number(process.env.NBPROJECT_FUZZ_SECONDS ?? 8);
const seed = Number(process.env.NBPROJECT_FUZZ_SEED ?? 1);

/** Nobody waits longer for one file, in milliseconds; a machine that does other things too gets more. */
const patience = 2000 * 5;
const largest = 400_000;

describeCorpus('Notebooks that something went wrong with', () => {
  const files = corpusLines<{ path: string; bytes: number }>('EXPECTED.jsonl').filter(({ bytes }) => bytes < largest);

  test('Should each have findings or none, and fixes that leave a notebook: no exception, no end of patience', {
    timeout: (seconds + 60) * 1000,
  }, async () => {
    const target = await startTarget();
    const failures: string[] = [];
    const end = performance.now() + seconds * 1000;
    let cases = 0;
    let fixes = 0;
    for (; performance.now() < end && failures.length < 5; cases++) {
      const random = new Random(seed + cases);
      const { path: name } = random.of(files);
      const verdict = await target.judge(mutated(corpusBytes(name), random));
      fixes += verdict.fixes;
      if (verdict.problem) failures.push(`NBPROJECT_FUZZ_SEED=${seed + cases} ${name}: ${verdict.problem}`);
    }
    target.end();
    console.info(`${cases} mutated notebooks from seed ${seed} on, ${fixes} fixes tried`);
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(0);
  });
});

const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a thread of its own, which can be ended when it hangs. */
async function startTarget() {
  const { bundleOptions, copyGrammar }: { bundleOptions: BuildOptions; copyGrammar: (folder: string) => void } =
    await import(path.join(import.meta.dirname, '..', '..', 'scripts', 'bundle.mjs'));
  const outfile = path.join(folder, 'target.cjs');
  await build({ ...bundleOptions, entryPoints: [path.join(import.meta.dirname, 'target.ts')], outfile });
  copyGrammar(folder);
  let worker = new Worker(outfile);
  const judge = (bytes: Buffer): Promise<Verdict> =>
    new Promise((resolve) => {
      const restart = (problem: string) => {
        void worker.terminate();
        worker.removeAllListeners();
        worker = new Worker(outfile);
        clearTimeout(timer);
        resolve({ findings: 0, fixes: 0, problem });
      };
      const timer = setTimeout(() => restart(`no answer within ${patience} ms`), patience);
      worker.once('error', (error) => restart(`the thread died: ${error.message}`));
      worker.once('message', (verdict: Verdict) => {
        clearTimeout(timer);
        worker.removeAllListeners('error');
        resolve(verdict);
      });
      worker.postMessage(bytes);
    });
  return { judge, end: () => void worker.terminate() };
}
