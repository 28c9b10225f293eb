// What the VS Code extension is made of.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './bundle.mjs';
import { notices } from './notices.mjs';
import { writeVsix } from './vsix.mjs';

const source = path.join(root, 'clients', 'vscode');

/** Bundles the extension, puts the server beside it as it is built, and writes nbproject-VERSION.vsix into a folder. Gives the file and its size in bytes. */
export async function packageExtension(destination) {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-vsix-'));
  const {
    devDependencies: _,
    private: __,
    ...manifest
  } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

  const bundled = await bundle(path.join(folder, 'dist'));
  writeFileSync(path.join(folder, 'dist', 'THIRD-PARTY-NOTICES.txt'), notices(bundled));

  for (const [to, from] of Object.entries(copies)) {
    mkdirSync(path.dirname(path.join(folder, to)), { recursive: true });
    cpSync(path.join(root, from), path.join(folder, to), { recursive: true });
  }
  // The command line is no part of the extension, which draws the picture of the lineage itself.
  for (const program of ['nbls.cjs', 'graphviz.cjs']) rmSync(path.join(folder, 'server', 'dist', program));

  const file = path.join(destination, `nbproject-${manifest.version}.vsix`);
  const size = writeVsix(folder, file);
  rmSync(folder, { recursive: true });
  return { file, size };
}

/** The extension and the scripts of its pages. Gives what is bundled, as esbuild's metafile has it. */
async function bundle(dist) {
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
    outfile: path.join(dist, 'extension.cjs'),
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
  });
  const pages = await build({
    ...common,
    entryPoints: ['header', 'lineage'].flatMap((page) => [
      `clients/vscode/src/webview/${page}.ts`,
      `clients/vscode/media/${page}.css`,
    ]),
    outdir: dist,
    entryNames: '[name]',
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
  });
  return [extension, pages].flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

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
  'server/bin/requireNode.cjs': 'server/bin/requireNode.cjs',
  'server/dist': 'server/dist',
};
