// How the product is bundled, for everything that bundles it.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

export const root = path.join(import.meta.dirname, '..');

const { version } = JSON.parse(readFileSync(path.join(root, 'server', 'package.json'), 'utf8'));

/** Libraries as large as half a program and seldom needed at once, by the modules that are the doors to them: files of their own, beside the one that loads them. */
const apart = {
  secretlint: 'server/src/secrets/secretlint.ts',
  graphviz: 'server/src/lineage/graph/graphviz.ts',
  jsonrpc: 'server/src/session/jsonrpc.ts',
  // What answers `initialize` is a small part of the server; the rest is read when that is done.
  programSession: 'server/src/session/programSession.ts',
};

const librariesApart = {
  name: 'libraries apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`/(${Object.keys(apart).join('|')})[.]ts$`) }, ({ kind, path: imported }) =>
      kind !== 'entry-point' ? { path: `./${path.basename(imported, '.ts')}.cjs`, external: true } : undefined,
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
  plugins: [librariesApart],
  // web-tree-sitter is written as an ES module, and asks where it is; so does what looks for the wasm beside it.
  define: { __VERSION__: JSON.stringify(version), 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
};

/** For all that bundles the product or parts of it: the files that they load. Gives esbuild's account of what is in them. */
export async function bundleLibraries(folder) {
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: apart,
    // WebAssembly in a string: escaped it is a third larger.
    charset: 'utf8',
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    minify: true,
    metafile: true,
  });
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
