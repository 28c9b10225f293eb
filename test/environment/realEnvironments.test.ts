import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, wheel, write } from './disk.ts';
import { findEnvironment, machine } from './machine.ts';
import { askFacts, expectFacts, pythons, runPython } from './python.ts';

const found = pythons();
/** What does not differ from version to version is tried with these alone. */
const some = found.slice(0, 2);
if (found.length === 0) console.warn('Skipped: there is no python3 to compare with.');

describe.skipIf(found.length === 0)('what is read equals what the interpreter says', () => {
  test.each(found)('Should read %s', async (python) => {
    expectFacts(await findEnvironment({ folder: '/nowhere', clientInterpreter: python }), askFacts(python));
  });

  test.each(some)('Should read a virtual environment of %s', async (python) => {
    const folder = temporaryFolder();
    runPython(python, ['-m', 'venv', '--without-pip', join(folder, '.venv')]);
    write(folder, someWheels(join('.venv', 'lib', versionFolder(python), 'site-packages')));
    const environment = await findEnvironment({ folder });
    expect(environment.source).toBe('folder');
    expectFacts(environment, askFacts(join(folder, '.venv', 'bin', 'python')));
  });

  test.each(found)('Should read a virtual environment of %s that sees the system', async (python) => {
    const folder = temporaryFolder();
    runPython(python, ['-m', 'venv', '--without-pip', '--system-site-packages', join(folder, '.venv')]);
    write(folder, someWheels(join('.venv', 'lib', versionFolder(python), 'site-packages')));
    expectFacts(await findEnvironment({ folder }), askFacts(join(folder, '.venv', 'bin', 'python')));
  });

  test.each(found)('Should read the user site of %s', async (python) => {
    const home = temporaryFolder();
    write(home, someWheels(join('.local', 'lib', versionFolder(python), 'site-packages')));
    const on = machine({ home });
    const facts = askFacts(python, { HOME: home });
    expect(facts.distributions).toContainEqual(['pip', '0.0.1']);
    expectFacts(await findEnvironment({ folder: '/nowhere', clientInterpreter: python }, on), facts);
  });

  test.each(some)('Should leave out the user site of %s where PYTHONNOUSERSITE says so', async (python) => {
    const home = temporaryFolder();
    write(home, someWheels(join('.local', 'lib', versionFolder(python), 'site-packages')));
    const variables = { HOME: home, PYTHONNOUSERSITE: '1', PYTHONPATH: temporaryFolder() };
    const on = machine({ home, environmentVariables: variables });
    const environment = await findEnvironment({ folder: '/nowhere', clientInterpreter: python }, on);
    expectFacts(environment, askFacts(python, variables));
  });

  test.each(some)('Should take the user base of %s from PYTHONUSERBASE', async (python) => {
    const base = temporaryFolder();
    write(base, someWheels(join('lib', versionFolder(python), 'site-packages')));
    const variables = { PYTHONUSERBASE: base };
    const on = machine({ environmentVariables: variables });
    const environment = await findEnvironment({ folder: '/nowhere', clientInterpreter: python }, on);
    expectFacts(environment, askFacts(python, variables));
  });
});

function versionFolder(python: string): string {
  return runPython(python, ['-c', 'import sys; print("python%d.%d" % sys.version_info[:2])']).trim();
}

/** Wheels as different builders make them, with everything that packages_distributions() treats differently by version. */
function someWheels(site: string): Record<string, string> {
  return {
    ...wheel(site, 'pip', '0.0.1', ['pip/__init__.py'], { topLevel: 'pip' }),
    ...wheel(site, 'Declared.Name', '1.0', ['declared/__init__.py', 'other.py'], { topLevel: 'declared\n_private' }),
    ...wheel(site, 'inferred', '2.0rc1', [
      'inferred/__init__.py',
      'single.py',
      'native.cpython-311-x86_64-linux-gnu.so',
      'stable.abi3.so',
      'compiled.pyc',
      'LICENSE',
      'data.json',
      '../../../bin/inferred',
      '../../../bin/tool.py',
      '"quoted, name.py"',
      'inferred.pth',
    ]),
    ...wheel(site, 'namespace-one', '1.0', ['space/one/__init__.py']),
    ...wheel(site, 'namespace-two', '1.0', ['space/two/__init__.py', 'space/two/deep.py'], { topLevel: 'space' }),
    [`${site}/gone-1.0.dist-info/METADATA`]: 'Name: gone\nVersion: 1.0\n\n',
    [`${site}/gone-1.0.dist-info/RECORD`]: 'gone/__init__.py,,\ngone_module.py,,\n',
    [`${site}/Old-0.9-py3.egg-info`]: 'Metadata-Version: 1.0\nName: Old\nVersion: 0.9\nSummary: of one file\n',
    [`${site}/Older.egg-info/PKG-INFO`]: 'Metadata-Version: 1.0\nName: Older\nVersion: 0.8\n\n',
    [`${site}/Older.egg-info/SOURCES.txt`]: 'setup.py\nolder.py\nolder_package/__init__.py\n',
    [`${site}/older.py`]: '',
    [`${site}/Listed.egg-info/PKG-INFO`]: 'Name: Listed\nVersion: 0.7\n\n',
    [`${site}/Listed.egg-info/installed-files.txt`]: '../listed.py\nPKG-INFO\n',
    [`${site}/listed.py`]: '',
    [`${site}/paths.pth`]: `# a comment\nadded\n\nmissing\n/\nimport sys; sys.nothing_happens = 1\nadded\n`,
    [`${site}/added/extra-1.0.dist-info/METADATA`]: 'Name: extra\nVersion: 1.0\n\n',
    [`${site}/added/ignored.pth`]: '../deeper\n',
    [`${site}/deeper/never-1.0.dist-info/METADATA`]: 'Name: never\nVersion: 1.0\n\n',
    [`${site}/eggs.pth`]: './Egg-1.0-py3.11.egg\n',
    [`${site}/Egg-1.0-py3.11.egg/EGG-INFO/PKG-INFO`]: 'Name: Egg\nVersion: 1.0\n\n',
    [`${site}/Egg-1.0-py3.11.egg/EGG-INFO/top_level.txt`]: 'egg\n',
    [`${site}/shadowed-1.0.dist-info/METADATA`]: 'Name: shadowed\nVersion: 1.0\n\n',
    [`${site}/shadowed-2.0.dist-info/METADATA`]: 'Name: shadowed\nVersion: 2.0\n\n',
  };
}
