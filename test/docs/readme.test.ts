import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
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

  test('counts the rules right', () => {
    const [, all, fixable] = /(\d+) rules, each with a page and examples, (\d+) of them with a fix/.exec(readme) ?? [];
    expect(Number(all)).toBe(rules.length);
    expect(Number(fixable)).toBe(rules.filter(({ fixes }) => fixes).length);
  });

  test('names scripts of npm that exist', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const named = [...readme.matchAll(/npm (?:run ([\w:]+)|(test))/g)].map(([, script, own]) => script ?? own ?? '');
    expect(named).toEqual(expect.arrayContaining(['test', 'demo', 'package:vscode']));
    for (const script of named) expect(scripts).toHaveProperty([script]);
  });
});
