import { describe, expect, test } from 'vitest';
import { unhealthy } from '../notebooks.ts';
import { folderWith, nbls } from '../program.ts';

async function codesIn(folder: string, ...args: string[]): Promise<string[]> {
  const { code, out, err } = await nbls(['check', '--format', 'json', ...args], { folder });
  expect([err, code === 2]).toEqual(['', false]);
  return JSON.parse(out).map(({ path, code: rule, severity }: Record<string, string>) => `${path} ${severity} ${rule}`);
}

const all = ['a.ipynb warning missing-title', 'a.ipynb error duplicate-cell-id', 'a.ipynb hint uninitialized'];

describe('nbls check takes the configuration of the project', () => {
  test.each([
    ['pyproject.toml', '[tool.nbproject]\nignore = ["uninitialized"]\nseverity = { missing-title = "error" }\n'],
    ['pyproject.toml', '[project]\nname = "x"\n[tool.nbproject.severity]\nmissing-title = "error"\nMetadata = "off"\n'],
    ['nbproject.toml', 'ignore = ["uninitialized"]\nseverity.missing-title = "error"\n'],
  ])('from %s', async (name, content) => {
    const folder = folderWith({ 'a.ipynb': unhealthy, [name]: content });
    expect(await codesIn(folder)).toEqual(['a.ipynb error missing-title', 'a.ipynb error duplicate-cell-id']);
  });

  test('of the nearest folder alone, nbproject.toml before pyproject.toml', async () => {
    const folder = folderWith({
      'pyproject.toml': '[tool.nbproject]\nignore = ["ALL"]\n',
      'a.ipynb': unhealthy,
      'near/nbproject.toml': 'select = ["missing-title"]\n',
      'near/pyproject.toml': '[tool.nbproject]\nselect = ["uninitialized"]\n',
      'near/a.ipynb': unhealthy,
      'near/deep/pyproject.toml': '[tool.other]\nnbproject = 1\n',
      'near/deep/a.ipynb': unhealthy,
    });
    expect(await codesIn(folder)).toEqual([
      'near/a.ipynb warning missing-title',
      'near/deep/a.ipynb warning missing-title',
    ]);
  });

  test('unless the call says otherwise', async () => {
    const folder = folderWith({
      'a.ipynb': unhealthy,
      'pyproject.toml': '[tool.nbproject]\nselect = ["missing-title"]\nseverity.missing-title = "info"\n',
      'other/team.toml': 'ignore = ["missing-title"]\n',
    });
    expect(await codesIn(folder)).toEqual(['a.ipynb info missing-title']);
    expect(await codesIn(folder, '--select', 'narrative,uninitialized')).toEqual([
      'a.ipynb info missing-title',
      'a.ipynb hint uninitialized',
    ]);
    expect(await codesIn(folder, '--ignore', 'missing-title')).toEqual([]);
    expect(await codesIn(folder, '--no-config')).toEqual(all);
    expect(await codesIn(folder, '--config', 'other/team.toml')).toEqual(all.slice(1));
  });

  test('for standard input by the name that it is given', async () => {
    const folder = folderWith({ 'sub/nbproject.toml': 'select = ["uninitialized"]\n' });
    const { out } = await nbls(['check', '--format', 'concise', '--stdin-filename', 'sub/x.ipynb'], {
      folder,
      input: unhealthy,
    });
    expect(out).toMatch(/^sub\/x\.ipynb:22:2: hint uninitialized: .*\n$/);
  });

  test('and leaves out what it excludes, unless it is named', async () => {
    const folder = folderWith({
      'pyproject.toml': '[tool.nbproject]\nselect = ["uninitialized"]\nexclude = ["drafts/", "*_old.ipynb"]\n',
      'a.ipynb': unhealthy,
      'a_old.ipynb': unhealthy,
      'sub/drafts/b.ipynb': unhealthy,
    });
    const hint = (path: string) => `${path} hint uninitialized`;
    expect(await codesIn(folder)).toEqual([hint('a.ipynb')]);
    expect(await codesIn(folder, 'a_old.ipynb', 'a.ipynb')).toEqual([hint('a.ipynb'), hint('a_old.ipynb')]);
    expect(await codesIn(folder, 'a_old.ipynb', 'a.ipynb', '--force-exclude')).toEqual([hint('a.ipynb')]);
    expect(await codesIn(folder, 'sub/drafts')).toEqual([hint('sub/drafts/b.ipynb')]);
  });

  test('and turns rules off in some notebooks', async () => {
    const folder = folderWith({
      'nbproject.toml':
        'select = ["missing-title", "uninitialized"]\n[per-file-ignores]\n"teaching/**" = ["Narrative"]\n',
      'a.ipynb': unhealthy,
      'teaching/1/a.ipynb': unhealthy,
    });
    expect(await codesIn(folder)).toEqual([all[0], all[2], 'teaching/1/a.ipynb hint uninitialized']);
  });
});

describe('A wrong configuration', () => {
  test.each([
    [
      { 'pyproject.toml': '[tool.nbproject]\nselect = [\n  "Format"\n' },
      [],
      'pyproject.toml:4:1: This is not TOML: unterminated array.\n',
    ],
    [
      { 'sub/nbproject.toml': 'x = 1', 'sub/a.ipynb': unhealthy },
      ['sub'],
      /^sub\/nbproject\.toml:1:1: There is no key `x`/,
    ],
    [{ 'pyproject.toml': '[tool.nbproject]\nx = 1' }, ['--stdin-filename', 'a.ipynb'], /^pyproject\.toml:2:1: /],
    [{ 'other.toml': 'x = 1' }, ['--config', 'other.toml'], /^other\.toml:1:1: There is no key `x`/],
    [{}, ['--config', 'other.toml'], /^nbls: there is no file other\.toml \(looked from /],
    [{}, ['--config', 'a.toml', '--no-config'], /^nbls: --config and --no-config exclude each other\.\n/],
  ])('exits with 2: %j, nbls check %j', async (files, args, message) => {
    const folder = folderWith({ 'a.ipynb': unhealthy, ...files });
    const { code, out, err } = await nbls(['check', ...args], { folder });
    expect([code, out]).toEqual([2, '']);
    if (typeof message === 'string') expect(err).toBe(message);
    else expect(err).toMatch(message);
  });

  test('of folders without notebooks is none of ours, nor is one of another tool', async () => {
    const folder = folderWith({
      'nbproject.toml': 'select = ["uninitialized"]',
      'a.ipynb': unhealthy,
      'empty/nbproject.toml': 'x = 1',
      'pyproject.toml': '[tool.nbproject',
      'other/a.ipynb': unhealthy,
      'other/pyproject.toml': '[project\nname = "nbproject"',
    });
    expect(await codesIn(folder)).toEqual(['a.ipynb hint uninitialized', 'other/a.ipynb hint uninitialized']);
  });

  test('is said by nbls header too, which counts the problems that it leaves', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy, 'nbproject.toml': 'ignore = ["Narrative"]' });
    expect((await nbls(['header', 'a.ipynb'], { folder })).out).toMatch(/^problems +1 error, 1 hint$/m);
    const wrong = folderWith({ 'a.ipynb': unhealthy, 'nbproject.toml': 'ignored = 1' });
    expect(await nbls(['header', 'a.ipynb'], { folder: wrong })).toEqual({
      code: 2,
      out: '',
      err: 'nbproject.toml:1:1: There is no key `ignored`; did you mean `ignore`?\n',
    });
  });

  test('exits with 2 and says each thing that is wrong with its place, and checks nothing', async () => {
    const folder = folderWith({
      'a.ipynb': unhealthy,
      'pyproject.toml': `[project]
name = "x"

[tool.nbproject]
selct = ["missing-title"]
ignore = ["mising-title", "Formats", 7]
policy = "striped"
long-cell.max-line = 40
missing-title.x = 1

[tool.nbproject.severity]
unintialized = "hint"
uninitialized = "eror"

[tool.nbproject.long-notebook]
max-cells = "many"
`,
    });
    expect(await nbls(['check'], { folder })).toEqual({
      code: 2,
      out: '',
      err: `pyproject.toml:5:1: There is no key \`selct\`; did you mean \`select\`?
pyproject.toml:6:11: There is no rule or group \`mising-title\`; did you mean \`missing-title\`?
pyproject.toml:6:27: There is no rule or group \`Formats\`; did you mean \`Format\`?
pyproject.toml:6:38: \`ignore\` takes a list of rules, such as ["missing-title", "Format"]; found the number 7 in it.
pyproject.toml:7:10: \`policy\` takes one of executed, monotone, stripped; found \`striped\`; did you mean \`stripped\`?
pyproject.toml:8:11: The rule \`long-cell\` has no option \`max-line\`; did you mean \`max-lines\`?
pyproject.toml:9:1: The rule \`missing-title\` has no options.
pyproject.toml:12:1: There is no rule or group \`unintialized\`; did you mean \`uninitialized\`?
pyproject.toml:13:17: \`severity.uninitialized\` takes one of error, warning, info, hint, off; found \`eror\`; did you mean \`error\`?
pyproject.toml:16:13: \`long-notebook.max-cells\` takes a number from 0 on; found \`many\`.
`,
    });
  });
});
