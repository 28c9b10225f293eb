import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { surroundingsFinder } from '../../server/src/cli/analysis/surroundings.ts';
import { configuredRun, runSettings } from '../../server/src/cli/configuration/configuredRun.ts';
import { publishFile } from '../../server/src/cli/publish/publishFile.ts';
import { noOwnSettings } from '../../server/src/project/configuration/index.ts';
import type { Questions } from '../../server/src/record/index.ts';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';

const disordered = writeNotebook('--- markdown\n# Title\n--- code [4]\nx = 1').text;

function publish(file: string, questions: Partial<Questions>) {
  const context = {
    settings: runSettings(configuredRun([file], () => undefined, noOwnSettings)),
    surroundingsOf: surroundingsFinder(async () => undefined),
  };
  const nobody: Questions = { proceed: async () => 'cannot ask', version: async () => 'cannot ask' };
  return publishFile({ file, script: undefined, difference: undefined }, {}, { ...nobody, ...questions }, context);
}

describe('A file that is published', () => {
  test('Should be left as it is where somebody changes it while the question is open', async () => {
    const file = path.join(folderWith({ 'a.ipynb': disordered }), 'a.ipynb');
    const changed = disordered.replace('x = 1', 'x = 2');
    const proceed = async () => {
      writeFileSync(file, changed);
      return 'yes' as const;
    };
    expect(await publish(file, { proceed })).toMatchObject({ status: 'refused', reason: 'stale' });
    expect(readFileSync(file, 'utf8')).toBe(changed);
  });

  test('Should keep its mark, its line ends, its escapes and its missing final newline', async () => {
    const text = `\ufeff${disordered.replace('Title', 'T\\u00eftle').replaceAll('\n', '\r\n').trimEnd()}`;
    const file = path.join(folderWith({ 'a.ipynb': text }), 'a.ipynb');
    expect(await publish(file, { proceed: async () => 'yes' })).toEqual({ status: 'published', version: '1' });
    const written = readFileSync(file, 'utf8');
    const metadata = text.lastIndexOf('"metadata": {}');
    expect(written.startsWith(text.slice(0, metadata + '"metadata": {'.length))).toBe(true);
    expect(written.endsWith(text.slice(metadata + '"metadata": {'.length))).toBe(true);
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});
