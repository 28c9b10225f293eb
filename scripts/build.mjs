// Bundles the two programs of the server package, one file each so that a start reads one file, and writes the rules' pages beside them.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions, copyGrammar, root } from './bundle.mjs';

// Built beside the old one and then put in its place: a server that starts meanwhile finds one or the other.
const finished = path.join(root, 'server', 'dist');
const dist = `${finished}.${process.pid}`;
await build({
  ...bundleOptions,
  entryPoints: { 'nbproject-language-server': 'server/src/session/main.ts', nbls: 'server/src/cli/main.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  minify: true,
});

copyGrammar(dist);

const rules = path.join(dist, 'rules');
const bundle = path.join(rules, 'rules.cjs');
await build({ ...bundleOptions, entryPoints: ['server/src/rules/index.ts'], outfile: bundle });
const { documentationOf, rules: catalogue } = createRequire(import.meta.url)(bundle);
rmSync(bundle);
mkdirSync(rules, { recursive: true });
for (const { code } of catalogue) writeFileSync(path.join(rules, `${code}.md`), documentationOf(code));

rmSync(finished, { recursive: true, force: true });
renameSync(dist, finished);
