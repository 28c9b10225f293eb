// Runs the benchmarks in test/bench, or those whose names hold an argument, each bundled as the product is, in a process of its own. They print
// ratios and assert nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions, copyGrammar } from './bundle.mjs';

const folder = path.join(import.meta.dirname, '..', 'test', 'bench');
const out = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-'));
copyGrammar(out);
const env = { NBPROJECT_CORPUS: path.join(import.meta.dirname, '..', '..', 'shared', 'corpus'), ...process.env };
const [wanted = ''] = process.argv.slice(2);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && name.includes(wanted))) {
  const outfile = path.join(out, `${file}.cjs`);
  process.stdout.write(`${file}\n`);
  await build({ ...bundleOptions, entryPoints: [path.join(folder, file)], outfile });
  const { status } = spawnSync(process.execPath, ['--expose-gc', outfile], { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
