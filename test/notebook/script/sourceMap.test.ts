import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadScriptReader, type Script } from '../../../server/src/notebook/index.ts';
import { extensions, headed, names, scriptText } from './arbitraryScript.ts';

const readScript = await loadScriptReader();

describe('Where the sources of cells lie in a script', () => {
  it('Should find every character of every source, in every format', () => {
    fc.assert(
      fc.property(scriptText, fc.constantFrom(...extensions), fc.constantFrom(...names), (body, extension, name) => {
        const written = headed(extension, name, body);
        const script = readScript(written, undefined);
        expect(script?.format.name).toBe(name);
        expectPlaces(written, script as Script);
      }),
      { numRuns: 1000 },
    );
  });

  it('Should read any text without a header, or leave it alone', () => {
    fc.assert(
      fc.property(scriptText, fc.constantFrom(undefined, ...extensions), (written, expected) => {
        const script = readScript(written, expected);
        if (script) expectPlaces(written, script);
      }),
      { numRuns: 1000 },
    );
  });
});

function expectPlaces(written: string, { cells }: Script): void {
  const wrong: string[] = [];
  let end = 0;
  for (const [index, cell] of cells.entries()) {
    const { source, start } = cell;
    if (start < end || cell.end < start) wrong.push(`cell ${index} lies from ${start} to ${cell.end}, behind ${end}`);
    end = cell.end;
    for (let offset = 0; offset <= source.text.length; offset++) {
      const place = source.scriptStart(offset);
      if (place < start || place > written.length) wrong.push(`cell ${index}: ${offset} is at ${place}`);
      const isWritten = offset < source.text.length && source.scriptEnd(offset + 1) > place;
      if (isWritten && (written[place] !== source.text[offset] || source.scriptEnd(offset + 1) !== place + 1))
        wrong.push(`cell ${index}: ${source.text[offset]} is at ${place}, where ${written[place]} stands`);
      if (isWritten && source.sourceOffset(place) !== offset) wrong.push(`cell ${index}: ${place} is not ${offset}`);
    }
  }
  if (end > written.length) wrong.push(`the last cell ends at ${end} of ${written.length}`);
  expect(wrong).toEqual([]);
}
