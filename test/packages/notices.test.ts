import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from './packed.ts';
import { extension } from './packedExtension.ts';

// Bundled into one file each here, however the product is parted.
test.each([
  {
    product: 'the npm package',
    entryPoints: ['server/src/session/main.ts', 'server/src/cli/main.ts'],
    text: readFileSync(path.join(root, 'server/dist/THIRD-PARTY-NOTICES.txt'), 'utf8'),
    // Their WebAssembly is read, not bundled.
    besides: ['tree-sitter-python', 'web-tree-sitter'],
  },
  {
    product: 'the VS Code extension',
    entryPoints: ['extension', 'webview/header', 'webview/lineage'].map((name) => `clients/vscode/src/${name}.ts`),
    text: new TextDecoder().decode(extension['extension/dist/THIRD-PARTY-NOTICES.txt']),
    besides: [],
  },
])('Should hand on with $product the licence of each package in it', async ({ entryPoints, text, besides }) => {
  const { metafile } = await build({
    ...{ absWorkingDir: root, entryPoints, outdir: 'nowhere', write: false, metafile: true, logLevel: 'error' },
    ...{ bundle: true, platform: 'node', format: 'esm', external: ['vscode'] },
  });
  const folders = new Set([
    ...Object.keys(metafile.inputs).flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []),
    ...besides.map((name) => `node_modules/${name}`),
  ]);
  expect(folders.size).toBeGreaterThan(5);
  const missing = [...folders].flatMap((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const files = readdirSync(path.join(root, folder)).filter((file) => /^(?:licen[cs]e|copying)/i.test(file));
    const texts = files.map((file) => readFileSync(path.join(root, folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})\n\n${texts.join('\n\n')}`].filter((expected) => !text.includes(expected));
  });
  expect(missing).toEqual([]);
});
