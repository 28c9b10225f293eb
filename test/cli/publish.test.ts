import { chmodSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNotebook } from '../support/notation.ts';
import { folderWith, nbls, program } from './program.ts';
import { runInTerminal } from './pseudoTerminal.ts';

const tidy = writeNotebook('--- markdown\n# Title\n--- code [1]\nx = 1').text;
const disordered = writeNotebook('--- markdown\n# Title\n--- code [4]\nx = 1').text;
const untitled = writeNotebook('--- code [1]\nx = 1').text;
const erroneous = writeNotebook('--- markdown\n# Title\n--- code [1]\nx = (').text;

function recordIn(folder: string, file: string): Record<string, unknown> | undefined {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')).metadata.nbproject;
}

describe('nbls publish', () => {
  test('Should write the record and nothing else, and count the version up when cells have changed', async () => {
    const folder = folderWith({ 'a.ipynb': tidy });
    const file = path.join(folder, 'a.ipynb');
    const first = await nbls(['publish', 'a.ipynb'], { folder });
    expect(first).toEqual({ code: 0, out: 'a.ipynb: published as version 1\n', err: '' });
    const written = JSON.parse(readFileSync(file, 'utf8'));
    expect(written.metadata.nbproject).toMatchObject({
      version: '1',
      pypackage: {},
      source_sha256: expect.any(String),
    });
    expect({ ...written, metadata: {} }).toEqual(JSON.parse(tidy));

    const again = await nbls(['publish', 'a.ipynb'], { folder });
    expect(again.out).toBe('a.ipynb: published as version 1\n');
    const changed = folderWith({ 'a.ipynb': readFileSync(file, 'utf8').replace('x = 1', 'x = 2') });
    expect((await nbls(['publish', 'a.ipynb'], { folder: changed })).out).toBe('a.ipynb: published as version 2\n');
    expect(recordIn(changed, 'a.ipynb')).toMatchObject({ version: '2', id: written.metadata.nbproject.id });
  });

  test('Should publish the others where some cannot be, name those, and exit with 1', async () => {
    const folder = folderWith({
      'broken.ipynb': '{',
      'tidy.ipynb': tidy,
      'untitled.ipynb': untitled,
      'erroneous.ipynb': erroneous,
      'disordered.ipynb': disordered,
      'folder/x.ipynb': tidy,
    });
    const files = ['broken.ipynb', 'disordered.ipynb', 'erroneous.ipynb', 'folder', 'untitled.ipynb', 'tidy.ipynb'];
    const { code, out, err } = await nbls(['publish', ...files], { folder });
    expect([code, out]).toEqual([1, 'tidy.ipynb: published as version 1\n']);
    expect(err.replace(/ {2}Cell.*\n/g, '').split('\n')).toEqual([
      'broken.ipynb: not published: The text is no complete notebook. Mend its JSON first.',
      'disordered.ipynb: not published: The cells were not run one after the other. Restart the kernel and run all. --yes publishes it anyway.',
      expect.stringMatching(
        /^erroneous.ipynb: not published: The notebook has an error: Cell 2: .* --yes publishes it anyway\.$/,
      ),
      'folder: not published: This is a folder, not a notebook.',
      'untitled.ipynb: not published: The notebook has no title. Begin its first cell with `# ` and a title.',
      '',
    ]);
    expect(recordIn(folder, 'disordered.ipynb')).toBeUndefined();
  });

  test('Should publish with --yes what has errors or was not run in order, but nothing without a title', async () => {
    const folder = folderWith({ 'a.ipynb': disordered, 'b.ipynb': erroneous, 'c.ipynb': untitled });
    const { code, out } = await nbls(['publish', '--yes', '--json', 'a.ipynb', 'b.ipynb', 'c.ipynb'], { folder });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { path: 'a.ipynb', status: 'published', version: '1' },
      { path: 'b.ipynb', status: 'published', version: '1' },
      { path: 'c.ipynb', status: 'refused', reason: 'no-title', message: expect.any(String), findings: [] },
    ]);
  });

  test('Should take the version or the step that is given, a lower one only by force', async () => {
    const folder = folderWith({ 'a.ipynb': tidy });
    const versions = [];
    for (const options of [
      ['--set-version', '2.1.0'],
      ['--bump', 'major'],
      ['--set-version=1'],
      ['--set-version', '1', '--force'],
    ]) {
      const { code } = await nbls(['publish', 'a.ipynb', ...options], { folder });
      versions.push([code, recordIn(folder, 'a.ipynb')?.version]);
    }
    expect(versions).toEqual([
      [0, '2.1.0'],
      [0, '3.0.0'],
      [1, '3.0.0'],
      [0, '1'],
    ]);
  });

  test.each([
    [[], 'takes the notebooks to publish'],
    [['a.ipynb', 'none.ipynb'], 'there is no file none.ipynb'],
    [['a.ipynb', '--bump', 'big'], '--bump takes one of next, patch, minor, major'],
    [['a.ipynb', '--bump', 'next', '--set-version', '2'], 'exclude each other'],
    [['a.ipynb', '--force'], '--force goes with --set-version'],
    [['a.ipynb', '--version', '2'], 'unknown option --version'],
  ])('Should exit with 2 and write nothing when it is called with %j', async (args, problem) => {
    const folder = folderWith({ 'a.ipynb': tidy });
    const { code, out, err } = await nbls(['publish', ...args], { folder });
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(problem)]);
    expect(recordIn(folder, 'a.ipynb')).toBeUndefined();
  });

  test('Should keep links and modes, and say so where a file cannot be written', async () => {
    const folder = folderWith({ 'real.ipynb': tidy, 'locked.ipynb': tidy });
    symlinkSync('real.ipynb', path.join(folder, 'link.ipynb'));
    chmodSync(path.join(folder, 'real.ipynb'), 0o640);
    chmodSync(path.join(folder, 'locked.ipynb'), 0o444);
    const { out, err } = await nbls(['publish', 'link.ipynb', 'locked.ipynb'], { folder });
    expect(out).toContain('link.ipynb: published as version 1\n');
    expect(readlinkSync(path.join(folder, 'link.ipynb'))).toBe('real.ipynb');
    expect(statSync(path.join(folder, 'real.ipynb')).mode & 0o777).toBe(0o640);
    expect(recordIn(folder, 'real.ipynb')).toMatchObject({ version: '1' });
    if (process.getuid?.() === 0) console.warn('skipped: root may write to any file');
    else expect(err).toMatch(/^locked\.ipynb: not published: The file is as it was: .*\.\n$/);
  });

  test.each([
    ['y\n', 'published'],
    ['YES\n', 'published'],
    ['n\n', 'not published'],
    ['\n', 'not published'],
  ])('Should ask at a terminal, and take %j for an answer', async (typed, outcome) => {
    const folder = folderWith({ 'a.ipynb': disordered });
    const screen = await runInTerminal(
      [process.execPath, program, 'publish', 'a.ipynb'],
      folder,
      { NO_COLOR: '1' },
      typed,
    );
    if (screen === undefined) return;
    expect(screen).toContain('Publish anyway? [y/N]');
    expect(screen).toContain(`a.ipynb: ${outcome}`);
    expect(recordIn(folder, 'a.ipynb') !== undefined).toBe(outcome === 'published');
  });
});
