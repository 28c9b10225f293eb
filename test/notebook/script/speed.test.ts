import { describe, expect, it } from 'vitest';
import { loadScriptEditor, loadScriptReader, Text } from '../../../server/src/notebook/index.ts';

const readScript = await loadScriptReader();
const editScript = await loadScriptEditor();

/** Lines that would be looked at again and again if a reader were not careful. */
const lines = [
  '# %% [markdown]\n# ````\n',
  '# %%\nx = 1\n',
  '# +\n',
  '# + [markdown]\n# words\n\n',
  '\n',
  '  x\n\n',
  '"""\n',
  '#\n',
  '<!-- #region -->\n',
  '```python\n',
  '```{python}\n',
  '```{code-cell}\n:a: 1\n```\n',
  '+++\n',
  '<div>\n+++\n',
  '- ```\n',
  ` \`\`\`\n${'> '.repeat(200)}x\n`,
  `# %% ${'a='.repeat(50)}\n`,
];
const beginnings = ['# %% ', '# + ', '# ', '```', '```{python', '```python ', '<!-- #region ', '# ---\n# x', '---\n'];
const parts = ['a=', '# ', '{', '} ', '" ', ' ', '%', '?', '-->', '`', '+ ', '[markdown] ', "a='b' "];

const formats = [
  ['.py', 'percent', '# '],
  ['.py', 'light', '# '],
  ['.md', 'markdown', ''],
  ['.Rmd', 'rmarkdown', ''],
  ['.qmd', 'quarto', ''],
  ['.md', 'myst', ''],
] as const;

describe('The time that reading a script takes', () => {
  describe.each(formats)('%s %s', (extension, name, comment) => {
    const header = `${comment}---\n${comment}jupyter:\n${comment}  jupytext: {text_representation: {extension: ${extension}, format_name: ${name}}}\n${comment}---\n`;

    it('Should be linear in the number of lines', () => {
      for (const line of lines) expectLinear((count) => header + line.repeat(count * 250), line);
    });

    it('Should be linear in the length of a line', () => {
      for (const begin of beginnings) {
        for (const part of parts)
          expectLinear((count) => `${header}${begin}${part.repeat(count * 2000)}x\n`, begin + part);
      }
    });
  });
});

describe('The time that a line takes where a script says what marks its cells', () => {
  it.each(['x, ', ' ,x', '   ,   '])('Should be linear in its length: %j', (markers) => {
    const header = `# ---\n# jupyter:\n#   jupytext:\n#     cell_markers: "${markers}"\n#     text_representation: {extension: .py, format_name: light}\n# ---\n\n`;
    expectLinear((count) => `${header}# ${' '.repeat(count * 2000)}\u2028x\n`, markers);
  });
});

describe('The time that a keystroke in a script takes', () => {
  const cells: Readonly<Record<(typeof formats)[number][1], string>> = {
    percent: '# %%\nx = 1\ny = x + 2\n\n',
    light: 'x = 1\ny = x + 2\n\n',
    markdown: 'Words\n\n```python\nx = 1\n```\n\n',
    rmarkdown: 'Words\n\n```{python}\nx = 1\n```\n\n',
    quarto: 'Words\n\n```{python}\nx = 1\n```\n\n',
    myst: 'Words\n\n```{code-cell}\nx = 1\n```\n\n',
  };

  // What Quarto reads is split at its fences and little else: all of it takes hardly longer.
  const costly = formats.filter(([, name]) => name !== 'quarto');

  it.each(costly)('Should be a small part of that of reading it: %s %s', (extension, name, comment) => {
    const header = `${comment}---\n${comment}jupyter:\n${comment}  kernelspec: {name: python3, language: python}\n${comment}  jupytext: {text_representation: {extension: ${extension}, format_name: ${name}}}\n${comment}---\n\n`;
    let text = Text.from(header + cells[name].repeat(1500));
    let script = readScript(text.toString(), extension);
    if (!script) throw new Error('no script');
    const at = text.toString().indexOf('x = 1', text.length / 2);
    const times = { key: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY };
    for (let round = 0; round < 20; round++) {
      const after = text.replace(at, at, 'x');
      let begin = performance.now();
      script = editScript(script, text, after, extension) ?? script;
      times.key = Math.min(times.key, performance.now() - begin);
      text = after;
      begin = performance.now();
      readScript(text.toString(), extension);
      times.all = Math.min(times.all, performance.now() - begin);
    }
    expect(script.cells.length).toBeGreaterThanOrEqual(1500);
    // Ten times and more where nothing else runs.
    expect(times.all / times.key).toBeGreaterThan(2);
  });
});

/** Eight times the text: a quadratic reader takes 64 times as long. Below 20 ms the clock says nothing. */
function expectLinear(textOf: (count: number) => string, name: string): void {
  readScript(textOf(1), undefined);
  const short = timeOf(textOf(2));
  expect(timeOf(textOf(16)), name).toBeLessThan(Math.max(short, 20) * 30);
}

function timeOf(text: string): number {
  const start = performance.now();
  readScript(text, undefined);
  return performance.now() - start;
}
