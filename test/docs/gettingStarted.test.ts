import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { demoProject, root } from './demoProject.ts';

const page = readFileSync(path.join(root, 'docs', 'getting-started.md'), 'utf8');
const program = path.join(root, 'server', 'bin', 'nbls.cjs');
const examples = [...page.matchAll(/^```console\n\$ nbls (.*)\n([\s\S]*?)^```$/gm)];

test('What a beginner is shown is what the commands print', () => {
  expect(examples).toHaveLength(7);
  const folder = demoProject();
  for (const [, call = '', shown = ''] of examples) {
    const { stdout, stderr } = spawnSync(process.execPath, [program, ...call.split(' ')], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(`${stderr}${stdout}`).toMatch(patternOf(shown));
  }
  // Seven starts of the program, one after the other: on a busy machine each takes seconds.
}, 120_000);

/** `…` on a line of its own stands for any lines. */
function patternOf(shown: string): RegExp {
  const lines = shown.split(/^…\n/m).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${lines.join('(?:.*\\n)*?')}$`);
}
