import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNotebook } from '../support/notation.ts';
import { folderWith, nbls } from './program.ts';

/** A notebook with a title and a record, in which nothing is wrong but what its relatives make of it. */
function notebook(title: string, id: string, parent: string | null = null): string {
  const record = { nbproject: { id, time_init: '2024-05-31T09:30:00+00:00', version: 'draft', parent } };
  return writeNotebook(`--- markdown\n# ${title}\n--- metadata\n${JSON.stringify(record)}`).text;
}

const counts = notebook('Counts', 'aaaaaaaaaaaa');
const figures = notebook('Figures', 'bbbbbbbbbbbb', 'aaaaaaaaaaaa');

interface Found {
  readonly path: string;
  readonly code: string;
}

async function codesIn(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await nbls(['check', '--format', 'json', '--select', 'Lineage', ...args], { folder });
  return (JSON.parse(out) as readonly Found[]).map(({ path: file, code }) => `${file} ${code}`);
}

describe('A notebook is checked beside the others of its project', () => {
  test('which is the nearest folder with `.git`, whatever is named', async () => {
    const folder = folderWith({ '.git/HEAD': '', 'steps/counts.ipynb': counts, 'figures.ipynb': figures });
    expect(await codesIn(folder, 'figures.ipynb')).toEqual([]);
    expect(await codesIn(path.join(folder, 'steps'), '../figures.ipynb')).toEqual([]);
  });

  test('or with a configuration file, which may leave some out', async () => {
    const folder = folderWith({
      '.git/HEAD': '',
      'counts.ipynb': counts,
      'study/nbproject.toml': 'exclude = ["old/"]\n',
      'study/figures.ipynb': figures,
      'study/old/counts.ipynb': counts,
    });
    expect(await codesIn(folder, 'study/figures.ipynb')).toEqual(['study/figures.ipynb unknown-parent']);
  });

  test('else the folder that is named, or the current one', async () => {
    const folder = folderWith({ 'a/counts.ipynb': counts, 'a/b/figures.ipynb': figures });
    expect(await codesIn(folder, 'a')).toEqual([]);
    expect(await codesIn(folder, 'a/b/figures.ipynb')).toEqual([]);
    expect(await codesIn(folder, 'a/b')).toEqual(['a/b/figures.ipynb unknown-parent']);
  });

  test('of which a file that is missing may be the work', async () => {
    const reads = writeNotebook('--- code [1]\nopen("data.csv").read()\n').text;
    const writes = writeNotebook('--- code [1]\nopen("data.csv", "w").write("1")\n').text;
    const folder = folderWith({ 'reads.ipynb': reads, 'writes.ipynb': writes });
    const { out } = await nbls(['check', '--select', 'missing-data-file', 'reads.ipynb'], { folder });
    expect(out).toContain("`data.csv` is not there, from the notebook's folder. Run `writes.ipynb` first");
    expect(await codesIn(folderWith({ 'reads.ipynb': reads, 'data.csv': '1' }))).toEqual([]);
  });

  test('that comes in on standard input, too', async () => {
    const folder = folderWith({ 'counts.ipynb': counts });
    const args = ['check', '--select', 'Lineage', '--format', 'concise', '--stdin-filename', 'copy.ipynb'];
    const { out } = await nbls(args, { folder, input: counts });
    expect(out).toContain('duplicate-notebook-id');
  });

  test('with the same findings, however many threads check', async () => {
    // Code that takes a while, so that others are worth their start.
    const code = `--- code [1]\n${'value = [number ** 2 for number in range(10)]\n'.repeat(200)}`;
    const files = Object.fromEntries(
      Array.from({ length: 80 }, (_, number) => {
        const record = { nbproject: { id: `id${number % 70}`, parent: `id${(number * 7) % 100}` } };
        return [`${number}.ipynb`, writeNotebook(`${code}--- metadata\n${JSON.stringify(record)}`).text];
      }),
    );
    const folder = folderWith(files);
    const [one, three] = [await codesIn(folder, '--jobs', '1'), await codesIn(folder, '--jobs', '3')];
    expect(one).toContain('79.ipynb duplicate-notebook-id');
    expect(one).toContain('10.ipynb unknown-parent');
    expect(three).toEqual(one);
  });
});

describe('Other notebooks are read where they are needed, and only there', () => {
  test('for a notebook with a record, and then kept', async () => {
    const [folder, cache] = [folderWith({ 'counts.ipynb': counts }), folderWith({})];
    await nbls(['check'], { folder, environment: { XDG_CACHE_HOME: cache } });
    expect(existsSync(path.join(cache, 'nbproject', 'index'))).toBe(true);
  });

  test.each<[string, string, readonly string[]]>([
    ['without a record', writeNotebook('--- markdown\n# Title\n--- code [1]\nopen("data.csv").read()\n').text, []],
    ['where no rule asks', counts, ['--ignore', 'Lineage']],
    ['that is broken', counts.slice(0, -10), []],
  ])('not for one %s', async (_, content, args) => {
    const [folder, cache] = [folderWith({ 'a.ipynb': content, 'data.csv': '1' }), folderWith({})];
    await nbls(['check', ...args], { folder, environment: { XDG_CACHE_HOME: cache } });
    expect(existsSync(path.join(cache, 'nbproject', 'index'))).toBe(false);
  });

  test('and never all that is in the home folder', async () => {
    const folder = folderWith({ '.git/HEAD': '', 'figures.ipynb': figures, 'study/counts.ipynb': counts });
    const environment = { HOME: folder, USERPROFILE: folder };
    const { out, code } = await nbls(['check', '--select', 'Lineage', 'figures.ipynb'], { folder, environment });
    expect([code, out]).toEqual([0, expect.not.stringContaining('unknown-parent')]);
  });

  test('and no loss where nothing can be kept', async () => {
    const folder = folderWith({ 'figures.ipynb': figures, 'a file': '' });
    const environment = { XDG_CACHE_HOME: path.join(folder, 'a file') };
    const { out, err } = await nbls(['check', '--format', 'concise'], { folder, environment });
    expect(out).toContain('unknown-parent');
    expect(err).not.toContain('a file');
  });
});

test('nbls header names parents and children as the project has them', async () => {
  const folder = folderWith({ '.git/HEAD': '', 'steps/counts.ipynb': counts, 'figures.ipynb': figures });
  const { out } = await nbls(['header', 'figures.ipynb', '--json'], { folder });
  expect(JSON.parse(out).parents).toMatchObject([{ id: 'aaaaaaaaaaaa', title: 'Counts', version: 'draft' }]);
  expect((await nbls(['header', 'steps/counts.ipynb'], { folder })).out).toMatch(/children +bbbbbbbbbbbb \(Figures\)/);
});
