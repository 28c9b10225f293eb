import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { sourceHash } from '../../server/src/record/index.ts';
import { notebookOf, writeNotebook } from '../support/notation.ts';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, nbls } from './program.ts';

const cells = '--- markdown\n# Rates\n--- code [1]\nx = 1\n--- metadata\n';
const published = writeNotebook(`${cells}{"nbproject": {"id": "Kq3vX8bTz1Wn", "version": "1",
  "time_init": "2024-03-05T09:12:44.310000+00:00", "source_sha256": "${sourceHash(notebookOf(`${cells}{}`))}"}}`).text;

/** What the badge says, once a strict XML parser has read it. */
function said(svg: string): string {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(svg).close();
  return /aria-label="([^"]*)"/.exec(svg)?.[1] ?? '';
}

test('nbls badge says whether a notebook is in a clean state', async () => {
  const folder = folderWith({ 'a.ipynb': published, 'b.ipynb': healthy, 'c.ipynb': unhealthy });
  const badge = async (...args: string[]) => {
    const { code, out, err } = await nbls(['badge', ...args], { folder });
    expect([code, err]).toEqual([0, '']);
    return said(out);
  };
  expect(await badge('a.ipynb')).toBe('clean state: yes');
  expect(await badge('b.ipynb')).toBe('clean state: not published');
  expect(await badge('c.ipynb')).toBe('clean state: errors, no title, no record');
  expect(await badge()).toBe('clean state: 1 of 3 (errors, no title, no record, …)');
});

test('nbls badge writes the same file each time', async () => {
  const folder = folderWith({ 'a.ipynb': published });
  const written = async () => {
    expect(await nbls(['badge', '--output', 'badge.svg'], { folder })).toEqual({ code: 0, out: '', err: '' });
    return readFileSync(path.join(folder, 'badge.svg'), 'utf8');
  };
  expect(await written()).toBe(await written());
  expect(said(await written())).toBe('clean state: yes');
});

test('nbls badge counts what it cannot read, names it, and exits with 1', async () => {
  const folder = folderWith({ 'a.ipynb': published, 'b.ipynb': published.slice(0, -30) });
  const { code, out, err } = await nbls(['badge'], { folder });
  expect([code, said(out)]).toEqual([1, 'clean state: 1 of 2 (unreadable)']);
  expect(err).toBe('nbls: b.ipynb: It is no whole notebook: nbls check says why.\n');
});

test('nbls badge refuses what cannot be done', async () => {
  const folder = folderWith({ 'a.ipynb': published });
  expect(await nbls(['badge', 'gone.ipynb'], { folder })).toMatchObject({ code: 2, out: '' });
  expect(await nbls(['badge', '--output', 'a.ipynb'], { folder })).toMatchObject({ code: 2, out: '' });
  expect(readFileSync(path.join(folder, 'a.ipynb'), 'utf8')).toBe(published);
});
