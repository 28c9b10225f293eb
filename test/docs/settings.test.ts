import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commands } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import manifest from '../../clients/vscode/package.json' with { type: 'json' };
import { settingsPage } from '../../scripts/settingsPage.ts';
import { root } from './demoProject.ts';

const page = read('docs/settings.md');

test('docs/settings.md says what the clients say (else: npm run docs)', () => {
  const nvim = read('clients/nvim/lua/nbproject/command.lua');
  const emacs = read('clients/emacs/nbproject.el');
  expect(page).toBe(settingsPage({ vscode: manifest.contributes.commands, nvim, emacs }));
});

test('docs/settings.md has each command of a client once', () => {
  const names = [...page.matchAll(/`(:Nbproject [\w-]+|nbproject-[\w-]+)`/g)].map(([, name]) => name);
  expect(names).toEqual([...new Set(names)]);
  const { applyFix: _, ...shown } = commands;
  const rows = [...page.matchAll(/ `(nbproject\.\w+)` \|$/gm)].map(([, name]) => name);
  expect(rows).toEqual(Object.values(shown));
});

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
