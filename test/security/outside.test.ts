import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { program } from '../cli/program.ts';
import { usualCapabilities } from '../support/editor.ts';
import { editorOf, startProcess } from '../support/serverProcess.ts';
import { askEverything } from './askEverything.ts';
import { printedBy } from './calls.ts';
import { type HostileWorkspace, hostileWorkspace } from './hostileWorkspace.ts';

/** What test/security/watch.cjs writes down: a path that was touched, or a program that was started. */
interface Watched {
  readonly operation: string;
  readonly path?: string;
  readonly real?: string;
  readonly program?: string;
}

function watch({ environment, mark }: HostileWorkspace) {
  const log = `${mark}.log`;
  writeFileSync(log, '');
  // NODE_OPTIONS is parted at spaces, which the folder of the repository may have.
  const preload = `--require=${JSON.stringify(path.join(import.meta.dirname, 'watch.cjs'))}`;
  return {
    environment: { ...environment, NODE_OPTIONS: preload, NBPROJECT_TEST_LOG: log },
    watched: (): readonly Watched[] =>
      readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

/** What is looked at outside of a workspace by design, relative to the folder that holds the home folder: SECURITY.md lists it. */
const byDesign = [
  // Configurations and repositories of the folders above, up to the home folder, and environments beside them.
  /^home\/(?:nbproject\.toml|pyproject\.toml|pyvenv\.cfg|lib(?:64)?)$/,
  /^(?:home\/)?\.git$/,
  // Who the user is, the user's own kernels and packages, and what they name.
  /^home\/\.(?:lamin\/current_user\.env|config\/git\/config|gitconfig)$/,
  /^home\/\.local\/(?:share\/jupyter\/kernels(?:\/shell\/kernel\.json)?|lib\/python3\.11\/site-packages)$/,
  /^home\/\.ipython\/kernels$/,
  /^share\/jupyter\/kernels$/,
  // Interpreters: by reading the files around them.
  /^(?:bin\/)?(?:python3?|sh|pyvenv\.cfg|lib|lib64)$/,
  // What a .pth of an environment names.
  /^editable(?:\/written-1\.0\.dist-info(?:\/[\w.-]+)?)?$/,
  // The cache, ours.
  /^cache\//,
];

/** Of the system. */
const systemByDesign = /^(?:\/tmp\/lib(?:64)?|(?:\/tmp)?\/\.git|\/usr\/(?:local\/)?share\/jupyter\/kernels)$/;

function unexpected({ workspace, home }: HostileWorkspace, watched: readonly Watched[]): readonly string[] {
  const root = path.dirname(home);
  const isExpected = ({ path: named = '', real = '' }: Watched) => {
    if (isWithin(path.dirname(program), named) || (isWithin(workspace, named) && isWithin(workspace, real)))
      return true;
    const below = path.relative(root, named);
    return named === real && (byDesign.some((pattern) => pattern.test(below)) || systemByDesign.test(named));
  };
  return [...new Set(watched.filter((one) => !isExpected(one)).map((one) => JSON.stringify(one)))];
}

function isWithin(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder + path.sep);
}

const changing = /^(?:writeFile|appendFile|mkdir|rename|rm|unlink|link|utimes|chmod)/;

function expectHarmless(hostile: HostileWorkspace, watched: readonly Watched[]): void {
  expect(unexpected(hostile, watched)).toEqual([]);
  expect(existsSync(hostile.mark)).toBe(false);
  const { workspace, home } = hostile;
  const changed = watched.filter(
    ({ operation, path: file = '' }) => changing.test(operation) && !isWithin(workspace, file),
  );
  const cache = path.join(path.dirname(home), 'cache');
  expect(changed.filter(({ path: file = '' }) => !isWithin(cache, file))).toEqual([]);
  // It has watched: the environment was read.
  expect(watched.some(({ path: file }) => file?.endsWith('numpy-1.26.0.dist-info/METADATA'))).toBe(true);
}

const scripts = ['up', 'absolute', 'crooked'].map((folder) => `${folder}/paired.py`);

const calls = [
  ['check'],
  ['check', '--fix', '--unsafe-fixes'],
  ['header', 'a.ipynb'],
  ['header', 'b.ipynb'],
  ['header', 'c.ipynb'],
  ['graph', '--format', 'svg'],
  ['badge'],
  ['sync', '--deps', '.'],
  ['reqs', '--force', '.'],
  ['publish', '--yes', 'a.ipynb', 'b.ipynb'],
  ['check', ...scripts],
];

test('Should start no program and leave alone what is outside, whatever a workspace names, from the command line', () => {
  const hostile = hostileWorkspace();
  const { environment, watched } = watch(hostile);
  const printed = printedBy(calls, hostile.workspace, environment).join('');
  expectHarmless(hostile, watched());
  expect(printed).toContain('linked.ipynb cannot be read (a link that leads out of the project) and is left out');
  expect(printed).not.toContain('Secret');
});

test('Should start no program and leave alone what is outside, whatever a workspace names, in an editor', async () => {
  const hostile = hostileWorkspace();
  const { workspace } = hostile;
  const { environment, watched } = watch(hostile);
  const server = path.join(path.dirname(program), 'server.cjs');
  writeFileSync(server, "require('./nbproject-language-server.cjs').main(process.argv.slice(2));\n");
  const editor = editorOf(startProcess(server, ['--stdio'], environment));
  await editor.initialize(usualCapabilities, { workspaceFolders: [{ uri: pathToFileURL(workspace).href, name: 'w' }] });
  for (const name of ['a.ipynb', 'b.ipynb', 'c.ipynb', 'sub/d.ipynb', ...scripts]) {
    const file = path.join(workspace, name);
    const uri = pathToFileURL(file).href;
    await editor.openText(uri, readFileSync(file, 'utf8'), name.endsWith('.py') ? 'python' : 'json');
    await askEverything(editor, uri);
  }
  await editor.stop();
  expectHarmless(hostile, watched());
  expect(readdirSync(hostile.outside)).toContain('secret.ipynb');
});
