// Bundles the two programs of the server package, few files so that a start reads few, and writes the rules' pages and the schema of
// the configuration beside them.
import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleLibraries, bundleOptions, copyGrammar, root, sourceModule } from './bundle.mjs';
import { notices } from './notices.mjs';

// Built beside the old one and then put in its place: a server that starts meanwhile finds one or the other.
const finished = path.join(root, 'server', 'dist');
const dist = `${finished}.${process.pid}`;
const { metafile } = await build({
  ...bundleOptions,
  metafile: true,
  entryPoints: { 'nbproject-language-server': 'server/src/session/main.ts', nbls: 'server/src/cli/main.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  minify: true,
});

copyGrammar(dist);
const libraries = await bundleLibraries(dist);

const bundled = [
  ...Object.keys(metafile.inputs),
  ...Object.keys(libraries.inputs),
  'node_modules/tree-sitter-python/grammar.js',
];
writeFileSync(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), notices(bundled));
// npm packs the licence that lies beside a package's manifest.
copyFileSync(path.join(root, 'LICENSE'), path.join(root, 'server', 'LICENSE'));

const { documentationOf, rules: catalogue } = await sourceModule('server/src/rules/index.ts');
const rules = path.join(dist, 'rules');
mkdirSync(rules, { recursive: true });
for (const { code } of catalogue) writeFileSync(path.join(rules, `${code}.md`), documentationOf(code));

const { jsonSchema } = await sourceModule('server/src/project/configuration/index.ts');
writeFileSync(path.join(dist, 'nbproject.schema.json'), `${JSON.stringify(jsonSchema(), null, 2)}\n`);

rmSync(finished, { recursive: true, force: true });
renameSync(dist, finished);
