// The long run of the tests in test/fuzz, and of those that kill what writes: `npm run fuzz -- SECONDS [SEED]`, ten minutes and a seed of its own unless said.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const [seconds = '600', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
const vitest = path.join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
const env = { ...process.env, NBPROJECT_FUZZ_SECONDS: seconds, NBPROJECT_FUZZ_SEED: seed };
process.exitCode =
  spawnSync(process.execPath, [vitest, 'run', 'test/fuzz', 'test/cli/project/faults.test.ts'], {
    stdio: 'inherit',
    env,
  }).status ?? 1;
