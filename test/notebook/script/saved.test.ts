import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NotebookEdit } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { planEdits, readNotebook, Text } from '../../../server/src/notebook/index.ts';
import { editedText } from '../../../server/src/notebook/text/editedText.ts';
import { editedScript } from '../../support/editedScript.ts';
import { folderWith } from '../../support/folder.ts';
import { jupytextPython, runJupytext } from '../../support/jupytext/jupytext.ts';
import { writeNotebook } from '../../support/notation.ts';

const python = await jupytextPython();

const content = writeNotebook(`
--- markdown
# Ants of the garden
--- code [1]
x = 1
--- raw
plain
--- code [2]
y = x
--- markdown
The end.
--- metadata
{"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
 "nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": ["abc"]},
 "nbproject_ignore": ["long-cell"]}
`).text;

/** What a publish and some fixes do to a notebook. */
const edits: readonly NotebookEdit[] = [
  { kind: 'setMetadata', path: ['nbproject', 'version'], value: '1.10' },
  { kind: 'setMetadata', path: ['nbproject', 'time_published'], value: '2026-01-02T03:04:05+00:00' },
  { kind: 'setMetadata', path: ['nbproject', 'pypackage'], value: { numpy: '1.26.0', 'scikit-learn': '1.5' } },
  { kind: 'setMetadata', path: ['nbproject', 'author'], value: "Zoë O'Hara: # of the garden" },
  { kind: 'removeMetadata', path: ['nbproject_ignore'] },
  { kind: 'setCellMetadata', cell: 0, path: ['tags'], value: ['top', 'two words'] },
  { kind: 'setCellMetadata', cell: 1, path: ['tags'], value: ['one', 'nbproject-ignore'] },
  { kind: 'setCellMetadata', cell: 2, path: ['tags'], value: ['é'] },
  { kind: 'setCellMetadata', cell: 4, path: ['tags'], value: ['last'] },
  { kind: 'setExecutionCount', cell: 3, executionCount: null },
];

const formats = ['py:percent', 'py:hydrogen', 'py:light', 'md', 'Rmd', 'md:myst'];
const filters = ['', 'nbproject', 'all', '-all', 'all,-nbproject'];

describe.skipIf(!python)('What jupytext saves of a script after edits of its notebook', () => {
  test('Should be the notebook that the edits make, whatever part of it the script holds', async () => {
    const folder = folderWith({});
    const cases = formats
      .flatMap((format) => filters.map((filter) => ({ format, filter })))
      // Nothing tells that it is one.
      .filter(({ format, filter }) => format !== 'py:light' || filter !== '-all')
      .map((one, index) => {
        const script = path.join(folder, `${index}.${one.format.split(':')[0]}`);
        return { ...one, script, notebook: path.join(folder, `${index}.ipynb`) };
      });
    for (const { notebook } of cases) writeFileSync(notebook, content);
    await runJupytext(
      python!,
      cases.map(({ format, filter, script, notebook }) => [
        ...['--to', format, '--output', script, notebook],
        ...(filter === '' ? [] : [`--opt=notebook_metadata_filter=${filter}`]),
      ]),
    );
    const ours = cases.map(({ script }) =>
      editedScript(readFileSync(script, 'utf8'), content, edits, path.extname(script)),
    );
    for (const [index, { script, notebook }] of cases.entries()) {
      writeFileSync(script, ours[index]?.script ?? '');
      writeFileSync(notebook, ours[index]?.file ?? '');
    }
    await runJupytext(
      python!,
      cases.flatMap(({ format, script, notebook }) => [
        ['--update', '--from', format, '--to', 'ipynb', '--output', notebook, script],
        ['--to', format, '--output', script, notebook],
      ]),
    );

    const document = readNotebook('', Text.from(content));
    const wanted = shownOf(editedText(content, planEdits(document, edits)));
    for (const { format, filter, notebook } of cases) {
      const saved = shownOf(readFileSync(notebook, 'utf8'));
      expect({ format, filter, ...saved }).toEqual({ format, filter, ...wanted });
    }
    for (const [index, { format, filter, script }] of cases.entries()) {
      if (filter !== '' || !['py:percent', 'py:hydrogen', 'md'].includes(format)) continue;
      expect(readFileSync(script, 'utf8').trimEnd()).toBe(ours[index]?.script.trimEnd());
    }
  });
});

/** What the edits are about, and what must stay. */
function shownOf(file: string) {
  const { metadata, cells } = readNotebook('', Text.from(file)).notebook;
  const { nbproject, nbproject_ignore } = metadata;
  return {
    nbproject,
    nbproject_ignore,
    cells: cells.map((cell) => [cell.id, cell.source, cell.executionCount, cell.metadata.tags]),
  };
}
