import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { root } from './packed.ts';

const programs = ['server/bin/nbls.cjs', 'server/bin/nbproject-language-server.cjs', 'scripts/prepare.mjs'];

describe('A Node.js that is too old', () => {
  test.each(programs)('Should be told to whoever starts %s', (program) => {
    for (const old of ['18.20.8', '20.18.3']) {
      const { status, stdout, stderr } = startAs(old, program);
      expect(stderr).toBe(`nbproject needs Node.js 20.19 or newer. This is ${old}, ${process.execPath}\n`);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    }
  });

  test('Should be told of no Node.js that the packages say they run on', () => {
    for (const manifest of ['package.json', 'server/package.json'])
      expect(JSON.parse(readFileSync(path.join(root, manifest), 'utf8')).engines).toEqual({ node: '>=20.19' });
    for (const enough of ['20.19.0', '22.0.0', '100.1.0'])
      expect(startAs(enough, 'server/bin/nbls.cjs')).toMatchObject({ status: 0, stderr: '' });
  });
});

/** Starts a program in a Node.js that calls itself by another version. */
function startAs(version: string, program: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const preload = path.join(folderWith({ 'pretend.cjs': pretend }), 'pretend.cjs');
  return spawnSync(process.execPath, ['--require', preload, path.join(root, program), '--version'], {
    encoding: 'utf8',
  });
}
