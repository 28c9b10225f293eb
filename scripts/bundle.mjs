// How the product is bundled, for everything that bundles it.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

export const root = path.join(import.meta.dirname, '..');

const { version } = JSON.parse(readFileSync(path.join(root, 'server', 'package.json'), 'utf8'));

/** secretlint is as large as half a program and seldom needed at once: a file of its own, beside the one that loads it. */
const secretlintApart = {
  name: 'secretlint apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/secretlint\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './secretlint.cjs', external: true } : undefined,
    ),
};

export const bundleOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [secretlintApart],
  // web-tree-sitter is written as an ES module, and asks where it is; so does what looks for the wasm beside it.
  define: { __VERSION__: JSON.stringify(version), 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
};

/** For all that bundles the product or parts of it: the file that they load. Gives esbuild's account of what is in it. */
export async function bundleSecretlint(folder) {
  const outfile = path.join(folder, 'secretlint.cjs');
  const entryPoints = ['server/src/secrets/secretlint.ts'];
  const { metafile } = await build({ ...bundleOptions, entryPoints, outfile, minify: true, metafile: true });
  return metafile;
}

/** Python's grammar lies beside the bundle that uses it. */
export function copyGrammar(folder) {
  const { resolve } = createRequire(import.meta.url);
  for (const wasm of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
    copyFileSync(resolve(wasm), path.join(folder, path.basename(wasm)));
  }
}

/** What a module of the source exports. */
export async function sourceModule(entryPoint) {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-source-'));
  const outfile = path.join(folder, 'module.cjs');
  await build({ ...bundleOptions, entryPoints: [entryPoint], outfile });
  const exported = createRequire(import.meta.url)(outfile);
  rmSync(folder, { recursive: true });
  return exported;
}
