import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandLinePage } from '../../server/src/cli/documentation.ts';

const page = path.join(import.meta.dirname, '..', '..', 'docs', 'command-line.md');

test('docs/command-line.md says what the commands say of themselves (else: npm run docs)', () => {
  expect(readFileSync(page, 'utf8')).toBe(commandLinePage());
});
