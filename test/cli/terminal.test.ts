import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, nbls, program, start } from './program.ts';
import { runInTerminal } from './pseudoTerminal.ts';

const styleStart = '\u001b[';

describe('Colour', () => {
  test.each<[string, NodeJS.ProcessEnv, boolean]>([
    ['is not printed into a pipe', {}, false],
    ['is printed when FORCE_COLOR asks for it', { FORCE_COLOR: '1' }, true],
    ['is printed when FORCE_COLOR stands against NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['is not printed when FORCE_COLOR is 0', { FORCE_COLOR: '0' }, false],
  ])('%s', async (_, environment, coloured) => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    const { out } = await nbls(['check'], { folder, environment });
    expect(out.includes(styleStart)).toBe(coloured);
  });

  test('is never printed into JSON', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    const { out } = await nbls(['check', '--format', 'json'], { folder, environment: { FORCE_COLOR: '1' } });
    expect(out).not.toContain(styleStart);
  });

  test.each<[string, NodeJS.ProcessEnv, boolean]>([
    ['is printed on a terminal', {}, true],
    ['is not printed on a terminal with NO_COLOR', { NO_COLOR: '1' }, false],
    ['is printed with an empty NO_COLOR', { NO_COLOR: '' }, true],
    ['is not printed on a dumb terminal', { TERM: 'dumb' }, false],
  ])('%s', async (_, environment, coloured) => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    const screen = await runInTerminal([process.execPath, program, 'check'], folder, environment);
    if (screen === undefined) return;
    expect(screen.includes(styleStart)).toBe(coloured);
  });
});

describe('Progress', () => {
  const slow = {
    files: () =>
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.ipynb`, index % 2 ? healthy : large])),
    line: /\r\u001b\[K(\d+)\/40 notebooks/g,
  };

  test('is shown on a terminal after a second, and gone at the end', async () => {
    const folder = folderWith(slow.files());
    const screen = await runInTerminal([process.execPath, program, 'check', '-j', '1'], folder, {});
    if (screen === undefined) return;
    const counts = [...screen.matchAll(slow.line)].map((match) => Number(match[1]));
    expect(counts.length).toBeGreaterThan(0);
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
    expect(screen.slice(screen.lastIndexOf('notebooks\r'))).toMatch(/^notebooks\r\u001b\[K/);
    expect(screen).toContain('Checked 40 notebooks');
  });

  test('is not shown with --quiet, nor for a run that is over sooner', async () => {
    const folder = folderWith(slow.files());
    const quiet = await runInTerminal([process.execPath, program, 'check', '-q'], folder, {});
    const short = await runInTerminal([process.execPath, program, 'check', '1.ipynb'], folder, {});
    expect(quiet ?? '').not.toMatch(slow.line);
    expect(short ?? '').not.toMatch(/notebooks/);
  });
});

describe('A run that is cut short', () => {
  const many = () =>
    folderWith(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index}.ipynb`, unhealthy])));

  test('ends quietly when nobody reads on', async () => {
    const child = start(['check', '--format', 'concise'], { folder: many() });
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err: String(Buffer.concat(err)) }).toEqual({ code: 1, err: '' });
  });

  test.skipIf(process.platform !== 'linux')('says why where what it prints has no room', async () => {
    const command = '"$0" "$1" check --format concise > /dev/full';
    const child = spawn('sh', ['-c', command, process.execPath, program], {
      cwd: folderWith({ '1.ipynb': unhealthy }),
    });
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk) => err.push(chunk));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
    expect(String(Buffer.concat(err))).toMatch(/^nbls: the output cannot be written: ENOSPC.*\.\n$/);
  });

  test.skipIf(process.platform === 'win32')('says so where the folder in which it runs is gone', async () => {
    const child = spawn('sh', ['-c', 'rm -r "$PWD"; exec "$0" "$1" check', process.execPath, program], {
      cwd: folderWith({}),
    });
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk) => err.push(chunk));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
    expect(String(Buffer.concat(err))).toBe('nbls: the current folder is gone.\n');
  });

  test.each([
    ['a timer', "setTimeout(() => { throw new Error('\u001b[31mwhy') })"],
    ['a promise', "Promise.reject(new Error('\u001b[31mwhy'))"],
  ])('says that it is a bug, and where, when %s fails', async (_, failing) => {
    const folder = folderWith({ '1.ipynb': unhealthy, 'failing.cjs': failing });
    const { code, err } = await nbls(['check'], { folder, node: ['--require', './failing.cjs'] });
    expect(code).toBe(2);
    expect(err).toMatch(
      /^nbls: this is a bug of nbls 1\.2\.3 .*Please report it.*\nError: \ufffd\[31mwhy\n +at .*failing\.cjs:1:/,
    );
  });

  test.each(['1', '4'])('ends at Ctrl-C with what it has found, whole (%s jobs)', async (jobs) => {
    const folder = folderWith({
      ...Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.ipynb`, large])),
      '0.ipynb': unhealthy,
    });
    const child = start(['check', '--format', 'json', '-j', jobs], { folder });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stdout.once('data', () => child.kill('SIGINT'));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    expect(JSON.parse(String(Buffer.concat(out)))[0]).toMatchObject({ path: '0.ipynb' });
    expect(String(Buffer.concat(err))).toMatch(/^nbls: interrupted after \d+ of 200 notebooks\.\n$/);
  });
});

/** Takes some 50 ms to check. */
const large = JSON.stringify({
  cells: Array.from({ length: 3000 }, (_, index) => ({
    cell_type: 'code',
    execution_count: index + 1,
    metadata: {},
    outputs: [],
    source: `value_${index} = [name for name in range(${index})]\nprint(value_${index})`,
  })),
  metadata: {},
  nbformat: 4,
  nbformat_minor: 4,
});
