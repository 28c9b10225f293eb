// The licences of what is bundled: they ask to be passed on with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';

/** The notices of the packages that files come from; `inputs` are paths from the repository's root, as esbuild's metafile has them. */
export function notices(inputs) {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  return [...folders]
    .sort()
    .map(notice)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** `node_modules/@scope/name` of a file in it, the innermost. */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e|^copying/i.test(entry));
  const text =
    file && existsSync(path.join(root, folder, file)) ? readFileSync(path.join(root, folder, file), 'utf8') : '';
  return `${name} ${version} (${license})\n\n${[text.trim(), within[name]].filter(Boolean).join('\n\n')}\n`;
}

/** What packages hold that is not theirs, or do not say in a file of their own. */
const within = {
  '@viz-js/viz': `Copyright (c) Michael Daines. Under the MIT License: https://opensource.org/license/mit

It holds, compiled to WebAssembly:
Graphviz, under the Eclipse Public License, without warranty. The licence: https://graphviz.org/license/ The source: https://gitlab.com/graphviz/graphviz
Expat, under the MIT License. The licence and the source: https://github.com/libexpat/libexpat`,
};
