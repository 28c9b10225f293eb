import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { link, temporaryFolder, wheel, write } from './disk.ts';
import { findEnvironment, machine, provider } from './machine.ts';

describe('conda', () => {
  const site = 'env/lib/python3.10/site-packages';
  const files = {
    'env/conda-meta/history': '',
    'env/conda-meta/python-3.10.14-hd12c33a_0_cpython.json': '{}',
    'env/conda-meta/numpy-1.26.4-py310hb13e2d6_0.json': '{}',
    'env/lib/python3.10/os.py': '',
    'env/bin/python3.10': 'an executable',
    ...wheel(site, 'numpy', '1.26.4', ['numpy/__init__.py']),
    [`${site}/Cython-3.0.10-py3.10.egg-info/PKG-INFO`]: 'Name: Cython\nVersion: 3.0.10\n\n',
    [`${site}/Cython-3.0.10-py3.10.egg-info/top_level.txt`]: 'Cython\npyximport\n',
  };

  test('Should be read from its prefix, with the version that conda recorded', async () => {
    const root = write(temporaryFolder(), files);
    link('python3.10', join(root, 'env/bin/python'));
    const { source, interpreter, packages } = await findEnvironment({ folder: root });
    expect(source).toBe('folder');
    expect(interpreter).toMatchObject({ kind: 'conda', prefix: join(root, 'env'), version: { text: '3.10.14' } });
    expect(packages.distributions.map((one) => `${one.name} ${one.version}`).sort()).toEqual([
      'Cython 3.0.10',
      'numpy 1.26.4',
    ]);
    expect(packages.searchPath.siteFolders).toEqual([join(root, site)]);
  });

  test('Should be found by CONDA_PREFIX, by its folder and by its interpreter', async () => {
    const root = temporaryFolder();
    write(join(root, 'conda'), files);
    link('python3.10', join(root, 'conda/env/bin/python'));
    const folder = join(root, 'work');
    const activated = machine({ environmentVariables: { CONDA_PREFIX: join(root, 'conda/env') } });
    const environments = [
      await findEnvironment({ folder }, activated),
      await findEnvironment({ folder, clientInterpreter: join(root, 'conda/env') }),
      await findEnvironment({ folder, pythonSetting: join(root, 'conda/env/bin/python') }),
    ];
    expect(environments.map(({ source }) => source)).toEqual(['activated', 'client', 'setting']);
    for (const { interpreter } of environments) expect(interpreter.prefix).toBe(join(root, 'conda/env'));
  });

  test('Should be read even where only its packages are left', async () => {
    const { 'env/lib/python3.10/os.py': _library, 'env/bin/python3.10': _executable, ...rest } = files;
    const folder = write(temporaryFolder(), rest);
    const { interpreter, packages } = await findEnvironment({ folder });
    expect(interpreter.version?.text).toBe('3.10.14');
    expect(packages.byName.get('numpy')?.version).toBe('1.26.4');
  });

  test('Should be the base of a virtual environment', async () => {
    const root = write(temporaryFolder(), files);
    write(root, {
      'work/.venv/pyvenv.cfg': `home = ${root}/env/bin\ninclude-system-site-packages = true\nversion = 3.10.2\n`,
      'work/.venv/bin/python': 'an executable',
      ...wheel('work/.venv/lib/python3.10/site-packages', 'numpy', '2.0.0', ['numpy/__init__.py']),
    });
    const { interpreter, packages } = await findEnvironment({ folder: join(root, 'work') });
    expect(interpreter).toMatchObject({ kind: 'virtual', basePrefix: join(root, 'env'), version: { text: '3.10.14' } });
    expect(packages.byName.get('numpy')?.version).toBe('2.0.0');
    expect(packages.byName.get('cython')?.version).toBe('3.0.10');
  });
});

describe('Windows', () => {
  const on = (changes: object = {}) => machine({ platform: 'win32', ...changes });
  const base = {
    'Python311/python.exe': 'MZ',
    'Python311/python311.dll': 'text\0not 3.11\x003.11.9\0more',
    'Python311/Lib/os.py': '',
    ...wheel('Python311/Lib/site-packages', 'pandas', '2.2.0', ['pandas/__init__.py']),
  };

  test('Should keep an installation in Lib', async () => {
    const root = write(temporaryFolder(), base);
    const query = { folder: '/nowhere', clientInterpreter: join(root, 'Python311/python.exe') };
    const { interpreter, packages } = await findEnvironment(query, on());
    expect(interpreter.version?.text).toBe('3.11.9');
    expect(packages.searchPath.folders).toEqual(
      ['Python311/Lib', 'Python311', 'Python311/Lib/site-packages'].map((path) => join(root, path)),
    );
    expect(packages.byName.get('pandas')?.version).toBe('2.2.0');
  });

  test('Should keep a virtual environment in Scripts and Lib', async () => {
    const root = write(temporaryFolder(), base);
    write(root, {
      'work/.venv/pyvenv.cfg': `home = ${root}/Python311\r\ninclude-system-site-packages = false\r\nversion = 3.11.9\r\n`,
      'work/.venv/Scripts/python.exe': 'MZ',
      ...wheel('work/.venv/Lib/site-packages', 'native', '1', ['_native.cp311-win_amd64.pyd', 'native/__init__.py']),
    });
    const environment = await findEnvironment({ folder: join(root, 'work') }, on());
    expect(environment.interpreter.prefix).toBe(join(root, 'work/.venv'));
    expect(environment.packages.distributions.map((one) => one.name)).toEqual(['native']);
    expect(provider(environment, '_native')).toBe('_native of native');
  });

  test('Should keep the packages of the user in APPDATA', async () => {
    const root = write(temporaryFolder(), {
      ...base,
      ...wheel('Roaming/Python/Python311/site-packages', 'mine', '1', ['mine.py']),
    });
    const environmentVariables = { APPDATA: join(root, 'Roaming'), Path: join(root, 'Python311') };
    const { source, packages } = await findEnvironment({ folder: '/nowhere' }, on({ environmentVariables }));
    expect(source).toBe('path');
    expect(packages.distributions.map((one) => one.name)).toEqual(['mine', 'pandas']);
  });

  test('Should keep a conda environment in its root', async () => {
    const root = write(temporaryFolder(), {
      'env/conda-meta/python-3.12.3-h2628c8c_0_cpython.json': '{}',
      'env/python.exe': 'MZ',
      'env/Lib/os.py': '',
      ...wheel('env/Lib/site-packages', 'numpy', '2.0.0', ['numpy/__init__.py']),
    });
    const { interpreter, packages } = await findEnvironment({ folder: root }, on());
    expect(interpreter).toMatchObject({
      kind: 'conda',
      path: join(root, 'env/python.exe'),
      version: { text: '3.12.3' },
    });
    expect(packages.byName.get('numpy')?.version).toBe('2.0.0');
  });

  test('Should not have a server looked at that the workspace names', async () => {
    const site = '.venv/Lib/site-packages';
    const folder = write(temporaryFolder(), {
      '.venv/pyvenv.cfg': 'home = //server/share\nversion = 3.11.1\n',
      '.venv/Scripts/python.exe': 'MZ',
      [`${site}/evil.pth`]: '//server/share\n\\\\server\\share\n',
    });
    // On this machine, two slashes are the root: what is followed would be found.
    write(folder, { 'share/': '' });
    const { interpreter, packages } = await findEnvironment({ folder, pythonSetting: '//usr/bin/python3' }, on());
    expect(interpreter.basePrefix).toBeUndefined();
    expect(packages.searchPath.folders).toEqual([join(folder, '.venv'), join(folder, site)]);
  });
});

describe('distributors of Python', () => {
  const library = (root: string, siteModule: string) => ({
    [`${root}/bin/python3.11`]: 'an executable',
    [`${root}/lib64/python3.11/os.py`]: '',
    [`${root}/lib64/python3.11/site.py`]: siteModule,
    ...wheel(`${root}/lib64/python3.11/site-packages`, 'native', '1', ['native.so']),
    ...wheel(`${root}/lib/python3.11/site-packages`, 'pure', '1', ['pure.py']),
  });

  test('Should be read with lib64 before lib', async () => {
    const root = write(temporaryFolder(), library('usr', ''));
    const { packages } = await findEnvironment({
      folder: '/nowhere',
      clientInterpreter: join(root, 'usr/bin/python3.11'),
    });
    expect(packages.distributions.map((one) => one.name)).toEqual(['native', 'pure']);
  });

  test('Should be read with the dist-packages of Debian, in its order', async () => {
    const root = write(temporaryFolder(), {
      'usr/bin/python3.11': 'an executable',
      'usr/lib/python3.11/os.py': '',
      'usr/lib/python3.11/site.py': '"dist-packages"',
      ...wheel('usr/lib/python3/dist-packages', 'six', '1.16.0', ['six.py']),
      ...wheel('usr/local/lib/python3.11/dist-packages', 'six', '1.17.0', ['six.py']),
      ...wheel('usr/lib/python3.11/site-packages', 'never', '1', ['never.py']),
    });
    const { packages } = await findEnvironment({
      folder: '/nowhere',
      clientInterpreter: join(root, 'usr/bin/python3.11'),
    });
    expect(packages.distributions.map((one) => `${one.name} ${one.version}`)).toEqual(['six 1.17.0', 'six 1.16.0']);
    expect(packages.byName.get('six')?.version).toBe('1.17.0');
  });

  test.each(['text\x003.11.10\0', '\0/build/Python-3.11.10\0', '\x003.11.10+\0'])(
    'Should tell their version by the executable alone, when it has %j',
    async (text) => {
      const root = write(temporaryFolder(), {
        'bin/python3': `\x003.11.x\0 13.11.2\0 3.12.1\0${text}3.11.3\0`,
        'lib/python3.11/os.py': '',
      });
      const { interpreter } = await findEnvironment({
        folder: '/nowhere',
        clientInterpreter: join(root, 'bin/python3'),
      });
      expect(interpreter.version?.text).toBe('3.11.10');
    },
  );

  test('Should be read as PyPy keeps them', async () => {
    const root = write(temporaryFolder(), {
      'pypy/bin/pypy3.10': 'an executable',
      'pypy/lib/pypy3.10/os.py': '',
      'pypy/include/pypy3.10/patchlevel.h': '#define PY_VERSION\t\t"3.10.14"\n',
      ...wheel('pypy/lib/pypy3.10/site-packages', 'six', '1.16.0', ['six.py']),
    });
    const { interpreter, packages } = await findEnvironment({
      folder: '/nowhere',
      clientInterpreter: join(root, 'pypy/bin/pypy3.10'),
    });
    expect(interpreter.version?.text).toBe('3.10.14');
    expect(packages.byName.get('six')?.version).toBe('1.16.0');
  });

  test('Should not take every program for the Python beside it', async () => {
    const root = write(temporaryFolder(), { ...library('usr', ''), 'usr/bin/env': 'an executable' });
    await expect(findEnvironment({ folder: '/nowhere', clientInterpreter: join(root, 'usr/bin/env') })).rejects.toThrow(
      'No environment',
    );
  });
});
