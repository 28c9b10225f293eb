import fc from 'fast-check';

/** What makes reading hard: markers, fences, headers, quotes, magics, blank lines, every line break. */
export const scriptPiece = fc.constantFrom(
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
export const scriptText = fc
  .array(fc.tuple(scriptPiece, fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')), { maxLength: 40 })
  .map((lines) => lines.flat().join(''));

export const extensions = ['.py', '.R', '.jl', '.scala', '.ml', '.md', '.Rmd', '.qmd', '.myst'] as const;
export const names = ['percent', 'hydrogen', 'light', 'markdown', 'rmarkdown', 'quarto', 'myst'] as const;

/** With a header that says the format, so that every format meets every text. */
export function headed(extension: string, name: string, body: string): string {
  const comment = { '.scala': '// ', '.ml': '(* ' }[extension] ?? (/^\.(?:py|R|jl)$/.test(extension) ? '# ' : '');
  const suffix = extension === '.ml' ? ' *)' : '';
  const header = [
    '---',
    'jupyter:',
    '  jupytext:',
    `    text_representation: {extension: ${extension}, format_name: ${name}}`,
    '  kernelspec: {name: python3, language: python}',
    '---',
  ];
  return `${header.map((line) => comment + line + suffix).join('\n')}\n\n${body}`;
}
