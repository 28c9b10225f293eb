// Runs the benchmarks in test/bench: `npm run bench -- [NAME [ONLY]] [--json FILE]`, all of them or those whose names hold NAME, of these the tables
// whose titles hold ONLY. Each is bundled as the product is and runs in a process of its own, beside the product as it is built. They print
// ratios and assert nothing, but for `limits`, which `npm run bench:check` runs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { bundleLibraries, bundleOptions, copyGrammar, root } from './bundle.mjs';

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const [wanted = '', ...only] = positionals;

await import('./build.mjs');

const folder = path.join(root, 'test', 'bench');
const out = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-'));
copyGrammar(out);
await bundleLibraries(out);
const tables = path.join(out, 'tables.jsonl');
const env = {
  NBPROJECT_CORPUS: path.join(root, '..', 'shared', 'corpus'),
  ...process.env,
  NBPROJECT_BENCH_TABLES: tables,
};
const machine = {
  processors: availableParallelism(),
  model: cpus()[0]?.model,
  node: process.version,
  platform: process.platform,
};
process.stdout.write(`${machine.processors} processors, ${machine.model}, Node ${machine.node}, ${machine.platform}\n`);
let failed = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && isWanted(name))) {
  const outfile = path.join(out, `${file}.cjs`);
  process.stdout.write(`\n${file}\n`);
  await build({ ...bundleOptions, entryPoints: [path.join(folder, file)], outfile });
  const bench = spawn(process.execPath, ['--expose-gc', outfile, ...only], { stdio: 'inherit', env, cwd: root });
  // What is ended from outside leaves nothing behind that goes on measuring.
  const end = () => bench.kill();
  process.once('SIGTERM', end);
  const [status] = await once(bench, 'exit');
  process.off('SIGTERM', end);
  failed ||= status ?? 1;
}
if (values.json !== undefined) {
  const lines = existsSync(tables) ? readFileSync(tables, 'utf8').split('\n').filter(Boolean) : [];
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine, tables: lines.map((line) => JSON.parse(line)) }, null, 2)}\n`,
  );
}
rmSync(out, { recursive: true });
process.exitCode = failed;

/** The limits are measured where they are asked for, by `npm run bench:check`: they are parts of what the others measure. */
function isWanted(name) {
  return wanted === '' ? name !== 'limits.bench.ts' : name.includes(wanted);
}
