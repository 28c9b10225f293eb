import { describe, expect, test } from 'vitest';
import { writeNotebook } from '../support/notation.ts';
import { folderWith, nbls } from './program.ts';

const notebook = writeNotebook(`
--- markdown
# Ants of the garden
--- code [1]
x = 1
--- code [3]
y = x +
--- metadata
{"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
 "nbproject": {"id": "Kq3vX8bTz1Wn", "time_init": "2024-03-05T09:12:44.310000+00:00", "version": "draft"}}
`).text;

const script = `# %% [markdown]
# # Ants of the garden

# %%
x = 1

# %%
y = x +
`;

describe('nbls check of scripts', () => {
  test('reports on the lines of a script that is paired with a notebook, with what the notebook knows', async () => {
    const folder = folderWith({ 'ants.py': script, 'ants.ipynb': notebook });
    const { code, out } = await nbls(['check', 'ants.py', '--format', 'concise'], { folder });
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^ants\.py:7:1: cell 3: \w+ execution-gap: /),
      expect.stringMatching(/^ants\.py:8:1: cell 3, line 1: error syntax-error: /),
      '',
    ]);
    expect(code).toBe(1);
  });

  test('takes a script on standard input under the name of a notebook, as editors show it', async () => {
    const folder = folderWith({ 'ants.ipynb': notebook });
    const changed = script.replace('x +', 'x');
    const { out } = await nbls(['check', '--stdin-filename', 'ants.ipynb', '--format', 'json'], {
      folder,
      input: changed,
    });
    const findings = JSON.parse(out) as { code: string; range: { start: { line: number } } }[];
    expect(findings.map(({ code, range }) => [code, range.start.line])).toEqual([['unexecuted-cell', 6]]);
  });

  test('shows the line of the script', async () => {
    const folder = folderWith({ 'ants.py': script, 'ants.ipynb': notebook });
    const { out } = await nbls(['check', 'ants.py', '--select', 'syntax-error'], { folder });
    expect(out).toContain('    ants.py:8:1 (cell 3, line 1)\n    1 │ y = x +\n');
  });

  test('leaves scripts out of folders, and changes none', async () => {
    const folder = folderWith({ 'ants.py': script, 'ants.ipynb': notebook });
    expect((await nbls(['check'], { folder })).out).toContain('Checked 1 notebook');
    const { err, out } = await nbls(['check', 'ants.py', '--fix', '--unsafe-fixes'], { folder });
    expect(err).toBe('');
    expect(out).toContain('Checked 1 notebook: ');
    expect(out).not.toContain('fixed');
  });
});
