import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonValue, NotebookEdit } from 'nbproject-protocol';
import { describe, expect, it, test } from 'vitest';
import { describeCorpus } from '../../support/corpus.ts';
import { editedScript, readScript } from '../../support/editedScript.ts';
import { convertedCorpus, isWholeCorpus } from '../../support/jupytext/jupytext.ts';

/** The script after edits; undefined where its format cannot say them. */
function edited(content: string, edits: readonly NotebookEdit[], expected?: string): string | undefined {
  return editedScript(content, undefined, edits, expected)?.script;
}

function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');
}

const title: NotebookEdit = { kind: 'insertCells', index: 0, cells: [{ type: 'markdown', source: '# New\n\ntitle' }] };
const code: NotebookEdit = { kind: 'insertCells', index: 2, cells: [{ type: 'code', source: '%time\n\nz = 1' }] };

describe('Edits of a notebook in the script of it', () => {
  it.each([
    ['study.percent.py', '# %% [markdown]\n# # New\n#\n# title\n\n', '# %%\n# %time\n\nz = 1\n\n'],
    ['study.hydrogen.py', '# %% [markdown]\n# # New\n#\n# title\n\n', '# %%\n%time\n\nz = 1\n\n'],
    ['study.light.py', '# # New\n#\n# title\n\n', '# +\n# %time\n\nz = 1\n# -\n\n'],
    ['study.region.py', '# # New\n#\n# title\n\n', '# region\n# %time\n\nz = 1\n# endregion\n\n'],
    ['study.md', '<!-- #region -->\n# New\n\ntitle\n<!-- #endregion -->\n\n', '```python\n%time\n\nz = 1\n```\n\n'],
    [
      'study.Rmd',
      '<!-- #region -->\n# New\n\ntitle\n<!-- #endregion -->\n\n',
      '```{python}\n# %time\n\nz = 1\n```\n\n',
    ],
    ['study.myst.md', '# New\n\ntitle\n\n+++\n\n', '```{code-cell}\n%time\n\nz = 1\n```\n\n'],
  ])('Should insert cells as %s has them', (name, prose, cell) => {
    const content = fixture(name);
    const begin = content.indexOf(
      readScript(content, undefined)?.cells[0]?.source.text.startsWith('# A') ? 'A study' : '',
    );
    const first = readScript(content, undefined)?.cells[0]?.start ?? 0;
    const third = readScript(content, undefined)?.cells[2]?.start ?? 0;
    expect(begin).toBeGreaterThan(first - 1);
    expect(edited(content, [title])).toBe(content.slice(0, first) + prose + content.slice(first));
    expect(edited(content, [code])).toBe(content.slice(0, third) + cell + content.slice(third));
  });

  it('Should insert a title below the YAML of a Quarto document', () => {
    const content = '---\ntitle: A study\n---\n\n```{python}\nx = 1\n```\n';
    const titled = edited(content, [{ ...title, index: 0 }], '.qmd');
    expect(titled).toBe('---\ntitle: A study\n---\n\n# New\n\ntitle\n\n```{python}\nx = 1\n```\n');
  });

  it('Should change no more of a source than differs, and write new lines as the format has them', () => {
    const content = '# %% [markdown]\n# # One\n# two\n\n# %%\nx = 1\n';
    const edits = [{ start: 2, end: 5, newText: 'Uno\n\ndue' }];
    expect(edited(content, [{ kind: 'setSource', cell: 0, edits }])).toBe(
      '# %% [markdown]\n# # Uno\n#\n# due\n# two\n\n# %%\nx = 1\n',
    );
    const magic = [{ start: 0, end: 0, newText: '%time f()\n' }];
    expect(edited(content, [{ kind: 'setSource', cell: 1, edits: magic }])).toBe(
      '# %% [markdown]\n# # One\n# two\n\n# %%\n# %time f()\nx = 1\n',
    );
  });

  it('Should keep the line breaks of the script', () => {
    const content = '# %%\r\nx = 1\r\n';
    const added = edited(content, [{ kind: 'insertCells', index: 1, cells: [{ type: 'code', source: 'y\nz' }] }]);
    expect(added).toBe('# %%\r\nx = 1\r\n\r\n# %%\r\ny\r\nz\r\n');
  });

  it('Should delete and move cells with their markers and options', () => {
    const content = '# %% a=1\nx = 1\n\n# %% [markdown]\n# words\n\n# %%\ny = 2\n';
    expect(edited(content, [{ kind: 'removeCells', index: 1, count: 1 }])).toBe('# %% a=1\nx = 1\n\n# %%\ny = 2\n');
    expect(edited(content, [{ kind: 'moveCell', from: 0, to: 3 }])).toBe(
      '# %% [markdown]\n# words\n\n# %%\ny = 2\n\n# %% a=1\nx = 1\n',
    );
  });

  it.each([
    ['study.percent.py', '# %% [markdown] tags=["a b"]\n# # A study', '# %% tags=["parameters", "a b"]\n'],
    ['study.light.py', '# + [markdown] tags=["a b"]\n# # A study', '# + tags=["parameters", "a b"]\n'],
    ['study.region.py', '# region [markdown] tags=["a b"]\n# # A study', '# region tags=["parameters", "a b"]\n'],
    ['study.md', '<!-- #region tags=["a b"] -->\n# A study', '```python tags=["parameters", "a b"]\n'],
    ['study.Rmd', '<!-- #region tags=["a b"] -->\n# A study', '```{python tags=c("parameters", "a b")}\n'],
    ['study.myst.md', '+++ {"tags": ["a b"]}\n\n# A study', '```{code-cell}\n:tags: [parameters, a b]\n'],
  ])('Should write tags as %s has them, and take them away again', (name, prose, code) => {
    const content = fixture(name);
    const tag = (cell: number, ...value: string[]): NotebookEdit => ({
      kind: 'setCellMetadata',
      cell,
      path: ['tags'],
      value,
    });
    const after = edited(content, [tag(0, 'a b'), tag(1, 'parameters', 'a b')]);
    expect(after).toContain(prose);
    expect(after).toContain(code);
    const cells = (text = '') =>
      readScript(text, undefined)?.cells.map(({ source, metadata }) => [source.text, metadata]);
    expect(cells(edited(after ?? '', [tag(0), tag(1, 'parameters')]))).toEqual(cells(content));
    expect(cells(edited(content, [tag(1)]))?.[1]?.[1]).toEqual({});
  });

  it('Should write options as they are written already: as JSON, and as YAML in lines', () => {
    const tag: NotebookEdit = { kind: 'setCellMetadata', cell: 0, path: ['tags'], value: ['x'] };
    expect(edited('# %% {"a": 1}\nx\n', [tag])).toBe('# %% {"a": 1, "tags": ["x"]}\nx\n');
    expect(edited('# %% A title a=1 .b\nx\n', [tag])).toBe('# %% A title a=1 .b tags=["x"]\nx\n');
    expect(edited('# %% tags=["y"] a=1\nx\n', [tag])).toBe('# %% tags=["x"] a=1\nx\n');
    const yaml = '```{code-cell}\n---\ntags: [y]\na:\n  b: 1 # one\n---\nx\n```\n';
    expect(edited(yaml, [tag], '.md')).toBe('```{code-cell}\n---\ntags:\n- x\na:\n  b: 1 # one\n---\nx\n```\n');
  });

  it('Should write what the header says of the notebook into its own lines', () => {
    const header =
      '# ---\n# title: x\n# jupyter:\n#   nbproject: # ours\n#     version: "1"\n#     id: a\n# ---\n\n# %%\nx\n';
    const publish = (value: JsonValue): NotebookEdit => ({
      kind: 'setMetadata',
      path: ['nbproject', 'version'],
      value,
    });
    expect(edited(header, [publish('1.10')])).toBe(header.replace('"1"', "'1.10'"));
    expect(edited(header, [{ kind: 'removeMetadata', path: ['nbproject', 'id'] }])).toBe(
      header.replace('#     id: a\n', ''),
    );
    const crlf = header.replaceAll('\n', '\r\n');
    expect(edited(crlf, [publish('1.10')])).toBe(crlf.replace('"1"', "'1.10'"));
    const hidden = '<!--\n\n---\njupyter:\n  nbproject: {version: a}\n---\n\n-->\n\nwords\n\n```python\nx\n```\n';
    expect(edited(hidden, [publish('b')], '.md')).toBe(
      hidden.replace('{version: a}', '\n    version: b').replace(': \n', ':\n'),
    );
    const myst =
      '---\njupytext:\n  notebook_metadata_filter: all\nkernelspec: {name: a}\n---\n\n```{code-cell}\nx\n```\n';
    expect(edited(myst, [publish('b')], '.md')).toBe(
      myst.replace('{name: a}\n', '{name: a}\nnbproject:\n  version: b\n'),
    );
    // jupytext fails on it.
    expect(edited(myst, [publish(null)], '.md')).toBeUndefined();
    expect(
      edited(header.replace('# ours', '&ours').replace('title: x', 'title: *ours'), [publish('1.10')]),
    ).toBeUndefined();
  });

  it('Should refuse what the format cannot say, and what the next save would write over', () => {
    const bash = '# %%\nx\n\n# %% language="bash"\n# ls\n';
    expect(
      edited(bash, [{ kind: 'setSource', cell: 1, edits: [{ start: 0, end: 6, newText: '%%sh' }] }]),
    ).toBeUndefined();
  });
});

describeCorpus('Edits of the scripts of real notebooks', () => {
  test('Should insert a title and a line of prose nearly everywhere, and a cell at the end where no empty one is', async ({
    skip,
  }) => {
    const conversions = await convertedCorpus();
    if (!conversions) return skip('no jupytext');
    const tried = { title: 0, prose: 0, end: 0 };
    const failed = { title: 0, prose: 0, end: 0 };
    // Every third: they alternate between percent and the other formats.
    for (const { text } of conversions.filter((_, index) => isWholeCorpus || index % 3 === 0)) {
      const cells = text.length < 60_000 ? readScript(text, undefined)?.cells : undefined;
      if (!cells) continue;
      const prose = cells.findIndex(({ type, start }) => type === 'markdown' && start > 0);
      const length = cells[prose]?.source.text.length ?? 0;
      const edits: Record<keyof typeof tried, NotebookEdit | undefined> = {
        title,
        prose:
          prose < 0
            ? undefined
            : { kind: 'setSource', cell: prose, edits: [{ start: 0, end: Math.min(length, 1), newText: 'more' }] },
        end: { kind: 'insertCells', index: cells.length, cells: [{ type: 'code', source: 'x = 1' }] },
      };
      for (const [name, edit] of Object.entries(edits) as [keyof typeof tried, NotebookEdit | undefined][]) {
        if (!edit) continue;
        tried[name]++;
        if (edited(text, [edit]) === undefined) failed[name]++;
      }
    }
    console.info('edits that a format could not say:', failed, 'of', tried);
    expect(tried.title).toBeGreaterThan(isWholeCorpus ? 3_000 : 230);
    expect(failed.title / tried.title).toBeLessThan(0.005);
    expect(failed.prose / tried.prose).toBeLessThan(0.02);
    expect(failed.end / tried.end).toBeLessThan(0.08);
  }, 600_000);
});
