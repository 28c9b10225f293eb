import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../server/src/project/files/replaceFile.ts';
import { corpusFolder, describeCorpus } from '../support/corpus.ts';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, nbls } from './program.ts';

const newId = /^ {3}"id": "[0-9a-f]{8}",$/;

describe('nbls check --fix', () => {
  test('mends what can be mended without loss, and reports the rest', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy, 'b.ipynb': healthy });
    const { code, out } = await nbls(['check', '--fix'], { folder });
    expect(code).toBe(1);
    expect(out).toMatch(/^a\.ipynb\n\n {2}warning missing-title /);
    expect(out).toMatch(/\nFixed 1 finding in 1 notebook\. Checked 2 notebooks: 1 warning, 1 hint in 1 of them\.\n$/);
  });

  test('changes nothing but that', async () => {
    const before = unhealthy.replaceAll('\n', '\r\n').trimEnd();
    const folder = folderWith({ 'a.ipynb': `\ufeff${before}` });
    await nbls(['check', '--fix'], { folder });
    const lines = before.split('\r\n');
    const after = readFileSync(path.join(folder, 'a.ipynb'), 'utf8').slice(1).split('\r\n');
    const changed = after.filter((line, index) => line !== lines[index]);
    expect(changed).toEqual([expect.stringMatching(newId)]);
    expect(after).toHaveLength(lines.length);
  });

  test('has nothing to do the second time', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    await nbls(['check', '--fix'], { folder });
    const once = statSync(path.join(folder, 'a.ipynb'));
    expect((await nbls(['check', '--fix'], { folder })).out).not.toContain('Fixed');
    expect(statSync(path.join(folder, 'a.ipynb')).mtimeMs).toBe(once.mtimeMs);
  });

  test('also does what loses something with --unsafe-fixes, of the rules that are selected', async () => {
    const folder = folderWith({ 'yeast_growth.ipynb': unhealthy });
    const args = ['check', '--fix', '--unsafe-fixes', '--select', 'missing-title'];
    expect(await nbls(args, { folder })).toMatchObject({
      code: 0,
      out: 'Fixed 1 finding in 1 notebook. Checked 1 notebook: no findings left.\n',
    });
    const { cells } = JSON.parse(readFileSync(path.join(folder, 'yeast_growth.ipynb'), 'utf8'));
    expect(cells[0].source).toEqual(['# Yeast growth']);
    expect(cells).toHaveLength(3);
  });

  test('keeps a file’s mode, and a link a link', async () => {
    const folder = folderWith({ 'real/a.ipynb': unhealthy });
    chmodSync(path.join(folder, 'real/a.ipynb'), 0o640);
    symlinkSync('real/a.ipynb', path.join(folder, 'link.ipynb'));
    await nbls(['check', '--fix', 'link.ipynb'], { folder });
    expect(lstatSync(path.join(folder, 'link.ipynb')).isSymbolicLink()).toBe(true);
    expect(statSync(path.join(folder, 'real/a.ipynb')).mode & 0o777).toBe(0o640);
    expect(readFileSync(path.join(folder, 'real/a.ipynb'), 'utf8')).not.toBe(unhealthy);
    expect(readdirSync(path.join(folder, 'real'))).toEqual(['a.ipynb']);
  });

  test('leaves what is no notebook as it is', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy.slice(0, -9), 'b.ipynb': Buffer.from([0x7b, 0xff, 0x7d]) });
    const before = [readFileSync(path.join(folder, 'a.ipynb')), readFileSync(path.join(folder, 'b.ipynb'))];
    await nbls(['check', '--fix', '--unsafe-fixes'], { folder });
    expect([readFileSync(path.join(folder, 'a.ipynb')), readFileSync(path.join(folder, 'b.ipynb'))]).toEqual(before);
  });

  test('says what it could not write, and reports it as it is', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    chmodSync(path.join(folder, 'a.ipynb'), 0o444);
    if (process.getuid?.() === 0) return console.warn('skipped: root may write every file');
    const { code, out, err } = await nbls(['check', '--fix'], { folder });
    expect(err).toMatch(/^nbls: a\.ipynb is not fixed: EACCES/);
    expect(out).toContain('duplicate-cell-id');
    expect(code).toBe(1);
  });

  test('prints what it makes of standard input, whether it changes or not, and the findings beside it', async () => {
    const fix = (input: string) =>
      nbls(['check', '--fix', '--stdin-filename', 'a.ipynb', '--format', 'concise'], { folder: folderWith({}), input });
    const { out, err } = await fix(unhealthy);
    expect(JSON.parse(out).cells).toHaveLength(JSON.parse(unhealthy).cells.length);
    expect(out).not.toBe(unhealthy);
    expect(err).toMatch(/^a\.ipynb:/m);
    expect((await fix(out)).out).toBe(out);
    expect((await fix('{"cells": [')).out).toBe('{"cells": [');
  });

  test.each([
    [['--unsafe-fixes'], '--unsafe-fixes goes with --fix or --diff'],
    [['--fix', '--diff'], '--fix and --diff exclude each other'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await nbls(['check', ...args], { folder: folderWith({}), input: unhealthy });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('nbls check --diff', () => {
  test('prints a patch that git applies, and writes nothing', async () => {
    const folder = folderWith({ 'sub/a.ipynb': unhealthy, 'b.ipynb': healthy });
    const { code, out, err } = await nbls(['check', '--diff'], { folder });
    expect({ code, err }).toEqual({ code: 1, err: '1 finding in 1 notebook would be fixed.\n' });
    expect(out).toMatch(/^--- a\/sub\/a\.ipynb\n\+\+\+ b\/sub\/a\.ipynb\n@@ /);
    expect(readFileSync(path.join(folder, 'sub/a.ipynb'), 'utf8')).toBe(unhealthy);
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['apply'], { cwd: folder, input: out });
    expect((await nbls(['check', '--diff'], { folder })).code).toBe(0);
  });

  test('prints nothing when there is nothing to fix', async () => {
    const folder = folderWith({ 'b.ipynb': healthy });
    expect(await nbls(['check', '--diff', '-q'], { folder })).toEqual({ code: 0, out: '', err: '' });
  });

  test('shows what it would change in standard input', async () => {
    const { code, out } = await nbls(['check', '--diff', '--stdin-filename', 'x.ipynb'], {
      folder: folderWith({}),
      input: unhealthy,
    });
    expect(code).toBe(1);
    expect(out).toContain('--- a/x.ipynb');
  });
});

describe('A file is replaced', () => {
  test('only if it still holds what was read', async () => {
    const folder = folderWith({ 'a.ipynb': 'new' });
    const file = path.join(folder, 'a.ipynb');
    expect(await replaceFile(file, Buffer.from('old'), Buffer.from('mine'))).toBe('it was changed meanwhile');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.ipynb']);
  });

  test('or a reason given', async () => {
    const folder = folderWith({ 'b.ipynb': '' });
    expect(await replaceFile(path.join(folder, 'a.ipynb'), Buffer.from(''), Buffer.from('x'))).toMatch(/ENOENT/);
    writeFileSync(path.join(folder, 'b.ipynb'), 'x');
  });
});

describeCorpus('nbls check --fix over real and broken notebooks', () => {
  test('leaves valid ones valid, and nothing for a second run', async () => {
    const folder = folderWith({});
    cpSync(corpusFolder, folder, { recursive: true });
    // The corpus is kept from being written to.
    execFileSync('chmod', ['-R', 'u+w', folder]);
    const errors = async () => {
      const { out } = await nbls(['check', '--format', 'json', '--select', 'Format'], { folder });
      return JSON.parse(out).filter(({ severity }: { severity: string }) => severity === 'error');
    };
    const before = await errors();
    const first = await nbls(['check', '--fix', '--statistics'], { folder });
    expect(first.err).toBe('');
    expect(first.out).toMatch(/Fixed \d+ findings in \d+ notebooks/);
    const key = ({ path: file, code, message }: Record<string, string>) => `${file} ${code} ${message}`;
    const known = new Set(before.map(key));
    expect((await errors()).map(key).filter((one: string) => !known.has(one))).toEqual([]);
    expect((await nbls(['check', '--fix', '--statistics'], { folder })).out).not.toContain('Fixed');
  }, 180_000);
});
