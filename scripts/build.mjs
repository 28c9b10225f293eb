// Bundles the two programs of the server package, one file each so that a start reads one file, and writes the rules' pages beside them.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'server', 'dist');
const { version } = JSON.parse(readFileSync(path.join(root, 'server', 'package.json'), 'utf8'));

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  // web-tree-sitter is written as an ES module, and asks where it is; so does what looks for the wasm beside it.
  define: { __VERSION__: JSON.stringify(version), 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
};

rmSync(dist, { recursive: true, force: true });
await build({
  ...shared,
  entryPoints: { 'nbproject-language-server': 'server/src/session/main.ts', nbls: 'server/src/cli/main.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  minify: true,
});

const resolve = createRequire(import.meta.url).resolve;
for (const wasm of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
  copyFileSync(resolve(wasm), path.join(dist, path.basename(wasm)));
}

const rules = path.join(dist, 'rules');
const bundle = path.join(rules, 'rules.cjs');
await build({ ...shared, entryPoints: ['server/src/rules/index.ts'], outfile: bundle });
const { documentationOf, rules: catalogue } = createRequire(import.meta.url)(bundle);
rmSync(bundle);
mkdirSync(rules, { recursive: true });
for (const { code } of catalogue) writeFileSync(path.join(rules, `${code}.md`), documentationOf(code));
