import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../../server/src/project/configuration/index.ts';

const file = '/project/nbproject.toml';

function problems(text: string, name = file): string[] {
  const found = readConfiguration(name, text)?.problems ?? [];
  return found.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

function settings(text: string, name = file) {
  const configuration = readConfiguration(name, text);
  expect(configuration?.problems).toEqual([]);
  return configuration!.settings;
}

describe('A configuration file is read', () => {
  test('from the top of nbproject.toml, from a table of pyproject.toml', () => {
    const inside = settings('[tool.nbproject]\nselect = ["Format"]', '/project/pyproject.toml');
    expect(inside).toEqual(settings('select = ["Format"]'));
    expect(readConfiguration('/project/pyproject.toml', 'select = ["Format"] # nbproject')).toBeUndefined();
    expect(readConfiguration(file, '')?.problems).toEqual([]);
  });

  test.each([
    ['a table', '[severity]\nmissing-title = "off"'],
    ['an inline table', 'severity = { missing-title = "off" }'],
    ['a dotted key', 'severity.missing-title = "off"'],
    ['quoted keys', '"severity"."missing-title" = "off"'],
    ['a text over lines', "severity.missing-title = '''off'''"],
    ['line ends of Windows', '\r\n[severity]\r\nmissing-title = "off"\r\n'],
  ])('with a table written as %s', (_, text) => {
    expect(settings(text).severity).toEqual({ 'missing-title': 'off' });
  });

  test('with every key', () => {
    const text = `
select = ["Narrative", "long-cell"]
ignore = ["title-not-first"]
exclude = ["drafts/"]
policy = "monotone"
python = "envs/lab"
author = { handle = "ada", name = "Ada" }
long-cell.max-lines = 40
large-output = { max-megabytes = 0.5 }
[per-file-ignores]
"a/**" = ["State"]
[severity]
ALL = "warning"
`;
    expect(settings(text)).toEqual({
      select: ['Narrative', 'long-cell'],
      ignore: ['title-not-first'],
      exclude: ['drafts/'],
      policy: 'monotone',
      python: '/project/envs/lab',
      author: { handle: 'ada', name: 'Ada' },
      options: { 'long-cell': { 'max-lines': 40 }, 'large-output': { 'max-megabytes': 0.5 } },
      perFileIgnores: [{ patterns: ['a/**'], rules: ['State'] }],
      severity: { ALL: 'warning' },
    });
  });
});

describe('What is wrong is said where it stands', () => {
  test.each([
    ['selct = 1', '1:1 There is no key `selct`; did you mean `select`?'],
    [
      'colour = 1',
      '1:1 There is no key `colour`; known are `select`, `ignore`, `severity`, `exclude`, `per-file-ignores`, `policy`, `python`, `author`.',
    ],
    ['[tool.nbproject]', '1:2 There is no key `tool`; known are'],
    ['\n\n  ignore = [ "missing-title", "E501" ]', '3:31 There is no rule or group `E501`; `nbls rules` lists all.'],
    ['select = "Format"', '1:10 `select` takes a list of rules, such as ["missing-title", "Format"]; found `Format`.'],
    [
      'select = [1979-05-27]',
      '1:11 `select` takes a list of rules, such as ["missing-title", "Format"]; found a date or a time in it.',
    ],
    ['exclude = ["**/a/**/a/**/a/**/b"]', '1:12 `**/a/**/a/**/a/**/b` has too many `**`: at most 3.'],
    ['exclude = [["a"]]', '1:12 `exclude` takes a list of patterns, such as ["drafts/"]; found a list in it.'],
    ['severity = "error"', '1:12 `severity` takes a table, such as `severity = {'],
    [
      'severity.missing-title = "fatal"',
      '1:26 `severity.missing-title` takes one of error, warning, info, hint, off; found `fatal`.',
    ],
    ['severity.missing-titel = "off"', '1:10 There is no rule or group `missing-titel`; did you mean `missing-title`?'],
    ['policy = true', '1:10 `policy` takes one of executed, monotone, stripped; found the boolean true.'],
    ['per-file-ignores = { "a" = "State" }', '1:28 `per-file-ignores.a` takes a list of rules,'],
    ['long-cell = 40', '1:13 `long-cell` takes a table, such as `long-cell.max-lines = 30`; found the number 40.'],
    ['long-cell.max-line = 40', '1:11 The rule `long-cell` has no option `max-line`; did you mean `max-lines`?'],
    ['long-cell.max-lines = -1', '1:23 `long-cell.max-lines` takes a number from 0 on; found the number -1.'],
    ['long-cell.max-lines = nan', '1:23 `long-cell.max-lines` takes a number from 0 on; found the number NaN.'],
    ['missing-title.max = 1', '1:1 The rule `missing-title` has no options.'],
    ['author.nam = "Ada"', '1:8 There is no key `author.nam`; did you mean `name`?'],
    ['python = ""', '1:10 `python` takes a text; found'],
    ['__proto__ = 1', '1:1 There is no key `__proto__`'],
    ['[[select]]', '1:1 `select` takes a list of rules,'],
    ['select = [', '1:11 This is not TOML: unspecified values are invalid.'],
    ['select = []\nselect = []', '2:1 This is not TOML: defining a key multiple times is invalid.'],
  ])('%j', (text, expected) => {
    expect(problems(text)[0]).toContain(expected);
    expect(problems(text)).toHaveLength(1);
  });

  test('in the order of the file, and what is right counts', () => {
    const configuration = readConfiguration(file, 'long-cell.x = 1\nselect = ["x", "Format"]\nnope = 1');
    expect(configuration?.problems.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(configuration?.settings.select).toEqual(['Format']);
  });

  test('also where `tool.nbproject` is no table', () => {
    expect(problems('[tool]\nnbproject = 1', '/project/pyproject.toml')).toEqual([
      '2:13 `tool.nbproject` is a table: write `[tool.nbproject]`.',
    ]);
  });

  test('and keeps what was set before where it is no TOML', () => {
    const before = settings('select = ["Format"]');
    expect(readConfiguration(file, 'select = [', before)?.settings).toBe(before);
    expect(readConfiguration('/p/pyproject.toml', '[tool.nbproject\n', before)?.settings).toBe(before);
    expect(readConfiguration('/p/pyproject.toml', '[tool.other\n# nbproject', before)).toBeUndefined();
  });

  test.each([
    ['brackets', `a = ${'['.repeat(50_000)}`],
    ['brackets that are closed', `a = ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['tables', '[a]\n'.repeat(2)],
    ['inline tables', `a = ${'{a='.repeat(20_000)}`],
    ['dotted keys', `${'a.'.repeat(20_000)}a = 1`],
  ])('without failing over many %s', (_, text) => {
    expect(problems(text).length).toBeGreaterThan(0);
  });
});
