// The licences of what is bundled: they ask to be passed on with it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';

/** The notices of the packages that files come from; `inputs` are paths from the repository's root, as esbuild's metafile has them. Throws for a package without a licence's text. */
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
  const files = readdirSync(path.join(root, folder)).filter((entry) => /^licen[cs]e|^copying/i.test(entry));
  const texts = files.map((file) => readFileSync(path.join(root, folder, file), 'utf8').trim());
  const text = [...texts, ...(within[name] ?? [])].join('\n\n');
  if (!text)
    throw new Error(`${folder} has no file with its licence: add the text to \`within\` in scripts/notices.mjs.`);
  return `${name} ${version} (${license})\n\n${text}\n`;
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** What packages do not say in a file of their own: their licence, and whose else they hold. */
const within = {
  '@viz-js/viz': [
    `Copyright (c) Michael Daines

It holds, compiled to WebAssembly, Graphviz, under the Eclipse Public License, without warranty. The licence: https://graphviz.org/license/ The source: https://gitlab.com/graphviz/graphviz
and Expat, Copyright (c) 1998-2000 Thai Open Source Software Center Ltd and Clark Cooper, Copyright (c) 2001-2025 Expat maintainers. The source: https://github.com/libexpat/libexpat

Viz.js and Expat are under the MIT License:

${mit}`,
  ],
};
