// Writes the pages of the rules into docs/, from the rules themselves.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, sourceModule } from './bundle.mjs';

const { documentationOf, rules, rulesPage } = await sourceModule('server/src/rules/index.ts');
const docs = path.join(root, 'docs');
const pages = path.join(docs, 'rules');
rmSync(pages, { recursive: true, force: true });
mkdirSync(pages, { recursive: true });
writeFileSync(path.join(docs, 'rules.md'), rulesPage());
for (const { code } of rules) writeFileSync(path.join(pages, `${code}.md`), documentationOf(code));
