import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, statSync, symlinkSync, writeSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { healthy } from './notebooks.ts';
import { folderWith, nbls } from './program.ts';

interface Finding {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** The findings of one run; the healthy notebook beside the bad one shows that the run goes on. */
async function findingsIn(folder: string, ...paths: readonly string[]): Promise<readonly Finding[]> {
  const { out, err, code } = await nbls(['check', '--format', 'json', ...paths], { folder });
  expect(err).toBe('');
  const findings: readonly Finding[] = JSON.parse(out);
  expect(code).toBe(findings.length > 0 ? 1 : 0);
  return findings;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The same as another notebook: no copy, which is a finding. */
const another = healthy.replace('Kq3vX8bTz1Wn', 'Zq3vX8bTz1Wn');

describe('A file that is no notebook is a finding, and the others are checked', () => {
  test.each([
    ['is empty', '', /^The file is empty/],
    ['has white space only', ' \n', /^The file is empty/],
    ['is cut off', healthy.slice(0, 120), /ends/],
    ['is Python', 'import numpy\n', /JSON|Expected|expected/],
    ['is UTF-16', Buffer.from(`\ufeff${healthy}`, 'utf16le'), /UTF-16/],
    ['is Latin-1', Buffer.from(another.replace('yeast', 'bi\u00e8re'), 'latin1'), /not UTF-8.*0xe8/],
    ['is compressed', Buffer.from([0x1f, 0x8b, 8, 0]), /compressed/],
    ['holds NaN', another.replace('"metadata": {},', '"metadata": {"x": NaN},'), /NaN/],
    ['has a merge conflict', another.replace(' "nbformat":', '<<<<<<< ours\n "nbformat":'), /^Merge conflict/],
    ['is 2,000 levels deep', `${'['.repeat(2000)}${']'.repeat(2000)}`, /nested more than 100 levels/],
    ['is 100,000 levels deep and cut off', '{"a":'.repeat(100_000), /nested more than 100 levels/],
    ['is a list', '[]', /./],
    ['is null', 'null', /./],
  ])('when it %s', async (_, content, message) => {
    const folder = folderWith({ 'bad.ipynb': content, 'good.ipynb': healthy });
    const findings = await findingsIn(folder);
    expect(findings.every((finding) => finding.path === 'bad.ipynb')).toBe(true);
    const problems = findings.filter(({ code }) => code === 'invalid-json' || code === 'invalid-notebook');
    expect(problems.map((finding) => finding.message)).toContainEqual(expect.stringMatching(message));
  });

  test('when half of a surrogate pair is escaped in it, at that escape', async () => {
    const folder = folderWith({ 'bad.ipynb': healthy.replace('yeast', '\\ud83d yeast') });
    const [first] = await findingsIn(folder);
    expect(first).toMatchObject({ code: 'invalid-json', range: { start: { line: 7, character: 17 } } });
  });

  test('when it is above the size that is read, at once', async () => {
    const folder = folderWith({ 'good.ipynb': healthy });
    const file = openSync(path.join(folder, 'huge.ipynb'), 'w');
    writeSync(file, '{');
    ftruncateSync(file, 100 * 1024 * 1024);
    closeSync(file);
    const [first, ...others] = await findingsIn(folder);
    expect(first).toMatchObject({ path: 'huge.ipynb', code: 'invalid-json' });
    expect(first?.message).toBe(
      'The file has 100 MB; above 64 MB it is not read. Clear its outputs, for example with `jupyter nbconvert --clear-output --inplace`.',
    );
    expect(others).toEqual([]);
  });

  test('when it may not be read', async () => {
    const folder = folderWith({ 'bad.ipynb': healthy, 'good.ipynb': healthy });
    chmodSync(path.join(folder, 'bad.ipynb'), 0);
    if (isRoot()) return console.warn('skipped: root may read every file');
    const [first] = await findingsIn(folder);
    expect(first).toMatchObject({ path: 'bad.ipynb', message: 'The file cannot be read: permission denied.' });
  });

  test('when it is a link to nothing, or to itself', async () => {
    const folder = folderWith({ 'good.ipynb': healthy });
    symlinkSync('nowhere', path.join(folder, 'a.ipynb'));
    symlinkSync('b.ipynb', path.join(folder, 'b.ipynb'));
    const messages = ['The file is a symbolic link to nothing.', expect.stringMatching(/lead in a circle/)];
    expect((await findingsIn(folder)).map(({ message }) => message)).toEqual(messages);
    expect((await findingsIn(folder, 'a.ipynb', 'b.ipynb')).map(({ message }) => message)).toEqual(messages);
  });

  test.skipIf(process.platform === 'win32')('when it is a named pipe, which nobody writes to', async () => {
    const folder = folderWith({ 'good.ipynb': healthy });
    execFileSync('mkfifo', [path.join(folder, 'pipe.ipynb')]);
    const [first] = await findingsIn(folder);
    expect(first?.message).toMatch(/^This is no regular file/);
    expect(await findingsIn(folder, 'pipe.ipynb')).toEqual([first]);
  });

  test('whatever rules are selected, since nothing was checked', async () => {
    const folder = folderWith({ 'bad.ipynb': Buffer.from([0xff, 0xfe, 0, 0]) });
    const { code } = await nbls(['check', '--select', 'missing-title'], { folder });
    expect(code).toBe(1);
  });

  test('with its name as far as it can be shown', async () => {
    const folder = folderWith({ 'a\u001b[31m\n\u202e.ipynb': '' });
    const { out } = await nbls(['check'], { folder });
    expect(out).toContain('\n    a\ufffd[31m\ufffd\ufffd.ipynb:1:1\n');
  });
});

describe('What a notebook says never acts on the terminal', () => {
  const hostile = '\\u001b]0;title\\u0007\\u001b[2J\\u009b31m\\u202e\\r\\n# x \\u001b[31m';

  test.each(['text', 'concise', 'json', 'ndjson'])('with --format %s', async (format) => {
    const raw = '\u009b31m\u202e\u007f';
    const folder = folderWith({
      'a.ipynb': `{"cells":[{"cell_type":"markdown","id":"${raw}","metadata":{},"source":"# ${hostile}"},{"cell_type":"${raw}","id":"\\u001b[31m","metadata":{},"source":"# ${hostile}${raw}"}],"metadata":{"${raw}":1},"nbformat":4,"nbformat_minor":5}`,
      'b.ipynb': `{"a": \u001b[31m${raw}`,
      'c.ipynb': `{"\u001b[31m${raw}": x`,
    });
    const { out } = await nbls(['check', '--format', format], { folder });
    expect(out).toContain('a.ipynb');
    expect(out).not.toMatch(/(?!\n)[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u);
  });

  test('and a file of one long line is shown around the finding', async () => {
    const cells = Array.from({ length: 20_000 }, () => '{"cell_type":"raw","metadata":{},"source":"x"}');
    cells[15_000] = '{"cell_type":"raw","metadata":{},"source":7}';
    const text = `{"cells":[${cells.join(',')}],"metadata":{},"nbformat":4,"nbformat_minor":4}`;
    const folder = folderWith({ 'a.ipynb': text });
    const { out } = await nbls(['check', '--select', 'invalid-notebook'], { folder });
    const lines = out.split('\n');
    const line = lines.find((one) => one.includes('│ …'));
    expect(line?.length).toBeLessThan(120);
    expect(line).toMatch(/^ {4}1 │ ….*"source":7}.*…$/);
    const carets = lines[lines.indexOf(line ?? '') + 1];
    expect(carets?.indexOf('^')).toBe(line?.indexOf(':7}') === undefined ? -1 : line.indexOf(':7}') + 1);
    expect(out).toContain(`a.ipynb:1:${text.indexOf(':7}') + 2} (cell 15001)`);
  });
});

describe('Nothing is written', () => {
  test('whatever is checked', async () => {
    const folder = folderWith({ 'a.ipynb': '{', 'sub/b.ipynb': healthy });
    mkdirSync(path.join(folder, 'empty'));
    const before = ['.', 'sub', 'a.ipynb', 'sub/b.ipynb', 'empty'].map(
      (one) => statSync(path.join(folder, one)).mtimeMs,
    );
    await nbls(['check'], { folder });
    await nbls(['header', 'sub/b.ipynb'], { folder });
    const after = ['.', 'sub', 'a.ipynb', 'sub/b.ipynb', 'empty'].map(
      (one) => statSync(path.join(folder, one)).mtimeMs,
    );
    expect(after).toEqual(before);
  });
});
