import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, write } from './disk.ts';
import { findEnvironment, provider } from './machine.ts';
import { askFacts, expectFacts, pythonWith, runPython } from './python.ts';

const installer = pythonWith(['setuptools', 'wheel', 'pip']);

describe.skipIf(installer === undefined)('editable installs', () => {
  const python = installer!;

  /** A virtual environment that sees the system's pip and setuptools, with `project` installed into it as it lies there. */
  function install(project: string, ...options: string[]): string {
    const prefix = join(temporaryFolder(), 'env');
    runPython(python, ['-m', 'venv', '--without-pip', '--system-site-packages', prefix]);
    const common = ['--no-build-isolation', '--no-index', '--no-deps', '--quiet', '--disable-pip-version-check'];
    const executable = join(prefix, 'bin', 'python');
    runPython(executable, ['-m', 'pip', 'install', ...common, ...options, '--editable', project]);
    return executable;
  }

  test('Should read one that leads by a path in a .pth file', async () => {
    const project = write(temporaryFolder(), { 'setup.cfg': setup('flatland'), ...source('src/flatland') });
    const executable = install(project, '--use-pep517');
    const environment = await findEnvironment({ folder: '/nowhere', clientInterpreter: executable });
    expectFacts(environment, askFacts(executable));
    expect(provider(environment, 'flatland.roads')).toBe('flatland of flatland');
    const distribution = environment.packages.byName.get('flatland');
    expect(distribution?.editableProject).toBe(project);
  });

  test('Should read one that leads by a finder', async () => {
    const layout = '[options]\npackages = spaceland\npackage_dir =\n  spaceland = lib/deep\n';
    const project = write(temporaryFolder(), { 'setup.cfg': setup('spaceland', layout), ...source('lib/deep') });
    const executable = install(project, '--use-pep517');
    const environment = await findEnvironment({ folder: '/nowhere', clientInterpreter: executable });
    expectFacts(environment, askFacts(executable));
    expect(provider(environment, 'spaceland')).toBe('spaceland of spaceland');
  });

  test('Should read one of the old kind, an .egg-link and easy-install.pth', async () => {
    const project = write(temporaryFolder(), {
      'setup.py': 'from setuptools import setup\nsetup()\n',
      'setup.cfg': setup('lineland'),
      ...source('src/lineland'),
    });
    const prefix = join(temporaryFolder(), 'env');
    runPython(python, ['-m', 'venv', '--without-pip', '--system-site-packages', prefix]);
    const executable = join(prefix, 'bin', 'python');
    const develop =
      "import os, runpy, sys; os.chdir(sys.argv[1]); sys.argv = ['setup.py', '-q', 'develop', '--no-deps']";
    runPython(executable, ['-c', `${develop}; runpy.run_path('setup.py', run_name='__main__')`, project]);
    const environment = await findEnvironment({ folder: '/nowhere', clientInterpreter: executable });
    expectFacts(environment, askFacts(executable));
    expect(provider(environment, 'lineland')).toBe('lineland of lineland');
  });

  function setup(
    name: string,
    options = '[options]\npackage_dir =\n  = src\npackages = find:\n[options.packages.find]\nwhere = src\n',
  ) {
    return `[metadata]\nname = ${name}\nversion = 0.3.1\n${options}`;
  }

  function source(folder: string): Record<string, string> {
    return {
      'pyproject.toml': '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
      [`${folder}/__init__.py`]: '',
      [`${folder}/roads.py`]: '',
    };
  }
});
