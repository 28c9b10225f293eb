import { expect, test } from 'vitest';
import { originalOf } from '../../server/src/lineage/index.ts';

const may = '2024-05-31T09:30:00+00:00';
const june = '2024-06-30T09:30:00+00:00';

function twin(file: string, published: string | null = null) {
  return { file, published };
}

test.each([
  ['has no name of a copy', twin('/p/deep/counts.ipynb'), twin('/p/counts-Copy1.ipynb')],
  ['has no name of a copy, though published later', twin('/p/counts.ipynb', june), twin('/p/counts copy 2.ipynb', may)],
  ['was published', twin('/p/deep/counts.ipynb', june), twin('/p/counts.ipynb')],
  ['was published first', twin('/p/deep/counts.ipynb', may), twin('/p/counts.ipynb', june)],
  ['lies higher', twin('/p/counts_v2.ipynb', may), twin('/p/old/counts.ipynb', may)],
  ['has the shorter name', twin('/p/counts.ipynb'), twin('/p/counts_v2.ipynb')],
  ['comes first, where nothing else decides', twin('/p/a.ipynb'), twin('/p/b.ipynb')],
])('Should take for the original the one that %s', (_, original, copy) => {
  expect(originalOf([original, copy])).toBe(original);
  expect(originalOf([copy, original])).toBe(original);
});

test.each([
  'x-Copy1',
  'x-Copy12',
  'x copy',
  'x copy 2',
  'x_copy',
  'x - Copy',
  'x - Copy (2)',
  'x (1)',
  'Copy of x',
  'Copy (2) of x',
])('Should know a copy by its name: %s', (name) => {
  const original = twin('/p/a/long/way/to/x.ipynb');
  expect(originalOf([twin(`/p/${name}.ipynb`), original])).toBe(original);
});

test.each(['photocopy', 'copy', 'f(2)'])('Should not take for a copy: %s', (name) => {
  const plain = twin(`/p/${name}.ipynb`);
  expect(originalOf([plain, twin('/p/a/long/way/to/x.ipynb')])).toBe(plain);
});
