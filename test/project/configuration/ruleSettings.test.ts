import { describe, expect, test } from 'vitest';
import {
  noOwnSettings,
  type OwnSettings,
  readConfiguration,
  ruleSettings,
} from '../../../server/src/project/configuration/index.ts';

const watched = ['missing-title', 'title-not-first', 'long-cell', 'out-of-order', 'stored-results'] as const;

/** What becomes of a few rules: one on by default as a warning, one as a hint, one off, one of Execution, and one that is a policy's. */
function severities(text: string, own: Partial<OwnSettings> = {}, file = '/project/a.ipynb'): string {
  const configuration = readConfiguration('/project/nbproject.toml', text);
  expect(configuration?.problems).toEqual([]);
  const settings = ruleSettings(configuration, { ...noOwnSettings, ...own }, file, 'problem');
  return watched.map((code) => settings.severities?.[code]).join(' ');
}

describe('What a configuration makes of the rules', () => {
  test.each([
    ['', 'warning hint off warning off'],
    ['select = ["long-cell"]', 'off off hint off off'],
    ['select = ["Narrative", "execution"]', 'warning hint off warning off'],
    ['select = ["ALL"]', 'warning hint hint warning off'],
    ['select = ["ALL", "stored-results"]', 'warning hint hint warning warning'],
    ['select = []', 'off off off off off'],
    ['ignore = ["Narrative"]', 'off off off warning off'],
    ['select = ["Narrative"]\nignore = ["title-not-first"]', 'warning off off off off'],
    ['severity = { long-cell = "error", missing-title = "off" }', 'off hint error warning off'],
    ['severity = { Narrative = "error", title-not-first = "info", ALL = "hint" }', 'error info off hint off'],
    ['severity = { Quality = "error" }', 'warning hint off warning off'],
    ['severity = { Quality = "error" }\nselect = ["long-cell"]', 'off off error off off'],
    ['policy = "stripped"', 'warning hint off off warning'],
    ['policy = "stripped"\nselect = ["ALL"]', 'warning hint hint off warning'],
    ['policy = "stripped"\nseverity = { out-of-order = "info" }', 'warning hint off info warning'],
    ['policy = "stripped"\nignore = ["stored-results"]', 'warning hint off off off'],
    ['per-file-ignores = { "*.ipynb" = ["ALL"] }', 'off off off off off'],
    ['per-file-ignores = { "/b.ipynb" = ["ALL"], "a*" = ["long-cell", "missing-title"] }', 'off hint off warning off'],
  ])('%j: %s', (text, expected) => {
    expect(severities(text)).toBe(expected);
  });

  test.each<[string, Partial<OwnSettings>, string]>([
    ['select = ["long-cell"]\nignore = ["missing-title"]', { only: ['Narrative'] }, 'warning hint off off off'],
    ['severity = { missing-title = "error" }', { only: ['missing-title'] }, 'error off off off off'],
    ['severity = { missing-title = "off" }', { only: ['missing-title'] }, 'warning off off off off'],
    ['', { only: ['ALL'], ignore: ['Narrative'] }, 'off off hint warning off'],
    ['select = ["long-cell"]', { also: ['Narrative'] }, 'warning hint hint off off'],
    ['ignore = ["missing-title"]', { severity: { 'missing-title': 'error' } }, 'error hint off warning off'],
    ['', { also: ['long-cell'], severity: { ALL: 'info' } }, 'info info info info off'],
    ['per-file-ignores = { "a*" = ["ALL"] }', { also: ['ALL'] }, 'off off off off off'],
  ])('%j, and the user says %j: %s', (text, own, expected) => {
    expect(severities(text, own)).toBe(expected);
  });

  test('Patterns start at the folder of the file', () => {
    const text = 'per-file-ignores = { "/teaching/" = ["ALL"] }';
    expect(severities(text, {}, '/project/teaching/deep/a.ipynb')).toBe('off off off off off');
    expect(severities(text, {}, '/project/x/teaching/a.ipynb')).toContain('warning');
    expect(severities(text, {}, '/elsewhere/teaching/a.ipynb')).toContain('warning');
  });
});
