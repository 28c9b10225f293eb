import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { root } from './demoProject.ts';

const manifests = ['package.json', 'protocol/package.json', 'server/package.json', 'clients/vscode/package.json'];
const others = [
  'package-lock.json',
  'CHANGELOG.md',
  'server/README.md',
  'clients/vscode/README.md',
  'clients/emacs/nbproject.el',
];

describe('npm run version:set', () => {
  test('writes one version everywhere, and nothing else', () => {
    const folder = copy();
    expect(setVersion(folder, '7.8.9')).toMatchObject({ status: 0 });
    for (const file of manifests) expect(JSON.parse(read(folder, file)).version).toBe('7.8.9');
    const { version } = JSON.parse(read(root, 'package.json'));
    const changed = [...manifests, ...others.filter((file) => file !== 'CHANGELOG.md')];
    for (const file of changed) expect(read(folder, file).replaceAll('7.8.9', version)).toBe(read(root, file));
    expect(read(folder, 'clients/emacs/nbproject.el')).toContain(';; Version: 7.8.9\n');
    expect(read(folder, 'CHANGELOG.md')).toMatch(/## Unreleased\n\n## 7\.8\.9 - \d{4}-\d\d-\d\d\n/);
  });

  test('writes nothing where a version is none, or is the present one', () => {
    const folder = copy();
    const { version } = JSON.parse(read(root, 'package.json'));
    expect(setVersion(folder, '1.2')).toMatchObject({ status: 2, stderr: expect.stringMatching(/is no version/) });
    expect(setVersion(folder, version)).toMatchObject({ status: 2, stderr: expect.stringMatching(/already/) });
    for (const file of [...manifests, ...others]) expect(read(folder, file)).toBe(read(root, file));
  });
});

function copy(): string {
  const folder = folderWith({});
  for (const file of [...manifests, ...others]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(folder, file));
  }
  return folder;
}

function setVersion(folder: string, version: string) {
  const program = path.join(root, 'scripts', 'version.mjs');
  return spawnSync(process.execPath, [program, version], { cwd: folder, encoding: 'utf8' });
}

function read(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}
