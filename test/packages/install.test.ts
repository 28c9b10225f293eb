import { execFile, spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';
import { editorOf } from '../support/serverProcess.ts';
import { npmPackages, root } from './packed.ts';

const { text } = writeNotebook('--- code [1]\nprint(1)\n');

// npm takes seconds where the machine has other things to do.
const patience = { timeout: 90_000 };

test('Should be installed into an empty folder, where both programs run', patience, async () => {
  const folder = emptyFolder();
  await run(folder, 'npm', 'install', npmPackages.server.file);
  expect(readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'nbproject-language-server',
  ]);
  expect(await run(folder, 'npx', 'nbls', '--version')).toMatchObject({ code: 0, out: expect.stringMatching(version) });

  writeFileSync(path.join(folder, 'Zählung 1.ipynb'), text);
  const { code, out } = await run(folder, 'npx', 'nbls', 'check', 'Zählung 1.ipynb');
  expect(out).toMatch(/warning missing-title .*\n {4}Zählung 1\.ipynb:1:1\n/);
  expect(code).toBe(1);

  const options = { cwd: folder, env: environment(folder) };
  const editor = editorOf(spawn('npx', ['nbproject-language-server', '--stdio'], options));
  expect((await editor.initialize()).serverInfo).toMatchObject({ name: 'nbproject' });
  await editor.openText('file:///analysis.ipynb', text);
  expect(await editor.findings('file:///analysis.ipynb')).toContainEqual(['missing-title', '{']);
  expect(await editor.stop()).toBe(0);
});

test('Should be run by npx without being installed', patience, async () => {
  const folder = emptyFolder();
  // For a path that leads elsewhere npx tries to run the file itself.
  for (const { file } of Object.values(npmPackages)) copyFileSync(file, path.join(folder, path.basename(file)));
  const [server, ofGit] = [npmPackages.server, npmPackages.root].map(({ file }) => `./${path.basename(file)}`);
  const { out } = await run(folder, 'npx', '--yes', `--package=${server}`, 'nbls', '--version');
  expect(out).toMatch(version);
  // As npm packs the repository where it comes from git: nbls is all that it offers, and need not be named.
  expect(await run(folder, 'npx', '--yes', String(ofGit), '--version')).toMatchObject({ code: 0, out });
});

test('Should put both programs on the PATH from a clone, as the README says', patience, async () => {
  const folder = emptyFolder();
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(path.join(root, 'server', part), path.join(folder, 'server', part), { recursive: true });
  const [, command = ''] =
    /^npm ci && (npm install .*)$/m.exec(readFileSync(path.join(root, 'README.md'), 'utf8')) ?? [];
  await run(folder, 'npm', ...command.split(' ').slice(1), '--prefix', path.join(folder, 'prefix'));

  const programs = path.join(folder, 'prefix', 'bin');
  expect(readdirSync(programs)).toEqual(['nbls', 'nbproject-language-server']);
  expect((await run(folder, path.join(programs, 'nbls'), '--version')).out).toMatch(version);
  expect((await run(folder, path.join(programs, 'nbproject-language-server'), '--version')).out).toMatch(/^\d/);
});

const version = /^nbls \d+\.\d+\.\d+\n$/;

/** A folder with a name as people give them, where nothing is set up. */
function emptyFolder(): string {
  const folder = path.join(folderWith({}), 'Größe (µm) & more');
  mkdirSync(folder);
  return folder;
}

/** Nothing of this machine's user, and no registry that answers. */
function environment(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
    HOME: path.join(folder, '..', 'home'),
    npm_config_registry: 'http://127.0.0.1:9/',
  };
}

function run(folder: string, command: string, ...args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve, reject) =>
    execFile(command, args, { cwd: folder, env: environment(folder) }, (failure, out, told) => {
      const code = failure === null ? 0 : failure.code;
      if (typeof code === 'number' && told === '') resolve({ code, out });
      else reject(failure ?? new Error(told));
    }),
  );
}
