import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handMadeEnvironment, link, temporaryFolder, wheel, write } from './disk.ts';
import { findEnvironment, provider } from './machine.ts';

const site = '.venv/lib/python3.11/site-packages';

async function readWith(files: Record<string, string>) {
  return findEnvironment({ folder: write(temporaryFolder(), { ...handMadeEnvironment('.venv'), ...files }) });
}

describe('malformed metadata', () => {
  test.each([
    ['', []],
    ['\n', []],
    ['Version: 1\n', []],
    ['Name: one\n', ['one undefined']],
    ['Version: 1\nName: one\n\nName: two\n', ['one 1']],
    ['name: one\nVERSION:2\n', ['one 2']],
    ['Name: one\r\nVersion: 1\r\n\r\n', ['one 1']],
    ['\ufeffName: one\nVersion: 1\n', ['one 1']],
    ['Summary: x\n  Name: not\nName: one\nVersion: 1\n', ['one 1']],
    ['Name: one\nno header\nVersion: 1\n', ['one undefined']],
    ['\0\u0001\ufffd', []],
    [`Summary: ${'x'.repeat(100_000)}\nName: one\nVersion: 1\n`, ['one 1']],
  ])('Should give of %j what there is', async (text, expected) => {
    const { packages } = await readWith({ [`${site}/one-1.dist-info/METADATA`]: text });
    expect(packages.distributions.map((one) => `${one.name} ${one.version}`)).toEqual(expected);
  });

  test('Should pass over folders, pipes and links in the place of files', async () => {
    const folder = write(temporaryFolder(), {
      ...handMadeEnvironment('.venv'),
      ...wheel(site, 'good', '1', ['good.py']),
      [`${site}/one-1.dist-info/METADATA/`]: '',
      [`${site}/two-1.dist-info/`]: '',
      [`${site}/three-1.dist-info`]: '',
      [`${site}/four.pth/`]: '',
    });
    link(join(folder, site, 'loop.dist-info'), join(folder, site, 'loop.dist-info'));
    symlinkSync('/dev/zero', join(folder, site, 'endless.egg-info'));
    symlinkSync('/dev/zero', join(folder, site, 'endless.pth'));
    execFileSync('sh', ['-c', 'mkfifo pipe.egg-info pipe.pth'], { cwd: join(folder, site) });
    const { packages } = await findEnvironment({ folder });
    expect(packages.distributions.map((one) => one.name)).toEqual(['good']);
  });

  test('Should read any bytes without failing', async () => {
    const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array).toString('latin1'));
    const lines = fc.array(
      fc.oneof(
        bytes,
        fc.constantFrom(
          '..',
          '/',
          '.',
          'a,b,c',
          '"',
          '"a',
          'home = ',
          '={',
          'import x',
          '~',
          '{"dir_info":{"editable":true},"url":5}',
        ),
      ),
      { maxLength: 6 },
    );
    const text = lines.map((parts) => parts.join('\n'));
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(text, text, text, text, text),
        async ([configuration, metadata, record, paths, origin]) => {
          const environment = await readWith({
            '.venv/pyvenv.cfg': configuration,
            [`${site}/a-1.dist-info/METADATA`]: `Name: a\n${metadata}`,
            [`${site}/a-1.dist-info/RECORD`]: record,
            [`${site}/a-1.dist-info/direct_url.json`]: origin,
            [`${site}/b.dist-info/METADATA`]: metadata,
            [`${site}/__editable___a_finder.py`]: `MAPPING = ${record}`,
            [`${site}/a.pth`]: paths.replaceAll(/^\.?\/+$/gm, ''),
          });
          provider(environment, 'a.b');
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('environments that lead astray', () => {
  test('Should not follow a virtual environment whose home is itself, or another that leads back', async () => {
    const folder = temporaryFolder();
    const configuration = (home: string) =>
      `home = ${folder}/${home}/bin\ninclude-system-site-packages = true\nversion = 3.11.1\n`;
    write(folder, { ...handMadeEnvironment('.venv'), ...handMadeEnvironment('venv') });
    write(folder, { '.venv/pyvenv.cfg': configuration('venv'), 'venv/pyvenv.cfg': configuration('.venv') });
    expect((await findEnvironment({ folder })).interpreter.prefix).toBe(join(folder, '.venv'));
    write(folder, { '.venv/pyvenv.cfg': configuration('.venv') });
    expect((await findEnvironment({ folder })).interpreter.prefix).toBe(join(folder, '.venv'));
  });

  test('Should end with links that lead in a circle', async () => {
    const folder = write(temporaryFolder(), { ...handMadeEnvironment('venv'), '.venv/pyvenv.cfg': 'home = .\n' });
    link(join(folder, '.venv/bin/python'), join(folder, '.venv/bin/python3'));
    link(join(folder, '.venv/bin/python3'), join(folder, '.venv/bin/python'));
    expect((await findEnvironment({ folder })).interpreter.prefix).toBe(join(folder, 'venv'));
  });

  test('Should not follow the .pth files of what a .pth file adds, nor itself', async () => {
    const { packages } = await readWith({
      [`${site}/a.pth`]: '.\n./b\n../site-packages/b\nb\n',
      [`${site}/b/b.pth`]: '..\n../c\n',
      [`${site}/c/`]: '',
    });
    expect(packages.searchPath.folders.map((path) => path.split('/').at(-1))).toEqual(['site-packages', 'b']);
  });

  test('Should never run, nor be upset by, the code in a .pth file', async () => {
    const { packages } = await readWith({
      [`${site}/a.pth`]: 'import os; os.abort()\nimport\tos\nimported\n',
      [`${site}/imported/`]: '',
    });
    expect(packages.searchPath.folders.map((path) => path.split('/').at(-1))).toEqual(['site-packages', 'imported']);
  });

  test('Should read no more of a huge file than is allowed', async () => {
    const folder = write(temporaryFolder(), {
      ...handMadeEnvironment('.venv'),
      [`${site}/big.pth`]: '',
      [`${site}/big-1.dist-info/METADATA`]: 'Name: big\nVersion: 1\n\n',
      [`${site}/big-1.dist-info/top_level.txt`]: 'big\n',
      [`${site}/big-1.dist-info/RECORD`]: 'big/__init__.py,,\n',
    });
    for (const file of [
      'pyvenv.cfg',
      'lib/python3.11/site-packages/big.pth',
      'lib/python3.11/site-packages/big-1.dist-info/METADATA',
      'lib/python3.11/site-packages/big-1.dist-info/top_level.txt',
      'lib/python3.11/site-packages/big-1.dist-info/RECORD',
    ]) {
      truncateSync(join(folder, '.venv', file), 2 ** 40);
    }
    const before = process.memoryUsage().rss;
    const environment = await findEnvironment({ folder });
    expect(environment.packages.byName.get('big')?.version).toBe('1');
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
  });

  test('Should not add more folders than a search path can bear', async () => {
    const folders = Array.from({ length: 1_100 }, (_, index) => `d${index}`);
    const { packages } = await readWith({
      [`${site}/many.pth`]: folders.join('\n'),
      ...Object.fromEntries(folders.map((name) => [`${site}/${name}/`, ''])),
    });
    expect(packages.searchPath.folders.length).toBe(1_000);
  });
});
