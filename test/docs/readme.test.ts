import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './demoProject.ts';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const program = path.join(root, 'server', 'bin', 'nbls.cjs');

describe('The README', () => {
  test('shows of its first command what it prints', () => {
    const [, command, shown = ''] = /```sh\nnpm ci && npx (.*)\n```\n\n```text\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(command).toBe('nbls check examples');
    const { stdout, status } = spawnSync(process.execPath, [program, 'check', 'examples'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    const parts = shown.split('…\n');
    expect(parts).toHaveLength(2);
    const [beginning = '', end = ''] = parts;
    expect(stdout.startsWith(beginning)).toBe(true);
    expect(stdout.endsWith(end)).toBe(true);
  });

  test('has a row for each command of the program, and for no other', () => {
    const inTable = [...readme.matchAll(/^\| `nbls (\w+)/gm)].map(([, name]) => name);
    const help = execFileSync(process.execPath, [program, '--help'], { encoding: 'utf8' });
    const ofProgram = [...help.matchAll(/^ {2}(?:nbls )?([a-z]+) /gm)].map(([, name]) => name);
    expect(inTable.sort()).toEqual(ofProgram.sort());
  });

  test('names scripts of npm that exist', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const named = [...readme.matchAll(/npm (?:run ([\w:]+)|(test))/g)].map(([, script, own]) => script ?? own ?? '');
    expect(named).toEqual(expect.arrayContaining(['test', 'demo', 'package:vscode']));
    for (const script of named) expect(scripts).toHaveProperty([script]);
  });
});
