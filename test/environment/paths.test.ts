import { expect, test } from 'vitest';
import { innermostAround, isWithin } from '../../server/src/environment/paths.ts';

test('Should be within a folder what is the folder itself or below it, and nothing whose name only begins alike', () => {
  expect(isWithin('/study', '/study')).toBe(true);
  expect(isWithin('/study', '/study/raw/ants.ipynb')).toBe(true);
  expect(isWithin('/study', '/study/..ants.ipynb')).toBe(true);
  expect(isWithin('/study', '/study-2/ants.ipynb')).toBe(false);
  expect(isWithin('/study', '/study/../ants.ipynb')).toBe(false);
});

test('Should find the innermost of the folders that a path is in', () => {
  const folders = ['/study', '/study/raw', '/study/raw-2'];
  expect(innermostAround(folders, '/study/raw/ants.ipynb')).toBe('/study/raw');
  expect(innermostAround(folders, '/study/ants.ipynb')).toBe('/study');
  expect(innermostAround(folders, '/other/ants.ipynb')).toBeUndefined();
});
