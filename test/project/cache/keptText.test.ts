import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { forget, keptText } from '../../../server/src/project/cache/index.ts';
import { folderWith } from '../../support/folder.ts';

const all = Number.POSITIVE_INFINITY;

describe('A text in the cache folder', () => {
  test('Should be there for the next run', async () => {
    const folder = path.join(folderWith({}), 'made when needed');
    expect(await keptText(folder, 'one', 'texts 1').load()).toBeUndefined();
    expect(await keptText(folder, 'one', 'texts 1').save('a\nb 😀')).toBeUndefined();
    expect(await keptText(folder, 'one', 'texts 1').load()).toBe('a\nb 😀');
  });

  test.each([
    ['another name', 'two', 'texts 1'],
    ['another version', 'one', 'texts 2'],
  ])('Should not be there under %s', async (_, name, what) => {
    const folder = folderWith({});
    await keptText(folder, 'one', 'texts 1').save('text');
    expect(await keptText(folder, name, what).load()).toBeUndefined();
  });

  test('Should not be there under another name in the same file', async () => {
    const folder = folderWith({});
    for (const name of ['one', 'two']) await keptText(folder, name, 'texts 1').save(name);
    const [first, second] = readdirSync(folder).map((file) => path.join(folder, file));
    writeFileSync(first!, readFileSync(second!));
    const loaded = await Promise.all(['one', 'two'].map((name) => keptText(folder, name, 'texts 1').load()));
    expect(loaded.filter((text) => text !== undefined)).toHaveLength(1);
  });
});

describe('The cache folder', () => {
  /** Texts that were used so many days ago, by name. */
  async function textsUsed(days: Readonly<Record<string, number>>): Promise<string> {
    const folder = folderWith({});
    for (const [name, ago] of Object.entries(days)) {
      const before = new Set(readdirSync(folder));
      await keptText(folder, name, 'texts').save('x'.repeat(1000));
      const file = readdirSync(folder).find((one) => !before.has(one));
      const time = new Date(Date.now() - ago * 24 * 60 * 60 * 1000);
      utimesSync(path.join(folder, file!), time, time);
    }
    return folder;
  }

  async function left(folder: string, names: readonly string[]): Promise<readonly string[]> {
    const loaded = await Promise.all(names.map((name) => keptText(folder, name, 'texts').load()));
    return names.filter((_, index) => loaded[index] !== undefined);
  }

  test('Should forget what nobody has used for two months', async () => {
    const folder = await textsUsed({ new: 1, older: 59, old: 61 });
    await forget(folder, all);
    expect(await left(folder, ['new', 'older', 'old'])).toEqual(['new', 'older']);
  });

  test('Should forget what was used longest ago, where it has too much', async () => {
    const folder = await textsUsed({ oldest: 4, newest: 2, older: 3 });
    await forget(folder, 2500);
    expect(await left(folder, ['newest', 'older', 'oldest'])).toEqual(['newest', 'older']);
  });

  test('Should not have to be there to be tidied', async () => {
    await expect(forget(path.join(folderWith({}), 'none'), all)).resolves.toBeUndefined();
  });
});
