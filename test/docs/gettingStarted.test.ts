import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { demoProject, root } from './demoProject.ts';

const page = readFileSync(path.join(root, 'docs', 'getting-started.md'), 'utf8');
const program = path.join(root, 'server', 'bin', 'nbls.cjs');
/** What a reader calls, with what is shown of it, and what they write into their pyproject.toml, in the order of the page. */
const steps = [...page.matchAll(/^```console\n\$ nbls (.*)\n([\s\S]*?)^```$|^```toml\n([\s\S]*?)^```$/gm)];

test('What a beginner is shown is what the commands print', async () => {
  expect(steps).toHaveLength(8);
  const folder = demoProject();
  for (const [, call = '', shown = '', configuration] of steps) {
    if (configuration !== undefined) {
      writeFileSync(path.join(folder, 'pyproject.toml'), configuration);
      continue;
    }
    const { stdout, stderr } = spawnSync(process.execPath, [program, ...call.split(' ')], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(`${stderr}${stdout}`).toMatch(patternOf(shown));
  }
  // `npx vitest run test/docs/gettingStarted.test.ts --update` draws it anew.
  const drawn = readFileSync(path.join(folder, 'lineage.svg'), 'utf8');
  await expect(drawn).toMatchFileSnapshot('../../docs/images/figures-lineage.svg');
  // Seven starts of the program, one after the other: on a busy machine each takes seconds.
}, 120_000);

/** `…` on a line of its own stands for any lines. */
function patternOf(shown: string): RegExp {
  const lines = shown.split(/^…\n/m).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${lines.join('(?:.*\\n)*?')}$`);
}
