// Makes the VS Code extension: bundles it, puts the built server beside it, and writes clients/vscode/nbproject-VERSION.vsix.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './bundle.mjs';
import { notices } from './notices.mjs';
import { writeVsix } from './vsix.mjs';

await import('./build.mjs');

const source = path.join(root, 'clients', 'vscode');
const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-vsix-'));
const {
  devDependencies: _,
  private: __,
  ...manifest
} = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
const extension = await build({
  ...common,
  entryPoints: ['clients/vscode/src/extension.ts'],
  outfile: path.join(folder, 'dist', 'extension.cjs'),
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
});
await build({
  ...common,
  entryPoints: ['header', 'lineage'].flatMap((page) => [
    `clients/vscode/src/webview/${page}.ts`,
    `clients/vscode/media/${page}.css`,
  ]),
  outdir: path.join(folder, 'dist'),
  entryNames: '[name]',
  platform: 'browser',
  format: 'iife',
  target: 'es2023',
});
writeFileSync(path.join(folder, 'dist', 'THIRD-PARTY-NOTICES.txt'), notices(Object.keys(extension.metafile.inputs)));

const copies = {
  'README.md': 'clients/vscode/README.md',
  'CHANGELOG.md': 'CHANGELOG.md',
  LICENSE: 'LICENSE',
  'media/icon.png': 'clients/vscode/media/icon.png',
  'media/lineage.svg': 'clients/vscode/media/lineage.svg',
  'media/notebook.svg': 'clients/vscode/media/notebook.svg',
  images: 'clients/vscode/images',
  walkthrough: 'clients/vscode/walkthrough',
  'server/bin/nbproject-language-server.cjs': 'server/bin/nbproject-language-server.cjs',
  'server/dist': 'server/dist',
};
for (const [to, from] of Object.entries(copies)) {
  mkdirSync(path.dirname(path.join(folder, to)), { recursive: true });
  cpSync(path.join(root, from), path.join(folder, to), { recursive: true });
}
// The command line is no part of the extension, which draws the picture of the lineage itself.
for (const program of ['nbls.cjs', 'graphviz.cjs']) rmSync(path.join(folder, 'server', 'dist', program));

const file = path.join(source, `nbproject-${manifest.version}.vsix`);
const size = writeVsix(folder, file);
rmSync(folder, { recursive: true });
process.stdout.write(`${path.relative(root, file)}: ${(size / 1024 / 1024).toFixed(2)} MB\n`);
