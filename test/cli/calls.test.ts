import { describe, expect, test } from 'vitest';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, nbls } from './program.ts';

describe('A wrong call exits with 2 and says what to do', () => {
  test.each([
    [[], /^nbls: a command is missing\.\n(.|\n)*Usage: nbls COMMAND/],
    [['chekc'], /^nbls: unknown command chekc; did you mean check\?\n/],
    [['frobnicate'], /^nbls: unknown command frobnicate\.\nRun nbls --help/],
    [['--versoin'], /^nbls: unknown option --versoin; did you mean --version\?/],
    [['check', '--formt', 'json'], /^nbls: unknown option --formt; did you mean --format\?/],
    [['check', '-x'], /^nbls: unknown option -x\.\nRun nbls check --help/],
    [['check', '--format'], /--format needs a value: --format FORMAT/],
    [['check', '--format', '--quiet'], /--format needs a value/],
    [
      ['check', '--format', 'jsn'],
      /--format takes one of text, concise, json, ndjson, github, gitlab, sarif, junit, not jsn; did you mean json\?/,
    ],
    [['check', '--quiet=yes'], /--quiet takes no value/],
    [['check', '--fail-on', 'fatal'], /--fail-on takes one of error, warning, info, hint, not fatal/],
    [['check', '--select', 'mising-title'], /there is no rule mising-title; did you mean missing-title\?/],
    [['check', '--ignore', 'E501'], /there is no rule E501; nbls rules lists all/],
    [['check', '--jobs', 'all'], /--jobs takes a whole number from 1 on, not all/],
    [['check', '--jobs', '0'], /--jobs takes a whole number/],
    [['check', 'nowhere.ipynb', 'a.ipynb'], /there is no file or folder nowhere\.ipynb \(looked from \//],
    [['check', '--files-from', 'nowhere'], /the list of files nowhere cannot be read: ENOENT/],
    [['check', '--stdin-filename', 'x', 'a.ipynb'], /standard input is checked alone/],
    [['header'], /header takes one file, not 0/],
    [['header', 'a.ipynb', 'b.ipynb'], /header takes one file, not 2/],
    [['header', 'nowhere.ipynb'], /there is no file nowhere\.ipynb/],
    [['header', '.'], /This is a folder/],
    [['rules', 'mising-title'], /there is no rule mising-title; did you mean missing-title\?/],
    [['rules', 'a', 'b'], /rules takes one code, not 2/],
    [['check', '__proto__'], /there is no file or folder __proto__/],
    [['check', '--__proto__'], /unknown option --__proto__/],
    [['check', '--constructor=1'], /unknown option --constructor/],
  ])('nbls %j', async (args, message) => {
    const folder = folderWith({ 'a.ipynb': healthy });
    const { code, out, err } = await nbls(args, { folder });
    expect(err).toMatch(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});

describe('Help', () => {
  test.each([['--help'], ['-h'], ['help']])('nbls %s lists the commands', async (option) => {
    const { code, out, err } = await nbls([option], { folder: folderWith({}) });
    expect([code, err]).toEqual([0, '']);
    for (const command of ['check', 'header', 'graph', 'badge', 'init', 'sync', 'reqs', 'rules', 'server'])
      expect(out).toContain(`\n  ${command} `);
  });

  test.each(['check', 'header', 'graph', 'badge', 'init', 'sync', 'reqs', 'rules'])(
    'nbls %s --help lists its options',
    async (command) => {
      const folder = folderWith({});
      const { code, out } = await nbls([command, '--help'], { folder });
      expect(code).toBe(0);
      expect(out).toContain(`Usage: nbls ${command}`);
      expect(out).toContain('-h, --help');
      expect((await nbls(['help', command], { folder })).out).toBe(out);
    },
  );

  test('nbls --version prints the version', async () => {
    expect(await nbls(['--version'], { folder: folderWith({}) })).toEqual({ code: 0, out: 'nbls 1.2.3\n', err: '' });
  });
});

describe('nbls rules', () => {
  test('lists every rule with its severity and whether it has fixes', async () => {
    const { code, out } = await nbls(['rules'], { folder: folderWith({}) });
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}missing-title +warning {2}fix {2}\S/m);
    expect(out).toMatch(/^ {2}stderr-output +off /m);
  });

  test('shows the page of one rule', async () => {
    const { out } = await nbls(['rules', 'missing-title'], { folder: folderWith({}) });
    expect(out).toMatch(/^# missing-title\n/);
    expect(out).toContain('## Why');
  });

  test('prints JSON for programs', async () => {
    const folder = folderWith({});
    const all = JSON.parse((await nbls(['rules', '--json'], { folder })).out);
    const title = all.find(({ code }: { code: string }) => code === 'missing-title');
    expect(title).toMatchObject({ code: 'missing-title', severity: 'warning', enabled: true, fixable: true });
    expect(JSON.parse((await nbls(['rules', 'missing-title', '--json'], { folder })).out)).toEqual(title);
  });
});

describe('nbls header', () => {
  test('prints what is recorded', async () => {
    const { code, out } = await nbls(['header', 'a.ipynb'], { folder: folderWith({ 'a.ipynb': healthy }) });
    expect(code).toBe(0);
    expect(out).toMatch(/^title +Growth of yeast$/m);
    expect(out).toMatch(/^id +Kq3vX8bTz1Wn$/m);
    expect(out).toMatch(/^problems +none$/m);
  });

  test('prints the header of the protocol with --json', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy.replace('x = 1', 'import numpy.linalg as la, os') });
    const header = JSON.parse((await nbls(['header', '--json', 'a.ipynb'], { folder })).out);
    expect(header).toMatchObject({ title: null, state: 'uninitialized', record: null, imports: ['numpy'] });
    expect(header.problems).toMatchObject({ error: 1, hint: 1 });
    expect(header.uri).toMatch(/^file:\/\/\/.*\/a\.ipynb$/);
  });

  test('shows as much as it can of a notebook that ends in the middle', async () => {
    const folder = folderWith({ 'a.ipynb': healthy.slice(0, -20) });
    const { code, out, err } = await nbls(['header', 'a.ipynb'], { folder });
    expect(code).toBe(0);
    expect(out).toMatch(/^title +Growth of yeast$/m);
    expect(err).toBe('nbls: a.ipynb is read in part only: nbls check says why.\n');
  });
});

describe('nbls server', () => {
  test('hands its arguments to the language server', async () => {
    const folder = folderWith({});
    expect((await nbls(['server', '--version'], { folder })).out).toBe('1.2.3\n');
    expect(await nbls(['server', '--nonsense'], { folder })).toMatchObject({ code: 2 });
  });
});
