import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';

/** 500 real and broken notebooks that lie beside the project where it is developed; a user's clone has none. */
export const corpusFolder =
  process.env.NBPROJECT_CORPUS ?? path.join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus');

const present = existsSync(path.join(corpusFolder, 'EXPECTED.jsonl'));

/** Tests that need the corpus; where it is absent they are skipped, and say so. */
export function describeCorpus(name: string, tests: () => void): void {
  if (!present) console.warn(`skipped: ${name} (no corpus at ${corpusFolder}; set NBPROJECT_CORPUS to its folder)`);
  describe.skipIf(!present)(name, tests);
}

export function corpusLines<Line>(file: string): Line[] {
  if (!present) return [];
  return readFileSync(path.join(corpusFolder, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

export function corpusBytes(relativePath: string): Buffer {
  return readFileSync(path.join(corpusFolder, relativePath));
}
