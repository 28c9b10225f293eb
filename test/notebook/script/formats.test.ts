import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScriptReader } from '../../../server/src/notebook/index.ts';

const readScript = await loadScriptReader();

/** Made with jupytext 1.19 but for `.qmd`, which is as `quarto convert` writes it. */
function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

const study = [
  ['markdown', '# A study\n\nWhat it is about.'],
  ['code', '%matplotlib inline\nimport os\n\nprint(os.name)'],
  ['raw', '\\begin{raw}'],
  ['code', '%%bash\nls -l'],
  ['markdown', 'Two *more*\n\n```python\nx = 1\n```'],
  ['code', 'text = """\n# %% no cell\n"""'],
];

function cellsOf(text: string, expected?: string) {
  return readScript(text, expected)?.cells.map(({ type, source }) => [type, source.text]);
}

describe('The formats of scripts', () => {
  it.each([
    ['study.percent.py', 'percent'],
    ['study.hydrogen.py', 'hydrogen'],
    ['study.light.py', 'light'],
    ['study.region.py', 'light'],
    ['study.md', 'markdown'],
    ['study.Rmd', 'rmarkdown'],
    ['study.myst.md', 'myst'],
  ])('Should read the cells of %s, told by its header', (name, format) => {
    const script = readScript(fixture(name), undefined);
    expect(script?.format.name).toBe(format);
    expect(script?.language).toBe('python');
    expect(cellsOf(fixture(name))).toEqual(study);
    expect(script?.cells[1]?.metadata).toEqual({ tags: ['parameters'] });
    expect(script?.cells[4]?.metadata).toEqual({ title: 'Words' });
    expect(script?.metadata.kernelspec).toEqual({ name: 'python3', display_name: 'Python 3', language: 'python' });
  });

  it('Should read prose in quotes of three', () => {
    // A cell in another language stays in its quotes, as jupytext reads it.
    const read = cellsOf(fixture('study.quotes.py'));
    expect(read?.with(3, study[3] ?? [])).toEqual(study);
    expect(read?.[3]).toEqual(['code', '%%bash\n"""\nls -l\n"""']);
  });

  it('Should read other languages by their comment signs', () => {
    expect(cellsOf(fixture('other.percent.scala'))).toEqual([
      ['markdown', '# Étude'],
      ['code', 'println(1)'],
    ]);
    expect(cellsOf(fixture('other.percent.ml'))).toEqual([
      ['markdown', '# Étude\n\ntwo'],
      ['code', 'let x = 1'],
    ]);
  });

  it('Should read Quarto: chunks of its language with their options, its header as a raw cell', () => {
    expect(cellsOf(fixture('study.qmd'), '.qmd')).toEqual([
      ['raw', '---\ntitle: A study\n---'],
      ['markdown', '# A study\n\nWhat it is about.'],
      ['code', '#| label: first\n%matplotlib inline\nimport os\n\nprint(os.name)'],
      ['markdown', 'Between, with code that is not run:\n\n```python\nx = 1\n```\n\n```{r}\nplot(1)\n```'],
      ['code', 'text = """\n```\n"""'],
    ]);
  });

  it('Should have the options of Quarto chunks that are not its own as metadata, and no indent in sources', () => {
    const text =
      '```{python}\n#| tags:\n#|   - parameters\n#| label: x\n#| slideshow: {slide_type: skip}\n#| id: a1\nx = 1\n```\n';
    const [cell, ...others] = readScript(text, '.qmd')?.cells ?? [];
    expect([cell?.source.text, others]).toEqual(['#| label: x\nx = 1', []]);
    expect(cell?.metadata).toEqual({ tags: ['parameters'], slideshow: { slide_type: 'skip' } });
    expect(cellsOf('- a list\n\n    ```{python}\n    if x:\n        y\n    ```\n', '.qmd')).toEqual([
      ['markdown', '- a list'],
      ['code', 'if x:\n    y'],
    ]);
    expect(cellsOf('```{python}\n#| - no option\nx\n```\n', '.qmd')).toEqual([['code', '#| - no option\nx']]);
  });

  it('Should read a rule across the page of a Quarto document as one', () => {
    expect(cellsOf('a\n\n---\n\nb\n\n```{python}\nx\n```\n\n---\n\nc\n', '.qmd')).toEqual([
      ['markdown', 'a'],
      ['markdown', '---\n\nb'],
      ['code', 'x'],
      ['markdown', '---\n\nc'],
    ]);
  });

  it('Should read percent scripts without a header, as other editors than Jupyter write them', () => {
    const text =
      '#!/usr/bin/env python\nimport os\n\n# %% A title\n\n# In[3]:\nx = 1\n#%% [markdown]\n"""\n# Words\n"""\n';
    expect(readScript(text, undefined)?.format.name).toBe('percent');
    expect(cellsOf(text)).toEqual([
      ['code', 'import os'],
      ['code', ''],
      ['code', 'x = 1'],
      ['markdown', '# Words'],
    ]);
    expect(readScript('# %%\n%time x()\n', undefined)?.format.name).toBe('hydrogen');
  });

  it('Should keep what a header says beside the notebook in a raw cell', () => {
    const text =
      '---\ntitle: Words\njupyter:\n  jupytext:\n    text_representation: {extension: .md, format_name: markdown}\nauthor: me\n---\n\nText\n';
    expect(cellsOf(text)).toEqual([
      ['raw', '---\ntitle: Words\nauthor: me\n---'],
      ['markdown', 'Text'],
    ]);
  });

  it.each([
    ['', undefined],
    ['{"cells": []}', undefined],
    ['import os\n\nprint(os.name)\n', '.py'],
    ['# Words\n\n```\nshown\n```\n', '.md'],
    ['---\ntitle: A page\n---\n\nWords\n', '.md'],
    ['---\nno end\n', undefined],
  ])('Should leave a text alone that is no notebook: %j', (text, expected) => {
    expect(readScript(text, expected)).toBeUndefined();
  });

  it('Should read a header that is no YAML as one that says nothing', () => {
    expect(readScript('# ---\n# jupyter: [\n# ---\n\n# %%\nx\n', '.py')?.metadata).toEqual({});
  });
});
