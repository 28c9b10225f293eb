import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { handMadeEnvironment, link, temporaryFolder, wheel, write } from './disk.ts';
import { find, findEnvironment, machine } from './machine.ts';

/** A machine on which everything applies at once, so that taking away what applies shows what comes next. */
function everything() {
  const root = write(temporaryFolder(), {
    ...handMadeEnvironment('chosen'),
    ...handMadeEnvironment('set'),
    ...handMadeEnvironment('kernel'),
    ...handMadeEnvironment('home/work/.venv'),
    ...handMadeEnvironment('home/work/deep/venv'),
    ...handMadeEnvironment('activated'),
    ...handMadeEnvironment('onpath'),
    'onpath/bin/python3': 'an executable',
    'home/work/deep/notebooks/': '',
  });
  write(root, { 'home/.local/share/jupyter/kernels/mine/kernel.json': kernelJson([join(root, 'kernel/bin/python')]) });
  const home = join(root, 'home');
  const environmentVariables = { VIRTUAL_ENV: join(root, 'activated'), PATH: `relative:${join(root, 'onpath/bin')}` };
  const on = machine({ home, environmentVariables });
  return { root, home, on, folder: join(home, 'work/deep/notebooks') };
}

function kernelJson(argv: readonly string[], more: object = {}): string {
  return JSON.stringify({
    argv: [...argv, '-m', 'ipykernel_launcher'],
    display_name: 'Mine',
    language: 'python',
    ...more,
  });
}

describe('the environment of a notebook', () => {
  test('Should be the first that applies', async () => {
    const { root, home, on, folder } = everything();
    const query = {
      folder,
      clientInterpreter: join(root, 'chosen/bin/python'),
      pythonSetting: join(root, 'set'),
      kernelName: 'mine',
    };
    const found = async (changes: object, where = on) => {
      const { source, interpreter } = await findEnvironment({ ...query, ...changes }, where);
      return `${source}: ${interpreter.prefix.slice(root.length + 1)}`;
    };
    const noChoice = { clientInterpreter: undefined };
    const noSetting = { ...noChoice, pythonSetting: undefined };
    const noKernel = { ...noSetting, kernelName: 'other' };
    expect(await found({})).toBe('client: chosen');
    expect(await found(noChoice)).toBe('setting: set');
    expect(await found(noSetting)).toBe('kernelspec: kernel');
    expect(await found(noKernel)).toBe('folder: home/work/deep/venv');
    expect(await found({ ...noKernel, folder: join(home, 'work') })).toBe('folder: home/work/.venv');
    expect(await found({ ...noKernel, folder: home })).toBe('activated: activated');
    const inactive = machine({ ...on, environmentVariables: { PATH: on.environmentVariables.PATH } });
    expect(await found({ ...noKernel, folder: home }, inactive)).toBe('path: onpath');
    expect(await find({ folder: home }, machine())).toEqual({
      environment: undefined,
      kernel: undefined,
      passedOver: [],
    });
  });

  test('Should pass over what cannot be read, and say so', async () => {
    const { root, on, folder } = everything();
    const query = { folder, clientInterpreter: join(root, 'absent/python'), pythonSetting: join(root, 'home') };
    const { environment, passedOver } = await find(query, on);
    expect(environment?.source).toBe('folder');
    expect(passedOver).toEqual([
      'chosen in the editor: does not exist',
      `nbproject.python = ${root}/home: no Python that can be read`,
    ]);
  });

  test('Should take the setting relative to the workspace, or to the home folder', async () => {
    const { root, home, on, folder } = everything();
    write(home, handMadeEnvironment('envs/science'));
    const prefixOf = async (pythonSetting: string) => {
      const query = { folder, workspaceFolders: [join(home, 'work')], pythonSetting };
      return (await findEnvironment(query, on)).interpreter.prefix.slice(root.length);
    };
    expect(await prefixOf('deep/venv/bin/python')).toBe('/home/work/deep/venv');
    expect(await prefixOf(`\${workspaceFolder}/.venv`)).toBe('/home/work/.venv');
    expect(await prefixOf('~/envs/science')).toBe('/home/envs/science');
  });

  test('Should not look into the home folder for a notebook below it', async () => {
    const { home, on } = everything();
    write(home, { ...handMadeEnvironment('.venv'), 'elsewhere/': '' });
    const { environment } = await find({ folder: join(home, 'elsewhere') }, on);
    expect(environment?.source).toBe('activated');
    expect((await find({ folder: home }, on)).environment?.interpreter.prefix).toBe(join(home, '.venv'));
  });

  test.each(['.venv', 'venv', 'env', '.env', '.conda', '.pixi/envs/default'])('Should know %s', async (place) => {
    const folder = write(temporaryFolder(), handMadeEnvironment(place));
    const environment = await findEnvironment({ folder });
    expect(environment.interpreter.prefix).toBe(join(folder, place));
    expect(environment.interpreter.version?.text).toBe('3.11.4');
  });

  test('Should read an environment whose base is gone', async () => {
    const folder = write(temporaryFolder(), {
      '.venv/pyvenv.cfg': 'home = /nowhere/bin\nversion_info = 3.9.7.final.0\n',
      ...wheel('.venv/lib/python3.9/site-packages', 'numpy', '1.21', ['numpy/__init__.py']),
    });
    link('/nowhere/bin/python3', join(folder, '.venv/bin/python'));
    const { interpreter, packages } = await findEnvironment({ folder });
    expect(interpreter.version?.text).toBe('3.9.7');
    expect(interpreter.basePrefix).toBeUndefined();
    expect(packages.byName.get('numpy')?.version).toBe('1.21');
  });
});

describe('kernels', () => {
  test('Should be found where Jupyter looks, in its order', async () => {
    const root = temporaryFolder();
    const environmentVariables = { JUPYTER_PATH: join(root, 'first'), JUPYTER_DATA_DIR: join(root, 'third') };
    write(root, { ...handMadeEnvironment('work/.venv'), 'home/': '' });
    const on = machine({ home: join(root, 'home'), environmentVariables });
    const places = ['home/.ipython', 'third', 'work/.venv/share/jupyter', 'first'];
    for (const place of places) {
      write(root, { [`${place}/kernels/Mine/kernel.json`]: kernelJson(['python'], { display_name: place }) });
      const { kernel } = await find({ folder: join(root, 'work'), kernelName: 'mine' }, on);
      expect(kernel).toMatchObject({ name: 'Mine', displayName: place, language: 'python' });
    }
  });

  test.each([
    ['linux', {}, 'home/.local/share/jupyter'],
    ['linux', { XDG_DATA_HOME: 'data' }, 'data/jupyter'],
    ['darwin', {}, 'home/Library/Jupyter'],
    ['win32', { APPDATA: 'roaming' }, 'roaming/jupyter'],
    ['win32', { PROGRAMDATA: 'program' }, 'program/jupyter'],
  ] as const)('Should be found on %s with %j in %s', async (platform, variables, place) => {
    const root = write(temporaryFolder(), { [`${place}/kernels/ir/kernel.json`]: '{"argv":["R"],"language":"R"}' });
    const environmentVariables = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, join(root, value)]),
    );
    const { kernel } = await find(
      { folder: root, kernelName: 'ir' },
      machine({ platform, home: join(root, 'home'), environmentVariables }),
    );
    expect(kernel).toMatchObject({ name: 'ir', language: 'R', displayName: undefined });
  });

  test('Should mean, by a bare python, the environment that they lie in', async () => {
    const folder = write(temporaryFolder(), {
      ...handMadeEnvironment('.venv'),
      ...handMadeEnvironment('venv'),
      'venv/share/jupyter/kernels/python3/kernel.json': kernelJson(['python']),
    });
    const environment = await findEnvironment({ folder, kernelName: 'python3' });
    expect(environment.interpreter.prefix).toBe(join(folder, 'venv'));
    expect(environment.reason).toBe(`kernel python3 in ${folder}/venv/share/jupyter/kernels/python3`);
  });

  test('Should be those of the chosen environment, too', async () => {
    const root = write(temporaryFolder(), {
      ...handMadeEnvironment('chosen'),
      'chosen/share/jupyter/kernels/mine/kernel.json': kernelJson(['python']),
    });
    const query = { folder: '/nowhere', clientInterpreter: join(root, 'chosen') };
    expect((await find({ ...query, kernelName: 'mine' })).kernel?.displayName).toBe('Mine');
    expect((await find({ ...query, kernelName: 'python3' })).kernel).toBeUndefined();
    write(root, wheel('chosen/lib/python3.11/site-packages', 'ipykernel', '6.29', ['ipykernel/__init__.py']));
    expect((await find({ ...query, kernelName: 'python3' })).kernel).toMatchObject({
      displayName: 'Python 3 (ipykernel)',
      language: 'python',
    });
  });

  test('Should decide nothing by a bare python in the folder of the user', async () => {
    const folder = write(temporaryFolder(), {
      ...handMadeEnvironment('work/.venv'),
      '.local/share/jupyter/kernels/python3/kernel.json': kernelJson(['python3']),
    });
    const query = { folder: join(folder, 'work'), kernelName: 'python3' };
    const { environment, kernel } = await find(query, machine({ home: folder }));
    expect(environment?.source).toBe('folder');
    expect(kernel?.displayName).toBe('Mine');
  });

  test('Should start Python with their own variables and options', async () => {
    const home = temporaryFolder();
    write(home, {
      ...handMadeEnvironment('kernel'),
      'kernel/pyvenv.cfg': 'home = /nowhere\ninclude-system-site-packages = true\nversion = 3.11.4\n',
      ...wheel('.local/lib/python3.11/site-packages', 'mine', '1', ['mine.py']),
      ...wheel('library', 'library', '1', ['library.py']),
    });
    const on = machine({ home, environmentVariables: { LIBRARIES: home } });
    const namesOf = async (options: readonly string[]) => {
      const argv = [join(home, 'kernel/bin/python'), ...options];
      const text = kernelJson(argv, { env: { PYTHONPATH: `\${LIBRARIES}/library` } });
      write(home, { '.local/share/jupyter/kernels/mine/kernel.json': text });
      const { packages } = await findEnvironment({ folder: '/nowhere', kernelName: 'mine' }, on);
      return packages.distributions.map((one) => one.name);
    };
    expect(await namesOf([])).toEqual(['library', 'mine']);
    expect(await namesOf(['-X', 'frozen_modules=off', '-s'])).toEqual(['library']);
    expect(await namesOf(['-E'])).toEqual(['mine']);
    expect(await namesOf(['-I'])).toEqual([]);
  });

  test.each(['../../evil', '..', '.', '', 'a/b', 'a\0b', '__proto__'])(
    'Should not be looked for by the name %j',
    async (name) => {
      const folder = write(temporaryFolder(), { 'evil/kernel.json': kernelJson(['/bin/sh']) });
      const { kernel } = await find({ folder, kernelName: name }, machine({ home: folder }));
      expect(kernel).toBeUndefined();
    },
  );

  test.each(['', 'null', '[]', '{', '{"argv": 5, "env": 7, "language": {}}', '{"argv": [1, {}]}'])(
    'Should survive the kernel.json %j',
    async (text) => {
      const home = write(temporaryFolder(), { '.local/share/jupyter/kernels/odd/kernel.json': text });
      const { environment } = await find({ folder: home, kernelName: 'odd' }, machine({ home }));
      expect(environment).toBeUndefined();
    },
  );
});
