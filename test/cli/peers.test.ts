import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNotebook } from '../support/notation.ts';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, nbls } from './program.ts';

const inR = writeNotebook(`
--- markdown
# Title
--- code [2]
x <- 1
--- metadata
{"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}
`).text;

const concise = ['check', '--format', 'concise'];

function filesIn(out: string): string[] {
  return [...new Set([...out.matchAll(/^([^:\n]+\.ipynb):\d+:\d+:/gm)].map(([, file]) => String(file)))];
}

describe('What other command lines get wrong', () => {
  test('Should fail where something was found, where pynblint ends with 0 whatever it found', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    expect((await nbls(['check'], { folder })).code).toBe(1);
  });

  test('Should report every file, where madforhooks and enforce-notebook-run-order stop at the first', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy, 'b.ipynb': unhealthy, 'c.ipynb': unhealthy });
    expect(filesIn((await nbls(concise, { folder })).out)).toEqual(['a.ipynb', 'b.ipynb', 'c.ipynb']);
  });

  test('Should go on where a file is broken, or in R, at which nborder and pynblint stop', async () => {
    const folder = folderWith({ 'a.ipynb': '{"cells": [', 'b.ipynb': inR, 'c.ipynb': unhealthy });
    const { code, out } = await nbls(concise, { folder });
    expect(code).toBe(1);
    expect(filesIn(out)).toEqual(['a.ipynb', 'b.ipynb', 'c.ipynb']);
    expect(out).toMatch(/^b\.ipynb:.* execution-gap/m);
  });

  test('Should pass over checkpoints, which nborder and enforce-notebook-run-order check', async () => {
    const folder = folderWith({ 'a.ipynb': healthy, '.ipynb_checkpoints/a-checkpoint.ipynb': unhealthy });
    expect(filesIn((await nbls(concise, { folder })).out)).toEqual([]);
  });

  test('Should fix what is selected, where nborder fixes everything and hides what it did', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    await nbls(['check', '--fix', '--select', 'missing-title'], { folder });
    expect(readFileSync(path.join(folder, 'a.ipynb'), 'utf8')).toBe(unhealthy);
  });

  test('Should name the line of the file, where nborder names that of the cell, and Ruff the first', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    const { out } = await nbls(concise, { folder });
    const line = Number(/^a\.ipynb:(\d+):\d+: cell 2: error duplicate-cell-id/m.exec(out)?.[1]);
    expect(unhealthy.split('\n')[line - 1]).toContain('"id": "same"');
    expect(line).toBeGreaterThan(10);
  });

  test('Should write no byte more than it fixes, where Ruff writes with keys sorted and another indent', async () => {
    const before = JSON.stringify(JSON.parse(unhealthy), null, 4).replace('"metadata": {}', '"metadata":  {}');
    const folder = folderWith({ 'a.ipynb': before });
    await nbls(['check', '--fix'], { folder });
    const after = readFileSync(path.join(folder, 'a.ipynb'), 'utf8');
    expect(after).not.toBe(before);
    expect(after.replace(/"id": "[0-9a-f]{8}"/, '"id": "same"')).toBe(before);
  });
});
