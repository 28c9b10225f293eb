import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadScriptReader, type Script } from '../../../server/src/notebook/index.ts';

const readScript = await loadScriptReader();

/** What makes reading hard: markers, fences, headers, quotes, magics, blank lines, every line break. */
const piece = fc.constantFrom(
  ...['# %%', '# %% [markdown] a="b"', '# %% language="bash"', '# +', '# -', '# + [raw]', '"""', "r'''", '```python'],
  ...['```{python}', '```', '````', '```{code-cell}', ':tags: [a]', '+++', '<!-- #region -->', '<!-- #endregion -->'],
  ...[
    '---',
    'jupyter:',
    '  jupytext:',
    'title: x',
    '# ---',
    '# jupyter:',
    '# %time',
    '%%bash',
    '!ls',
    '# # %x',
    '# # +',
  ],
  ...['#', '# words é😀', 'x = 1', '  y', '', '', '    ', '\t', '<div>', '- a', '  ```', '> q', '\ufeff', '\u2028'],
);
const text = fc
  .array(fc.tuple(piece, fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')), { maxLength: 40 })
  .map((lines) => lines.flat().join(''));

const extensions = ['.py', '.R', '.jl', '.scala', '.ml', '.md', '.Rmd', '.qmd', '.myst'] as const;
const names = ['percent', 'hydrogen', 'light', 'markdown', 'rmarkdown', 'quarto', 'myst'] as const;

/** With a header that says the format, so that every format meets every text. */
function headed(extension: string, name: string, body: string): string {
  const comment = { '.scala': '// ', '.ml': '(* ' }[extension] ?? (/^\.(?:py|R|jl)$/.test(extension) ? '# ' : '');
  const suffix = extension === '.ml' ? ' *)' : '';
  const header = [
    '---',
    'jupyter:',
    '  jupytext:',
    `    text_representation: {extension: ${extension}, format_name: ${name}}`,
    '---',
  ];
  return `${header.map((line) => comment + line + suffix).join('\n')}\n\n${body}`;
}

describe('Where the sources of cells lie in a script', () => {
  it('Should find every character of every source, in every format', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...extensions), fc.constantFrom(...names), (body, extension, name) => {
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
      fc.property(text, fc.constantFrom(undefined, ...extensions), (written, expected) => {
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
