import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandLinePage } from '../../server/src/cli/documentation.ts';
import { formats } from '../../server/src/cli/reporters/index.ts';

const docs = path.join(import.meta.dirname, '..', '..', 'docs');

test('docs/command-line.md says what the commands say of themselves (else: npm run docs)', () => {
  expect(readFileSync(path.join(docs, 'command-line.md'), 'utf8')).toBe(commandLinePage());
});

test('docs/ci.md has a row for each format, and for no other', () => {
  const [, section = ''] = readFileSync(path.join(docs, 'ci.md'), 'utf8').split('## Formats');
  const rows = [...section.matchAll(/^\| (`.*?`) \|/gm)].map(([, cell = '']) => cell.replaceAll('`', ''));
  expect(
    rows
      .flatMap((cell) => cell.split(', '))
      .filter((name) => !name.startsWith('--'))
      .sort(),
  ).toEqual([...formats].sort());
});
