import type { Header } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { loadPython } from '../../server/src/python/index.ts';
import { handOverOf, headerOf, liveCode, programOf, recordOf } from '../../server/src/record/index.ts';
import { environmentWith } from '../support/exampleEnvironment.ts';
import { notebookOf } from '../support/notation.ts';

const python = await loadPython();

/** The header of a notebook that a sender published with these packages, where a receiver has those. The receiver's Python is 3.11.2. */
async function received(
  sent: { readonly python?: string; readonly pypackage: Readonly<Record<string, string>> | null },
  has: Readonly<Record<string, string>>,
  imports: readonly string[] = Object.keys(sent.pypackage ?? {}),
): Promise<Header> {
  const record = { nbproject: { id: 'Rx2s9cPTMQLY', version: '2', time_init: '2024-05-01T10:00:00+00:00', ...sent } };
  const notebook = notebookOf(`
--- markdown
# Rates
--- code [1]
${imports.map((name) => `import ${name}`).join('\n')}
--- metadata
${JSON.stringify(record)}
`);
  const live = await environmentWith(has);
  return headerOf(notebook, {
    uri: 'file:///rates.ipynb',
    problems: { error: 0, warning: 0, info: 0, hint: 0 },
    ...liveCode(recordOf(notebook), programOf(notebook, python), live),
  });
}

function columnsOf(header: Header): readonly string[] {
  const { lines = [] } = handOverOf(header) ?? {};
  return lines.map(({ name, sender, receiver, difference }) => `${name}: ${sender} | ${receiver} | ${difference}`);
}

function rowsOf({ rows }: Header): readonly string[] {
  return rows
    .filter(({ label }) => /^py/.test(label))
    .map(({ label, value, status }) => `${label}: ${value} [${status}]`);
}

const sent = {
  python: '3.9.18',
  pypackage: { anndata: '0.10.7', lost: '1.0', numpy: '1.26.4', pandas: '2.2.0', scanpy: '1.9.0' },
};
const has = { anndata: '0.10.9', numpy: '2.1.0', pandas: '2.2.0', scanpy: '1.10.0', seaborn: '0.13.0' };

describe('A notebook that was received', () => {
  test('Should show in two columns what its sender had and its receiver has, and how far they are apart', async () => {
    const header = await received(sent, has, [...Object.keys(sent.pypackage), 'seaborn']);
    expect(columnsOf(header)).toEqual([
      'Python: 3.9.18 | 3.11.2 | minor',
      'lost: 1.0 | – | not installed',
      'numpy: 1.26.4 | 2.1.0 | major',
      'scanpy: 1.9.0 | 1.10.0 | minor',
      'anndata: 0.10.7 | 0.10.9 | patch',
      'seaborn: – | 0.13.0 | not recorded',
    ]);
    expect(header.markdown).toContain(`
| | recorded | here | |
|---|---|---|---|
| Python | 3.9.18 | 3.11.2 | minor |
| lost | 1.0 | – | not installed |
| numpy | 1.26.4 | 2.1.0 | major |
| scanpy | 1.9.0 | 1.10.0 | minor |
| anndata | 0.10.7 | 0.10.9 | patch |
| seaborn | – | 0.13.0 | not recorded |

1 other is the same.
`);
    expect(header.html).toContain('<b>numpy</b></td><td style="text-align: left;">1.26.4</td>');
    expect(header.html).not.toContain('pypackage_store');
  });

  test('Should show the same on one line each where there is no room for columns', async () => {
    expect(rowsOf(await received(sent, has))).toEqual([
      'python_store: 3.9.18 [warning]',
      'python_live: 3.11.2 (minor) [warning]',
      'pypackage_store: anndata==0.10.7 lost==1.0 numpy==1.26.4 pandas==2.2.0 scanpy==1.9.0 [warning]',
      'pypackage_live: anndata==0.10.9 (patch) lost (not installed) numpy==2.1.0 (major) pandas==2.2.0 scanpy==1.10.0 (minor) [warning]',
    ]);
  });

  test('Should have one row where all is as it was', async () => {
    const header = await received({ python: '3.11.2', pypackage: { numpy: '1.26' } }, { numpy: '1.26.0' });
    expect(rowsOf(header)).toEqual(['python: 3.11.2 [ok]', 'pypackage: numpy==1.26 [ok]']);
    expect(columnsOf(header)).toEqual([]);
    expect(header.markdown).not.toContain('|');
  });

  test('Should tell Python’s own step, and take a patch for less than that', async () => {
    const rows = async (version: string) => rowsOf(await received({ python: version, pypackage: null }, {}));
    expect(await rows('3.11.9')).toEqual(['python_store: 3.11.9 [info]', 'python_live: 3.11.2 (patch) [info]']);
    expect(await rows('2.7.18')).toEqual(['python_store: 2.7.18 [warning]', 'python_live: 3.11.2 (major) [warning]']);
    expect(rowsOf(await received({ pypackage: null }, {}))).toEqual(['python: 3.11.2 [info]']);
  });

  test('Should compare nothing where nothing was recorded', async () => {
    const header = await received({ pypackage: null }, { numpy: '1.26.4' }, ['numpy']);
    expect(rowsOf(header)).toEqual(['python: 3.11.2 [info]', 'pypackage: numpy==1.26.4 [info]']);
    expect(columnsOf(header)).toEqual([]);
  });

  test('Should let no name and no version become markup', async () => {
    const { markdown, html } = await received(
      { python: '<b>|', pypackage: { '[x](command:evil)|': '`1`|<img>', numpy: '\u202e|\n1' } },
      { numpy: '1.26.4' },
      [],
    );
    expect(markdown).not.toMatch(/(?<!\\)[[<`]|\u202e/);
    const table = markdown.split('\n').filter((line) => line.startsWith('|'));
    for (const line of table) expect(line.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(html).not.toMatch(/<(?!\/?(?:table|tbody|tr|td|b|span)\b)/);
    expect(html).not.toContain('<img');
  });
});
