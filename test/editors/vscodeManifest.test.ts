import { commands } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import manifest from '../../clients/vscode/package.json' with { type: 'json' };
import { vscodeSettings } from '../../scripts/vscodeSettings.ts';
import { readSettings } from '../../server/src/session/settings/settings.ts';

const { contributes } = manifest;

// Out of date? `npm run docs` writes them again.
test('Should have the settings of the rules in the VS Code extension as the rules have them', () => {
  expect(contributes.configuration).toEqual(vscodeSettings());
});

test('Should have defaults in VS Code that the server reads as no settings at all', () => {
  const defaults = {
    ...Object.fromEntries(
      Object.entries(contributes.configuration.properties)
        .filter(([name]) => !name.startsWith('nbproject.author.'))
        .map(([name, setting]) => [name.replace('nbproject.', ''), setting.default]),
    ),
    author: { handle: null, name: null, id: null },
  };
  expect(readSettings(defaults)).toEqual(readSettings(undefined));
});

test('Should offer each command in the palette of VS Code, but the one that needs a finding', () => {
  const { applyFix: _, ...palette } = commands;
  expect(contributes.commands.map(({ command }) => command).sort()).toEqual(Object.values(palette).sort());
});
