import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNotebook } from '../support/notation.ts';
import { folderWith, nbls } from './program.ts';

const notebook = writeNotebook(`
--- markdown
# Ants of the garden
--- code [1]
x = 1
--- code [3]
y = x +
--- metadata
{"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
 "nbproject": {"id": "Kq3vX8bTz1Wn", "time_init": "2024-03-05T09:12:44.310000+00:00", "version": "draft"}}
`).text;

const script = `# %% [markdown]
# # Ants of the garden

# %%
x = 1

# %%
y = x +
`;

describe('nbls check of scripts', () => {
  test('reports on the lines of a script that is paired with a notebook, with what the notebook knows', async () => {
    const folder = folderWith({ 'ants.py': script, 'ants.ipynb': notebook });
    const { code, out } = await nbls(['check', 'ants.py', '--format', 'concise'], { folder });
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^ants\.py:7:1: cell 3: \w+ execution-gap: /),
      expect.stringMatching(/^ants\.py:8:1: cell 3, line 1: error syntax-error: /),
      '',
    ]);
    expect(code).toBe(1);
  });

  test('takes a script on standard input under the name of a notebook, as editors show it', async () => {
    const folder = folderWith({ 'ants.ipynb': notebook });
    const changed = script.replace('x +', 'x');
    const { out } = await nbls(['check', '--stdin-filename', 'ants.ipynb', '--format', 'json'], {
      folder,
      input: changed,
    });
    const findings = JSON.parse(out) as { code: string; range: { start: { line: number } } }[];
    expect(findings.map(({ code, range }) => [code, range.start.line])).toEqual([['unexecuted-cell', 6]]);
  });

  test('shows the line of the script', async () => {
    const folder = folderWith({ 'ants.py': script, 'ants.ipynb': notebook });
    const { out } = await nbls(['check', 'ants.py', '--select', 'syntax-error'], { folder });
    expect(out).toContain('    ants.py:8:1 (cell 3, line 1)\n    1 │ y = x +\n');
  });

  test('leaves scripts out of folders', async () => {
    const folder = folderWith({ 'ants.py': script, 'ants.ipynb': notebook });
    expect((await nbls(['check'], { folder })).out).toContain('Checked 1 notebook');
  });

  test('checks a script that marks its cells without a notebook, and takes no other text for one', async () => {
    const folder = folderWith({ 'ants.py': script, 'README.md': '```python\nx = (\n```\n', 'README.ipynb': notebook });
    const { out } = await nbls(['check', 'ants.py', 'README.md', '--format', 'concise'], { folder });
    expect(out).toMatch(/^README\.md:1:1: error invalid-json: This is no notebook, and no script of one/);
    expect(out).toMatch(/^ants\.py:8:1: cell 3, line 1: error syntax-error: /m);
  });
});

describe('nbls check --fix of scripts', () => {
  const untitled = script.replace(/^.*\n.*\n\n/, '').replace('x +', 'x');

  test.each([
    ['py', untitled, `# %% [markdown]\n# # Ants\n\n${untitled}`],
    ['qmd', '```{python}\nx = 1\n```\n', '# Ants\n\n```{python}\nx = 1\n```\n'],
  ])('edits the script in its own format, and leaves the notebook alone: .%s', async (ending, before, after) => {
    const folder = folderWith({ [`ants.${ending}`]: before, 'ants.ipynb': notebook });
    const call = ['check', `ants.${ending}`, '--fix', '--unsafe-fixes', '--select', 'missing-title,unexecuted-cell'];
    const { out, err } = await nbls(call, { folder });
    expect(err).toBe('');
    expect(out).toContain('Fixed 1 finding in 1 notebook.');
    expect(readFileSync(path.join(folder, `ants.${ending}`), 'utf8')).toBe(after);
    expect(readFileSync(path.join(folder, 'ants.ipynb'), 'utf8')).toBe(notebook);
  });

  test('shows the change of the script', async () => {
    const folder = folderWith({ 'ants.py': untitled, 'ants.ipynb': notebook });
    const { code, out } = await nbls(['check', 'ants.py', '--diff', '--unsafe-fixes'], { folder });
    expect(out).toBe(
      '--- a/ants.py\n+++ b/ants.py\n@@ -1,3 +1,6 @@\n+# %% [markdown]\n+# # Ants\n+\n # %%\n x = 1\n \n',
    );
    expect(code).toBe(1);
  });

  test('prints the fixed script that came in on standard input', async () => {
    const folder = folderWith({ 'ants.ipynb': notebook });
    const call = ['check', '--stdin-filename', 'ants.ipynb', '--fix', '--unsafe-fixes'];
    const { out } = await nbls(call, { folder, input: untitled });
    expect(out).toBe(`# %% [markdown]\n# # Ants\n\n${untitled}`);
  });
});

describe('Commands for notebooks, given a script', () => {
  const healthy = notebook.replace('y = x +', 'y = x').replace('"execution_count": 3', '"execution_count": 2');
  const files = {
    'jupytext.toml': 'formats = "notebooks///ipynb,scripts///py:percent"',
    'scripts/ants.py': script.replace('x +', 'x'),
    'notebooks/ants.ipynb': healthy,
  };
  const standsFor = 'nbls: scripts/ants.py is a script of notebooks/ants.ipynb, and stands for it.\n';

  test('publish the notebook that it is paired with, and leave it no newer than the script', async () => {
    const folder = folderWith(files);
    const { code, out, err } = await nbls(['publish', 'scripts/ants.py'], { folder });
    expect([code, out, err]).toEqual([0, 'notebooks/ants.ipynb: published as version 1\n', standsFor]);
    const [ipynb, py] = Object.keys(files)
      .slice(1)
      .toReversed()
      .map((name) => path.join(folder, name));
    expect(JSON.parse(readFileSync(ipynb ?? '', 'utf8')).metadata.nbproject.version).toBe('1');
    expect(statSync(ipynb ?? '').mtimeMs).toBeLessThanOrEqual(statSync(py ?? '').mtimeMs);
  });

  test('write the record into the header of the script too, where that has it', async () => {
    const header = "# ---\n# jupyter:\n#   nbproject:\n#     id: Rx2s9cPTMQLY\n#     version: '0'\n# ---\n\n";
    const folder = folderWith({ ...files, 'scripts/ants.py': header + files['scripts/ants.py'] });
    expect((await nbls(['publish', 'scripts/ants.py'], { folder })).code).toBe(0);
    const { nbproject } = JSON.parse(readFileSync(path.join(folder, 'notebooks/ants.ipynb'), 'utf8')).metadata;
    const written = readFileSync(path.join(folder, 'scripts/ants.py'), 'utf8');
    expect(written).toContain(`#     version: '${nbproject.version}'\n`);
    expect(written).toContain(`#     time_published: '${nbproject.time_published}'\n`);
    expect(written.slice(written.indexOf('# ---\n\n'))).toBe(`# ---\n\n${files['scripts/ants.py']}`);
  });

  test('bring what a person wrote into the file of the project to the notebook and to the header of the script', async () => {
    const header = '# ---\n# jupyter:\n#   nbproject:\n#     id: Kq3vX8bTz1Wn\n#     version: draft\n# ---\n\n';
    const entry = 'Kq3vX8bTz1Wn:\n  name: ants.ipynb\n  location: notebooks\n  version: draft\n  user_name: Ada\n';
    const folder = folderWith({
      ...files,
      'nbproject_metadata.yml': entry,
      'scripts/ants.py': header + files['scripts/ants.py'],
    });
    const { code, out } = await nbls(['sync', 'scripts/ants.py'], { folder });
    expect([code, out]).toEqual([0, expect.stringMatching(/^1 notebook: 1 synchronized\./)]);
    const { nbproject } = JSON.parse(readFileSync(path.join(folder, 'notebooks/ants.ipynb'), 'utf8')).metadata;
    expect(nbproject.user_name).toBe('Ada');
    const written = readFileSync(path.join(folder, 'scripts/ants.py'), 'utf8');
    expect(written).toContain('#     user_name: Ada\n');
    expect(written.slice(written.indexOf('# ---\n\n'))).toBe(`# ---\n\n${files['scripts/ants.py']}`);
  });

  test('do not publish a notebook that does not hold what the script says', async () => {
    const folder = folderWith({ ...files, 'scripts/ants.py': script });
    const { code, err } = await nbls(['publish', 'scripts/ants.py'], { folder });
    expect(code).toBe(1);
    expect(err).toContain(
      'notebooks/ants.ipynb does not hold the cells of scripts/ants.py: `jupytext --sync scripts/ants.py` brings them together.',
    );
    expect(readFileSync(path.join(folder, 'notebooks/ants.ipynb'), 'utf8')).toBe(healthy);
  });

  test('show the header of the notebook, and sync and read its record', async () => {
    const folder = folderWith({ ...files, 'nbproject_metadata.yml': '' });
    const header = await nbls(['header', 'scripts/ants.py'], { folder });
    expect(header.err).toBe(standsFor);
    expect(header.out).toMatch(/^id +Kq3vX8bTz1Wn$/m);
    const sync = await nbls(['sync', 'scripts/ants.py'], { folder });
    expect(sync.err).toBe(standsFor);
    expect(readFileSync(path.join(folder, 'nbproject_metadata.yml'), 'utf8')).toContain('Kq3vX8bTz1Wn');
    expect(await nbls(['reqs', 'scripts/ants.py', '-o', '-'], { folder })).toMatchObject({ code: 0, err: standsFor });
    expect((await nbls(['badge', 'scripts/ants.py'], { folder })).err).toBe(standsFor);
    expect((await nbls(['graph', '--notebook', 'scripts/ants.py'], { folder })).out).toContain('Ants');
  });

  test.each([['header'], ['publish'], ['sync'], ['reqs'], ['badge']])(
    'say where there is no notebook: %s',
    async (name) => {
      const folder = folderWith({ ...files, 'scripts/bees.py': script, 'scripts/tool.py': 'x = 1\n' });
      const missing = await nbls([name, 'scripts/bees.py'], { folder });
      expect(missing.err).toBe(
        'nbls: scripts/bees.py is a script of notebooks/bees.ipynb, which is not there or cannot be read: `jupytext --sync scripts/bees.py` makes it.\n',
      );
      const none = await nbls([name, 'scripts/tool.py'], { folder });
      expect(none.err).toBe('nbls: scripts/tool.py is no notebook, and paired with none: name the notebook.\n');
      expect([missing.code, none.code]).toEqual([2, 2]);
    },
  );
});
