import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  loadScriptEditor,
  loadScriptReader,
  type Notebook,
  type Script,
  scriptNotebook,
  Text,
} from '../../../server/src/notebook/index.ts';
import { extensions, headed, names, scriptPiece, scriptText } from './arbitraryScript.ts';

const read = await loadScriptReader();
const edit = await loadScriptEditor();

/** More by hand; each takes a few milliseconds. */
const runs = Number(process.env.NBPROJECT_SCRIPT_EDITS ?? 150);

/** What is typed, pasted or deleted at a place, as a part of the text's length. */
const change = fc.record({
  at: fc.integer({ min: 0, max: 1000 }).map((part) => part / 1000),
  length: fc.constantFrom(0, 0, 1, 1, 2, 10, 60),
  newText: fc.oneof(
    fc.constantFrom('', 'x', ' ', '\n', '\r', '#', '%', '`', '"', '-', '+', 'x = 1\n', '\n\n'),
    scriptPiece.map((piece) => `${piece}\n`),
  ),
});

/** Below the header, since what changes that is read anew. */
function changed(
  text: Text,
  from: number,
  { at, length, newText }: { at: number; length: number; newText: string },
): Text {
  const start = from + Math.floor(at * Math.max(0, text.length - from));
  return text.replace(start, Math.min(start + length, text.length), newText);
}

/** All that is known of a script, with the places of every character. */
function told(script: Script | undefined): unknown {
  if (!script) return undefined;
  const { format, cells, ...rest } = script;
  return {
    ...rest,
    format: { ...format, header: format.header?.content },
    cells: cells.map(({ source, ...cell }) => ({
      ...cell,
      text: source.text,
      places: Array.from({ length: source.text.length + 1 }, (_, at) => [source.scriptStart(at), source.scriptEnd(at)]),
    })),
  };
}

function expectSame(
  content: string,
  changes: readonly Parameters<typeof changed>[2][],
  from: number,
  extension: string,
) {
  let text = Text.from(content);
  let script = read(content, extension);
  const saved = script && savedAs(script);
  let paired = script && scriptNotebook('x', script, saved, undefined);
  for (const one of changes) {
    const after = changed(text, from, one);
    const anew = read(after.toString(), extension);
    script = script ? edit(script, text, after, extension) : anew;
    text = after;
    expect(told(script)).toEqual(told(anew));
    paired = script && scriptNotebook('x', script, saved, paired);
    const { notebook, twins } = (anew && scriptNotebook('x', anew, saved, undefined)) ?? {};
    expect([paired?.notebook, paired?.twins]).toEqual([notebook, twins]);
  }
}

/** The notebook's file as it is when all cells were run and the script was saved. */
function savedAs(script: Script): Notebook {
  const { notebook } = scriptNotebook('x', script, undefined, undefined);
  const cells = notebook.cells.map((cell, index) => ({ ...cell, id: `cell-${index}`, executionCount: index + 1 }));
  return { ...notebook, cells };
}

describe('A script that is edited', () => {
  const body = fc.array(scriptText, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n\nx\n'));
  const changes = fc.array(change, { minLength: 1, maxLength: 8 });

  it('Should be what reading all of it gives, in every format, with the same notebook', () => {
    fc.assert(
      fc.property(
        body,
        changes,
        fc.constantFrom(...extensions),
        fc.constantFrom(...names),
        (text, list, extension, name) => {
          expectSame(headed(extension, name, text), list, headed(extension, name, '').length, extension);
        },
      ),
      { numRuns: runs },
    );
  });

  it('Should be what reading all of it gives where its marks alone tell the format', () => {
    fc.assert(
      fc.property(body, changes, fc.constantFrom(...extensions), (text, list, extension) => {
        expectSame(`x = 1\n\n# %%\ny = 2\n${text}`, list, 0, extension);
      }),
      { numRuns: runs },
    );
  });

  it('Should see that a fence far above is closed now, and counts', () => {
    const open = '# %% [markdown]\n# ```\n\n';
    const text = Text.from(`x = 1\n\n${open}${'# %%\ny = 2\n\n'.repeat(20)}# %% [markdown]\n# words\n`);
    const script = read(text.toString(), '.py');
    if (!script) throw new Error('no script');
    const closed = text.replace(text.length, text.length, '# ```\n');
    expect(script.cells.length - (edit(script, text, closed, '.py')?.cells.length ?? 0)).toBe(21);
    expect(told(edit(script, text, closed, '.py'))).toEqual(told(read(closed.toString(), '.py')));
  });
});
