import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEnvironments, type Machine, thisMachine } from '../../server/src/environment/index.ts';
import { handMadeEnvironment, link, temporaryFolder, write } from './disk.ts';
import { find, findEnvironment, machine } from './machine.ts';
import { pythonWith } from './python.ts';

/** This machine, which really runs things, with other variables. */
function realMachine(changes: Partial<Machine>): Machine {
  return { ...thisMachine(), ...changes };
}

/** A script that leaves a mark when it runs. */
function trap(mark: string): string {
  return `#!/bin/sh\ntouch '${mark}'\necho /usr/bin/python3\n`;
}

describe('what lies in the workspace', () => {
  test('Should never run, wherever it is named', async () => {
    const root = temporaryFolder();
    const mark = join(root, 'mark');
    write(root, {
      'work/.venv/pyvenv.cfg': `home = ${root}/work/bin\n`,
      'work/.venv/bin/python': trap(mark),
      'work/.venv/bin/python3': trap(mark),
      'work/.venv/lib/python3.11/site-packages/evil.pth': `import os; os.system("touch '${mark}'")\n`,
      'work/.venv/lib/python3.11/site-packages/sitecustomize.py': `import os; os.system("touch '${mark}'")\n`,
      'work/bin/python': trap(mark),
      'work/bin/python3': trap(mark),
      'work/shims/bin/sh': trap(mark),
      'home/.local/share/jupyter/kernels/mine/kernel.json': JSON.stringify({
        argv: [join(root, 'work/bin/python')],
        language: 'python',
      }),
    });
    link(join(root, 'work/bin/python'), join(root, 'outside/bin/python'));
    link('/bin/sh', join(root, 'work/linked/python'));
    const on = realMachine({
      home: join(root, 'home'),
      environmentVariables: { PATH: join(root, 'work/bin'), VIRTUAL_ENV: join(root, 'work/.venv') },
    });
    const folder = join(root, 'work/notebooks');
    const choices = [
      'work/bin/python',
      'work/.venv/bin/python',
      'work/.venv',
      'outside/bin/python',
      'work/linked/python',
    ];
    for (const clientInterpreter of choices.map((path) => join(root, path))) {
      for (const workspaceFolders of [[join(root, 'work')], [join(root, 'work'), join(root, 'other')]]) {
        const query = {
          folder,
          workspaceFolders,
          clientInterpreter,
          pythonSetting: clientInterpreter,
          kernelName: 'mine',
        };
        expect((await createEnvironments(on).find(query)).environment?.interpreter.prefix).toBe(
          join(root, 'work/.venv'),
        );
      }
    }
    expect(existsSync(mark)).toBe(false);
  });

  test('Should not be run for a notebook without a workspace', async () => {
    const root = temporaryFolder();
    const mark = join(root, 'mark');
    write(root, { 'bin/python3': trap(mark) });
    await createEnvironments(realMachine({ environmentVariables: { PATH: join(root, 'bin') } })).find({
      folder: root,
      workspaceFolders: [],
      clientInterpreter: join(root, 'bin/python3'),
    });
    expect(existsSync(mark)).toBe(false);
  });

  test('Should not be found by a script that is asked', async () => {
    const root = temporaryFolder();
    const mark = join(root, 'mark');
    write(root, {
      'work/bin/helper': trap(mark),
      'tools/bin/python': '#!/bin/sh\npwd > "$0.folder"\nhelper\n./bin/helper\n',
    });
    const on = realMachine({
      environmentVariables: {
        PATH: `${join(root, 'work/bin')}:./bin:/usr/bin:/bin`,
        BASH_ENV: join(root, 'work/bin/helper'),
      },
    });
    await createEnvironments(on).find({
      folder: join(root, 'work'),
      workspaceFolders: [join(root, 'work')],
      clientInterpreter: join(root, 'tools/bin/python'),
    });
    expect(existsSync(join(root, 'tools/bin/python.folder'))).toBe(true);
    expect(existsSync(mark)).toBe(false);
  });
});

const python = pythonWith([]);

describe('a script outside the workspace', () => {
  test.skipIf(python === undefined)('Should be asked, once, and what it names be read', async () => {
    const root = temporaryFolder();
    write(root, {
      'tools/bin/python3': `#!/bin/sh\necho asked >> '${root}/asked'\nexec '${python}' "$@"\n`,
      'work/': '',
    });
    let runs = 0;
    const real = thisMachine();
    const on = realMachine({
      run: (program) => {
        runs++;
        expect(program.arguments).toContain('-I');
        return real.run(program);
      },
    });
    const environments = createEnvironments(on);
    const query = {
      folder: join(root, 'work'),
      workspaceFolders: [join(root, 'work')],
      clientInterpreter: join(root, 'tools/bin/python3'),
    };
    for (let time = 0; time < 3; time++) {
      environments.lookAgain();
      const { environment } = await environments.find(query);
      expect(environment?.interpreter.prefix).toMatch(/^\//);
      expect(environment?.source).toBe('client');
    }
    expect(runs).toBe(1);
  });

  test('Should be passed over where it answers nonsense, or does not answer', async () => {
    const root = write(temporaryFolder(), { 'tools/bin/python3': '#!/bin/sh\n', 'work/': '' });
    const query = { folder: join(root, 'work'), clientInterpreter: join(root, 'tools/bin/python3') };
    for (const answer of [undefined, '', 'no path', '/nowhere/python', join(root, 'tools/bin/python3')]) {
      const { environment } = await find(query, machine({ run: async () => answer }));
      expect(environment).toBeUndefined();
    }
  });
});

describe('shims of version managers', () => {
  const installed = (prefix: string) => ({
    [`${prefix}/bin/python`]: 'an executable',
    [`${prefix}/lib/python3.9/os.py`]: '',
  });

  test('Should be followed by reading, as pyenv chooses', async () => {
    const root = write(temporaryFolder(), {
      'pyenv/shims/python': '#!/usr/bin/env bash\n',
      'pyenv/version': '3.9.1\n',
      ...installed('pyenv/versions/3.9.1'),
      ...installed('pyenv/versions/3.9.2'),
      ...installed('pyenv/versions/3.9.3'),
      ...installed('work/evil'),
      'work/local/.python-version': '# comment\n../../work/evil\nabsent\n3.9.2\n',
      'work/notebooks/': '',
    });
    const chosen = async (folder: string, environmentVariables = {}) => {
      const query = {
        folder: join(root, folder),
        workspaceFolders: [join(root, 'work')],
        clientInterpreter: join(root, 'pyenv/shims/python'),
      };
      const { interpreter } = await findEnvironment(query, machine({ environmentVariables }));
      return interpreter.prefix.slice(root.length + 1);
    };
    expect(await chosen('work/notebooks')).toBe('pyenv/versions/3.9.1');
    expect(await chosen('work/local')).toBe('pyenv/versions/3.9.2');
    expect(await chosen('work/local', { PYENV_VERSION: '3.9.3:3.9.1' })).toBe('pyenv/versions/3.9.3');
  });

  test('Should be followed by reading, as asdf chooses', async () => {
    const root = write(temporaryFolder(), {
      '.asdf/shims/python': '#!/usr/bin/env bash\n',
      '.tool-versions': 'nodejs 20.1.0\npython 3.9.1\n',
      ...installed('.asdf/installs/python/3.9.1'),
      ...installed('.asdf/installs/python/3.9.2'),
      ...installed('work/evil'),
      'work/.tool-versions': 'python path:/work/evil ../evil 3.9.2\n',
    });
    const on = machine({ home: root });
    const query = { workspaceFolders: [join(root, 'work')], clientInterpreter: join(root, '.asdf/shims/python') };
    const inWork = await findEnvironment({ ...query, folder: join(root, 'work') }, on);
    expect(inWork.interpreter.prefix).toBe(join(root, '.asdf/installs/python/3.9.2'));
    const elsewhere = await findEnvironment({ ...query, folder: '/nowhere' }, on);
    expect(elsewhere.interpreter.prefix).toBe(join(root, '.asdf/installs/python/3.9.1'));
  });
});

test('Should find an environment whose executable may not be read', async () => {
  const folder = write(temporaryFolder(), handMadeEnvironment('.venv'));
  chmodSync(join(folder, '.venv/bin/python'), 0);
  expect((await findEnvironment({ folder })).source).toBe('folder');
});
