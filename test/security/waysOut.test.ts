import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { editorIn } from '../support/study.ts';
import { askEverything } from './askEverything.ts';
import { hostileFolder, type Place, places } from './hostileFolder.ts';
import { arbitraryPayload, pieces } from './payloads.ts';
import { dotFaults, mermaidFaults, svgFaults } from './pictures.ts';
import { faultsIn } from './shown.ts';

/** What is wrong with what an editor is told and shown of a hostile notebook in a hostile folder. */
async function faultsWith(at: (place: Place) => string): Promise<readonly string[]> {
  const folder = folderWith(hostileFolder(at));
  const editor = await editorIn(folder);
  const uri = pathToFileURL(path.join(folder, 'hostile.ipynb')).href;
  await editor.openText(uri, readFileSync(path.join(folder, 'hostile.ipynb'), 'utf8'));
  const configuration = pathToFileURL(path.join(folder, 'nbproject.toml')).href;
  await editor.openText(configuration, readFileSync(path.join(folder, 'nbproject.toml'), 'utf8'), 'toml');
  await editor.diagnostics(configuration);
  const answers = await askEverything(editor, uri);
  const [mermaid, dot, svg] = answers.filter(isPicture).map(({ answer }) => answer);
  const pictures = [
    ...mermaidFaults(mermaid ?? 'no mermaid'),
    ...(await dotFaults(dot ?? '')),
    ...svgFaults(svg ?? '<nothing/>'),
  ];
  await editor.stop();
  return [...faultsIn(answers.filter((one) => !isPicture(one))), ...faultsIn(editor.messages), ...pictures];
}

function isPicture(said: unknown): said is { readonly answer: string } {
  const { method, answer } = said as { readonly method: string; readonly answer: unknown };
  return method === 'workspace/executeCommand' && typeof answer === 'string';
}

describe('Whatever a notebook, its folder and their names say, an editor', () => {
  test('Should be given nothing that acts, hides or reorders: each text at each place', async () => {
    // A few stand beside each other at a place; with each turn, at the next one.
    const groups = Array.from({ length: Math.ceil(pieces.length / 4) }, (_, at) => pieces.slice(at * 4, at * 4 + 4));
    for (const turn of groups.keys()) {
      const faults = await faultsWith(
        (place) => groups[(turn + places.indexOf(place)) % groups.length]?.join(' ') ?? '',
      );
      expect(faults).toEqual([]);
    }
  });

  test('Should be given nothing that acts, hides or reorders: whatever is put together', async () => {
    const arbitrary = fc.array(arbitraryPayload, { minLength: places.length, maxLength: places.length });
    await fc.assert(
      fc.asyncProperty(arbitrary, async (payloads) => {
        expect(await faultsWith((place) => payloads[places.indexOf(place)] ?? '')).toEqual([]);
      }),
      { numRuns: 3, endOnFailure: true, seed: Number(process.env.NBPROJECT_FUZZ_SEED ?? 1) },
    );
  });
});
