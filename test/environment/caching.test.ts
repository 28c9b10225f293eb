import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEnvironments } from '../../server/src/environment/index.ts';
import { handMadeEnvironment, temporaryFolder, wheel, write } from './disk.ts';
import { machine } from './machine.ts';

const site = '.venv/lib/python3.11/site-packages';

/** An environment in which nothing has changed for an hour. */
function settled(files: Record<string, string> = {}) {
  const folder = write(temporaryFolder(), {
    ...handMadeEnvironment('.venv'),
    ...wheel(site, 'numpy', '1.0', ['numpy/__init__.py']),
    [`${site}/paths.pth`]: 'added\n',
    [`${site}/added/`]: '',
    ...files,
  });
  const age = (path: string) => utimesSync(join(folder, path), Date.now() / 1000 - 3600, Date.now() / 1000 - 3600);
  for (const path of ['.venv/pyvenv.cfg', '.venv/bin/python', `${site}/paths.pth`, `${site}/added`]) age(path);
  for (const path of [`${site}/numpy-1.0.dist-info`, site]) age(path);
  const environments = createEnvironments(machine());
  const read = async () => {
    environments.lookAgain();
    const { environment } = await environments.find({ folder, workspaceFolders: [folder] });
    return environment?.packages;
  };
  return { folder, read, age };
}

describe('what was read', () => {
  test('Should be kept while nothing changes', async () => {
    const { read } = settled();
    const first = await read();
    expect(await read()).toBe(first);
    expect(first?.byName.get('numpy')?.version).toBe('1.0');
  });

  test('Should answer without a look at the disk until it is told to look again', async () => {
    const folder = write(temporaryFolder(), handMadeEnvironment('.venv'));
    const environments = createEnvironments(machine());
    const count = async () =>
      (await environments.find({ folder, workspaceFolders: [] })).environment?.packages.distributions.length;
    expect(await count()).toBe(0);
    write(folder, wheel(site, 'pandas', '2.0', ['pandas.py']));
    expect(await count()).toBe(0);
    environments.lookAgain();
    expect(await count()).toBe(1);
  });

  test('Should be read once for those who ask at the same time', async () => {
    const { read } = settled();
    const [one, other] = await Promise.all([read(), read()]);
    expect(one).toBe(other);
  });

  test.each([
    ['a distribution comes', wheel(site, 'pandas', '2.0', ['pandas.py']), ['numpy', 'pandas']],
    [
      'one comes in a folder that a .pth file adds',
      wheel(`${site}/added`, 'extra', '1', ['extra.py']),
      ['extra', 'numpy'],
    ],
    [
      'a .pth file leads elsewhere',
      { [`${site}/paths.pth`]: 'other\n', ...wheel(`${site}/other`, 'other', '1', ['other.py']) },
      ['numpy', 'other'],
    ],
  ])('Should be read again when %s', async (_, files, names) => {
    const { folder, read, age } = settled();
    await read();
    write(folder, files);
    const sorted = async () => (await read())?.distributions.map((one) => one.name).sort();
    expect(await sorted()).toEqual(names);
    // Also where the change lies so far back that only a comparison shows it.
    for (const path of [site, `${site}/added`]) age(path);
    expect(await sorted()).toEqual(names);
  });

  test('Should be read again when a distribution goes', async () => {
    const { folder, read } = settled();
    await read();
    rmSync(join(folder, site, 'numpy-1.0.dist-info'), { recursive: true });
    expect((await read())?.distributions).toEqual([]);
  });

  test('Should be read again when an installer fills what it had made', async () => {
    const { folder, read, age } = settled({ [`${site}/late-1.dist-info/`]: '' });
    age(`${site}/late-1.dist-info`);
    expect((await read())?.byName.has('late')).toBe(false);
    write(folder, { [`${site}/late-1.dist-info/METADATA`]: 'Name: late\nVersion: 1\n\n' });
    expect((await read())?.byName.has('late')).toBe(true);
  });
});
