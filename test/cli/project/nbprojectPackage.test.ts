import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { nbproject, nbprojectPython, readWithPyYaml } from '../../support/nbprojectPackage.ts';
import { folderWith } from '../program.ts';
import { initialized, notebookWith, recordIn, run, textOf } from './files.ts';

const python = nbprojectPython();
const metadataFile = 'nbproject_metadata.yml';

/** Notebooks as people have them: new ones, and such as have records with what nbproject and others write. */
const notebooks = {
  'new.ipynb': notebookWith('import pydantic, os'),
  'über/neu.ipynb': notebookWith('x = 1'),
  'data/a.ipynb': notebookWith('import yaml', initialized),
  'data/raw/b.ipynb': notebookWith('x = 1', {
    id: 'Zz9yX8wVu7Tt',
    version: '1.2',
    time_init: '2023-12-31T23:59:59.000001+02:00',
    pypackage: { pandas: '2.0', 'a-b': '1', nothing: '' },
  }),
  'data/raw/c.ipynb': notebookWith('x = 1', { id: 'AbCdEfGhIjKl', time_init: '2023-12-31T23:59:59+00:00' }),
};

describe.skipIf(python === undefined)('What nbproject’s own command line does with the same folder', () => {
  /** Two folders with the same files: one for nbproject, one for nbls. */
  function both(files: Readonly<Record<string, string>>): { readonly theirs: string; readonly ours: string } {
    return { theirs: folderWith(files), ours: folderWith(files) };
  }

  const yamlOf = (folder: string) => readWithPyYaml(python!, path.join(folder, metadataFile));

  /** Entries by the notebooks' places, each with its fields in their order. New ids and times differ. */
  async function entriesIn(folder: string): Promise<Record<string, string>> {
    const entries = Object.entries(await yamlOf(folder)).map(([id, entry]) => {
      const isNew = String(entry.name).startsWith('ne');
      const time_init = isNew ? 'now' : entry.time_init;
      return [
        `${entry.location}/${entry.name}`,
        JSON.stringify([isNew ? 'new' : id, { ...entry, time_init }]),
      ] as const;
    });
    return Object.fromEntries(entries);
  }

  test('init writes the same entries', async () => {
    const { theirs, ours } = both(notebooks);
    await nbproject(python!, ['init'], theirs);
    expect((await run(ours, 'init')).code).toBe(0);
    expect(await entriesIn(ours)).toEqual(await entriesIn(theirs));
    expect(Object.keys(await yamlOf(ours))).toHaveLength(5);
  });

  test('init writes the same bytes, but for the order of the notebooks', async () => {
    const { 'new.ipynb': _, 'über/neu.ipynb': __, ...known } = notebooks;
    const { theirs, ours } = both(known);
    await nbproject(python!, ['init'], theirs);
    await run(ours, 'init');
    const blocks = (folder: string) =>
      textOf(folder, metadataFile)
        .split(/^(?=\S)/m)
        .sort();
    expect(blocks(ours)).toEqual(blocks(theirs));
  });

  test('init gives new notebooks the same records, and loses none of the others', async () => {
    const { theirs, ours } = both(notebooks);
    await nbproject(python!, ['init'], theirs);
    await run(ours, 'init');
    for (const name of Object.keys(notebooks)) {
      const their = recordIn(theirs, name);
      const our = recordIn(ours, name);
      const fresh = name.includes('ne') ? { id: our.id, time_init: our.time_init } : {};
      expect(our).toEqual({ ...JSON.parse(notebooks[name as 'new.ipynb']).metadata.nbproject, ...their, ...fresh });
      expect(our.id).toMatch(/^[0-9A-Za-z]{12}$/);
    }
  });

  test('sync takes the same from the file, and writes the same to it', async () => {
    const { theirs } = both(notebooks);
    await nbproject(python!, ['init'], theirs);
    const edited = textOf(theirs, metadataFile)
      .replace("version: '1.2'", "version: '7'\n  reviewed: yes\n  parent:\n  - Kq3vX8bTz1Wn\n  user_name: Ada")
      .replace('a-b:', 'more:')
      .replace('location: data\n', 'location: elsewhere\n');
    writeFileSync(path.join(theirs, metadataFile), edited);
    const ours = folderWith({});
    cpSync(theirs, ours, { recursive: true });
    await nbproject(python!, ['sync', '.'], theirs);
    expect((await run(ours, 'sync', '.')).code).toBe(0);
    expect(await yamlOf(ours)).toEqual(await yamlOf(theirs));
    for (const name of Object.keys(notebooks)) expect(recordIn(ours, name)).toMatchObject(recordIn(theirs, name));
    expect(recordIn(ours, 'data/raw/b.ipynb')).toMatchObject({
      version: '1.2',
      reviewed: true,
      parent: ['Kq3vX8bTz1Wn'],
      user_name: 'Ada',
      pypackage: { more: '1' },
    });
  });

  test('sync --deps finds the same packages with the same versions', async () => {
    const { theirs } = both(notebooks);
    await nbproject(python!, ['init'], theirs);
    const ours = folderWith({ 'nbproject.toml': `python = ${JSON.stringify(python)}\n` });
    cpSync(theirs, ours, { recursive: true });
    for (const options of [['--deps'], ['--deps', '--no-versions']]) {
      await nbproject(python!, ['sync', '.', ...options], theirs);
      expect((await run(ours, 'sync', '.', ...options)).code).toBe(0);
      expect(await yamlOf(ours)).toEqual(await yamlOf(theirs));
    }
    expect(recordIn(ours, 'new.ipynb').pypackage).toEqual({ pydantic: '' });
  });

  test('reqs asks for the same packages', async () => {
    const { theirs, ours } = both({
      ...notebooks,
      'more.ipynb': notebookWith('', { ...initialized, pypackage: { pandas: '10.1' } }),
    });
    for (const folder of [theirs, ours]) await nbproject(python!, ['init'], folder);
    await nbproject(python!, ['reqs', '.'], theirs);
    expect((await run(ours, 'reqs', '.')).code).toBe(0);
    const lines = (text: string) => text.trim().split('\n').sort();
    expect(lines(textOf(ours, 'requirements.txt'))).toEqual(lines(textOf(theirs, 'requirments.txt')));
    expect(textOf(ours, 'requirements.txt')).toContain('pandas==10.1\n');
  });

  test('what nbproject wrote is left alone', async () => {
    const folder = folderWith(notebooks);
    await nbproject(python!, ['init'], folder);
    const before = [metadataFile, ...Object.keys(notebooks)].map((name) => textOf(folder, name));
    expect(await run(folder, 'sync', '.')).toMatchObject({
      code: 0,
      out: '5 notebooks: 5 unchanged. nbproject_metadata.yml is up to date.\n',
    });
    expect([metadataFile, ...Object.keys(notebooks)].map((name) => textOf(folder, name))).toEqual(before);
  });

  test('what nbls wrote is read by nbproject, which loses no field of it', async () => {
    const record = { ...initialized, parent: ['Zz9yX8wVu7Tt'], user_name: 'Ada', python: '3.11.7', extra: { a: [1] } };
    const folder = folderWith({ 'a.ipynb': notebookWith('x = 1', record), 'b.ipynb': notebookWith('y = 1') });
    await run(folder, 'init');
    await nbproject(python!, ['sync', '.'], folder);
    const known = Object.entries(record).filter(([, value]) => value !== null);
    expect(recordIn(folder, 'a.ipynb')).toEqual(Object.fromEntries(known));
    expect((await run(folder, 'sync', '.')).out).toContain('nbproject_metadata.yml is up to date.');
  });
});
