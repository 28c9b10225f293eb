import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../program.ts';
import { initialized, notebookWith, recordIn, run, textOf } from './files.ts';

const entry = `# Ours
Kq3vX8bTz1Wn:  # the first
  name: a.ipynb
  location: .
  version: '2'
  time_init: 2024-03-05 09:12
  pypackage:
    numpy: 1.26.4
    PyYAML: ''
`;

function project(yaml: string, record: object = initialized): string {
  return folderWith({ 'a.ipynb': notebookWith('', record), 'nbproject_metadata.yml': yaml });
}

describe('nbls sync', () => {
  test('has nothing to do where both sides say the same, however it is written', async () => {
    const folder = project(entry);
    expect(await run(folder, 'sync', 'a.ipynb')).toEqual({
      code: 0,
      out: '1 notebook: 1 unchanged. nbproject_metadata.yml is up to date.\n',
      err: '',
    });
    expect(textOf(folder, 'nbproject_metadata.yml')).toBe(entry);
  });

  test('takes into the notebook what a person has edited, and keeps how it is written', async () => {
    const edited = entry.replace('1.26.4', '2.10  # newer').concat('  user_name: Ada\n  parent: [Zz9yX8wVu7Tt]\n');
    const folder = project(edited);
    expect((await run(folder, 'sync', '.')).out).toBe(
      '1 notebook: 1 synchronized. nbproject_metadata.yml is up to date.\n',
    );
    expect(recordIn(folder, 'a.ipynb')).toEqual({
      ...initialized,
      user_name: 'Ada',
      parent: ['Zz9yX8wVu7Tt'],
      pypackage: { numpy: '2.10', PyYAML: '' },
    });
    expect(textOf(folder, 'nbproject_metadata.yml')).toBe(edited);
  });

  test('takes from the notebook what it knows better: version, time and place', async () => {
    const folder = project(
      entry.replace("'2'", "'9'").replace('09:12', '00:00').replace('location: .', 'location: old'),
    );
    await run(folder, 'sync', '.');
    expect(textOf(folder, 'nbproject_metadata.yml')).toBe(entry);
    expect(recordIn(folder, 'a.ipynb')).toEqual(initialized);
  });

  test('follows a notebook that was moved', async () => {
    const folder = project(entry);
    mkdirSync(path.join(folder, 'sub/deep'), { recursive: true });
    renameSync(path.join(folder, 'a.ipynb'), path.join(folder, 'sub/deep/b.ipynb'));
    await run(path.join(folder, 'sub'), 'sync', 'deep');
    expect(textOf(folder, 'nbproject_metadata.yml')).toBe(
      entry.replace('a.ipynb', 'b.ipynb').replace('location: .', 'location: sub/deep'),
    );
  });

  test('leaves the entry to the original where a notebook was copied', async () => {
    const folder = project(entry);
    writeFileSync(path.join(folder, 'a-Copy1.ipynb'), notebookWith('', initialized));
    const { code, err } = await run(folder, 'sync', '.');
    expect(code).toBe(1);
    expect(err).toContain('a-Copy1.ipynb: It has the same id as a.ipynb, and one of them is a copy');
    expect(textOf(folder, 'nbproject_metadata.yml')).toBe(entry);
  });

  test('lets no entry name a file outside of the project', async () => {
    const folder = folderWith({
      'outside.ipynb': notebookWith('', initialized),
      'project/a.ipynb': notebookWith('', initialized),
      'project/nbproject_metadata.yml': entry
        .replace('a.ipynb', 'outside.ipynb')
        .replace('location: .', 'location: ..'),
    });
    expect((await run(folder, 'sync', 'project')).code).toBe(0);
    expect(textOf(folder, 'project/nbproject_metadata.yml')).toBe(entry);
  });

  test('keeps what a publish wrote, and the packages that it recorded', async () => {
    const published = {
      ...initialized,
      pypackage: { numpy: '2.0.0' },
      time_published: '2024-06-01T10:00:00.000000+00:00',
      source_sha256: 'a'.repeat(64),
    };
    const folder = project(entry, published);
    await run(folder, 'sync', '.');
    expect(recordIn(folder, 'a.ipynb')).toEqual(published);
    const yaml = textOf(folder, 'nbproject_metadata.yml');
    expect(yaml).toContain('    numpy: 2.0.0\n');
    writeFileSync(
      path.join(folder, 'nbproject_metadata.yml'),
      yaml.replace('2.0.0', '2.0.1').replace('a'.repeat(64), 'b'.repeat(64)),
    );
    await run(folder, 'sync', '.');
    // The file is edited after the publish now: its packages count, and its hash never.
    expect(recordIn(folder, 'a.ipynb')).toEqual({ ...published, pypackage: { numpy: '2.0.1' } });
  });

  test('takes nothing from the file that a record may not hold', async () => {
    const folder = project(`${entry}  parent: {a: b}\n`);
    const { code, err } = await run(folder, 'sync', '.');
    expect(code).toBe(1);
    expect(err).toContain('a.ipynb: What nbproject_metadata.yml says of it is not taken. `parent` has to be an id');
    expect(recordIn(folder, 'a.ipynb')).toEqual(initialized);
  });

  test('initializes what is new', async () => {
    const folder = project(entry);
    writeFileSync(path.join(folder, 'b.ipynb'), notebookWith(''));
    expect((await run(folder, 'sync', '.')).out).toBe(
      '2 notebooks: 1 synchronized, 1 unchanged. Wrote nbproject_metadata.yml.\n',
    );
    expect(textOf(folder, 'nbproject_metadata.yml')).toContain(`${entry}${recordIn(folder, 'b.ipynb').id}:\n`);
  });

  test('goes by the nearest project of each notebook, and names one that is in none', async () => {
    const folder = folderWith({
      'one/a.ipynb': notebookWith('', initialized),
      'one/nbproject_metadata.yml': '',
      'two/b.ipynb': notebookWith('', initialized),
      'two/nbproject_metadata.yml': '{}\n',
      'c.ipynb': notebookWith('', initialized),
    });
    const { code, err } = await run(folder, 'sync', '.');
    expect(code).toBe(1);
    expect(err).toBe('nbls: c.ipynb: There is no nbproject_metadata.yml in its folder or above: init makes one.\n');
    expect(textOf(folder, 'one/nbproject_metadata.yml')).toContain('name: a.ipynb\n');
    expect(textOf(folder, 'two/nbproject_metadata.yml')).toContain('name: b.ipynb\n');
  });

  test.each([
    ['A: [', /is not used: line 1 is no YAML: /],
    ['- a', /is not used: it has to be an object/],
    ['Kq3vX8bTz1Wn: &a {x: 1}\nB: *a\n', /is not changed: it is written in a way that cannot be edited/],
  ])('leaves a file like %j as it is', async (yaml, problem) => {
    const folder = project(yaml);
    const { code, err } = await run(folder, 'sync', '.');
    expect(code).toBe(1);
    expect(err).toMatch(problem);
    expect(textOf(folder, 'nbproject_metadata.yml')).toBe(yaml);
  });

  test('changes nothing where the file is not UTF-8', async () => {
    const folder = project('');
    const bytes = Buffer.from([0x41, 0xff, 0x3a]);
    writeFileSync(path.join(folder, 'nbproject_metadata.yml'), bytes);
    const { code, err } = await run(folder, 'sync', '.');
    expect(code).toBe(1);
    expect(err).toContain('nbproject_metadata.yml is not used: it is not UTF-8.\n');
    expect(readFileSync(path.join(folder, 'nbproject_metadata.yml'))).toEqual(bytes);
  });

  test('tells with --diff whether both sides say the same, for CI', async () => {
    const folder = project(entry);
    expect((await run(folder, 'sync', '.', '--diff')).code).toBe(0);
    writeFileSync(path.join(folder, 'nbproject_metadata.yml'), entry.replace('a.ipynb', 'old.ipynb'));
    const { code, out } = await run(folder, 'sync', '.', '--diff');
    expect(code).toBe(1);
    expect(out).toContain('-  name: old.ipynb\n+  name: a.ipynb\n');
  });

  test.each([
    [['sync'], 'sync needs the notebooks or folders'],
    [['sync', 'nowhere.ipynb'], 'there is no file or folder nowhere.ipynb'],
    [['sync', '.', '--no-versions'], '--no-versions goes with --deps'],
  ])('refuses %j', async (args, problem) => {
    const { code, err } = await run(project(entry), ...args);
    expect(code).toBe(2);
    expect(err).toContain(problem);
  });
});
