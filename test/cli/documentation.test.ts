import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandLinePage } from '../../server/src/cli/documentation.ts';

const docs = path.join(import.meta.dirname, '..', '..', 'docs');

test('docs/command-line.md says what the commands say of themselves (else: npm run docs)', () => {
  expect(readFileSync(path.join(docs, 'command-line.md'), 'utf8')).toBe(commandLinePage());
});
