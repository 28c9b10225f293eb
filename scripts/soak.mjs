// A server under load: `npm run soak -- SECONDS [SEED]`, ten minutes and a seed of its own unless said.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const [seconds = '600', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
const vitest = path.join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
const env = { ...process.env, NBPROJECT_SOAK_SECONDS: seconds, NBPROJECT_SOAK_SEED: seed };
const args = [vitest, 'run', '--config', 'test/soak/vitest.config.ts', '--root', '.'];
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1;
