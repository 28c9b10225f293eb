import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { leadsElsewhere } from '../../../server/src/project/files/links.ts';
import { folderWith } from '../../support/folder.ts';

test.each([
  ['a file', 'sub/file.toml', false],
  ['nothing', 'sub/missing.toml', false],
  ['a link below its folder', 'sub/below.toml', false],
  ['a link to a file of its name above', 'sub/above.toml', false],
  ['a link to nothing', 'sub/broken.toml', false],
  ['a link to another file above', 'sub/other.toml', true],
  ['a link to a file of its name beside', 'sub/beside.toml', true],
  ['a link through a link', 'sub/twice.toml', true],
])('Should tell whether a link leads elsewhere: %s', (_, name, elsewhere) => {
  const folder = folderWith({
    'above.toml': '',
    'different.toml': '',
    'beside/beside.toml': '',
    'sub/file.toml': '',
    'sub/deeper/below.toml': '',
  });
  const link = (from: string, to: string) => symlinkSync(to, path.join(folder, 'sub', from));
  link('below.toml', 'deeper/below.toml');
  link('above.toml', '../above.toml');
  link('broken.toml', 'nowhere.toml');
  link('other.toml', '../different.toml');
  link('beside.toml', '../beside/beside.toml');
  link('twice.toml', 'other.toml');
  expect(leadsElsewhere(path.join(folder, name))).toBe(elsewhere);
});
