import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const demo = path.join(import.meta.dirname, '..', '..', 'scripts', 'demo.mjs');

test('The demonstration shows what it says, and leaves its pictures', () => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'nbproject-')), 'new');
  const out = execFileSync(process.execPath, [demo, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [before = '', after = ''] = out.split('# What is left:');
  for (const code of ['duplicate-notebook-id', 'stale-parent', 'version-mismatch', 'out-of-order', 'secret'])
    expect(before).toContain(` ${code}  `);
  expect(before).toContain('-   "id": "b7XwRe20NvYc",');
  expect(before).toContain('model.ipynb: published as version 1.1.0\n');
  expect(before).not.toContain('figures.ipynb: published');
  expect(after).not.toContain('duplicate-notebook-id');
  expect(readFileSync(path.join(folder, 'lineage.svg'), 'utf8')).toContain('Normalize by the controls');
  expect(readFileSync(path.join(folder, 'clean.svg'), 'utf8')).toMatch(/^<svg/);
});

test('The demonstration writes into no folder that holds something', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-'));
  writeFileSync(path.join(folder, 'mine.txt'), '');
  expect(() => execFileSync(process.execPath, [demo, folder], { stdio: 'pipe' })).toThrow(/is not empty/);
});
