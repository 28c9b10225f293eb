// Writes the pages of the rules, the configuration, the command line and the editors' settings into docs/, and the settings of the VS Code extension, from what they describe.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, sourceModule } from './bundle.mjs';

const { documentationOf, rules, rulesPage } = await sourceModule('server/src/rules/index.ts');
const docs = path.join(root, 'docs');
const pages = path.join(docs, 'rules');
rmSync(pages, { recursive: true, force: true });
mkdirSync(pages, { recursive: true });
writeFileSync(path.join(docs, 'rules.md'), rulesPage());
for (const { code } of rules) writeFileSync(path.join(pages, `${code}.md`), documentationOf(code));

const { configurationPage } = await sourceModule('server/src/project/configuration/index.ts');
writeFileSync(path.join(docs, 'configuration.md'), configurationPage());

const { commandLinePage } = await sourceModule('server/src/cli/documentation.ts');
writeFileSync(path.join(docs, 'command-line.md'), commandLinePage());

const { vscodeSettings } = await sourceModule('scripts/vscodeSettings.ts');
const manifestFile = path.join(root, 'clients', 'vscode', 'package.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
manifest.contributes.configuration = vscodeSettings();
writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);

const { settingsPage } = await sourceModule('scripts/settingsPage.ts');
const client = (file) => readFileSync(path.join(root, 'clients', file), 'utf8');
const sources = {
  vscode: manifest.contributes.commands,
  nvim: client('nvim/lua/nbproject/command.lua'),
  emacs: client('emacs/nbproject.el'),
};
writeFileSync(path.join(docs, 'settings.md'), settingsPage(sources));
