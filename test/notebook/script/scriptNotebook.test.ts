import { describe, expect, it } from 'vitest';
import { loadScriptReader, type Notebook, scriptNotebook } from '../../../server/src/notebook/index.ts';
import { notebookOf } from '../../support/notation.ts';

const read = await loadScriptReader();

const saved = notebookOf(`
--- markdown id=m
# Title
--- code [1] id=a
x = 1
--- code [2] id=b stdout=2
x + 1
--- code [ ] id=c
--- code [ ] id=d
--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY"}, "kernelspec": {"name": "python3"}}
`);

const text = '# %% [markdown]\n# # Title\n\n# %%\nx = 1\n\n# %%\nx + 1\n\n# %%\n\n# %%\n';

function paired(content: string, before?: ReturnType<typeof scriptNotebook>, file: Notebook | undefined = saved) {
  const script = read(content, '.py');
  if (!script) throw new Error('no script');
  return scriptNotebook('x', script, file, before);
}

describe('The notebook that a script and its file are', () => {
  it('Should have ids, counts, outputs and metadata from the file', () => {
    const { notebook } = paired(text);
    expect(notebook.cells.map(({ id, executionCount }) => [id, executionCount])).toEqual([
      ['m', null],
      ['a', 1],
      ['b', 2],
      ['c', null],
      ['d', null],
    ]);
    expect(notebook.cells[2]?.outputs).toBe(saved.cells[2]?.outputs);
    expect(notebook.metadata).toEqual(saved.metadata);
    expect(notebook.format).toEqual(saved.format);
    expect(notebook.json).toBeUndefined();
  });

  it('Should keep the id of a cell that has changed, and neither its count nor its outputs', () => {
    const { notebook } = paired(text.replace('x + 1', 'x + 2'));
    expect(notebook.cells[2]).toMatchObject({ id: 'b', executionCount: null, outputs: undefined });
  });

  it('Should have what the header says in place of what the file says', () => {
    const header = '# ---\n# jupyter:\n#   kernelspec:\n#     name: other\n# ---\n\n';
    expect(paired(header + text).notebook.metadata).toMatchObject({ kernelspec: { name: 'other' }, nbproject: {} });
  });

  it('Should keep the cells that an edit did not touch the same objects, each for one cell alone', () => {
    const first = paired(text);
    const inserted = paired(text.replace('# %%\nx + 1', '# %%\ny = 2\n\n# %%\nx + 1'), first);
    expect(inserted.notebook.cells.filter((cell) => first.notebook.cells.includes(cell))).toHaveLength(5);
    expect(new Set(inserted.notebook.cells).size).toBe(6);
    expect(inserted.notebook.metadata).toBe(first.notebook.metadata);
    const back = paired(text, inserted);
    expect(back.notebook.cells.filter((cell) => inserted.notebook.cells.includes(cell))).toHaveLength(5);
  });

  it('Should be a notebook that was never run where there is no file, or one that is broken', () => {
    for (const file of [undefined, { ...saved, complete: false }]) {
      const script = read(text, '.py');
      const { notebook } = scriptNotebook('x', script ?? (undefined as never), file, undefined);
      expect(notebook.cells.every(({ executionCount, id }) => executionCount === null && id === undefined)).toBe(true);
      expect(notebook.format).toEqual({ major: 4, minor: 5 });
    }
  });
});
