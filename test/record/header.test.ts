import type { Header } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import { readNotebook, Text } from '../../server/src/notebook/index.ts';
import { headerOf, type LiveFacts } from '../../server/src/record/index.ts';
import { notebookOf } from '../support/notation.ts';

const nothing: LiveFacts = { uri: 'file:///a.ipynb', problems: { error: 0, warning: 0, info: 0, hint: 0 } };

const record = `{"id": "a1B2c3D4e5F6", "version": "2", "time_init": "2022-08-10T08:06:58.431446+00:00",
  "parent": ["z14KWQKD4bwE"], "pypackage": {"pandas": "1.4.2", "numpy": "2.0"},
  "user_handle": "ada", "user_id": "DzTjkKse", "user_name": "Ada Lovelace"}`;

function header(notation: string, live: Partial<LiveFacts> = {}): Header {
  return headerOf(notebookOf(notation), { ...nothing, ...live });
}

function rowsOf({ rows }: Header): string[] {
  return rows.map(({ label, value, status }) => `${label}: ${value} [${status}]`);
}

test('Should have the rows of nbproject in its order', () => {
  const live: Partial<LiveFacts> = {
    savedAt: new Date('2024-05-31T09:30:00Z'),
    problems: { error: 1, warning: 0, info: 2, hint: 0 },
    packages: [
      { name: 'pandas', recorded: '1.4.2', installed: '2.2.0', status: 'differs', distance: 'major' },
      { name: 'numpy', recorded: '2.0', installed: '2.0', status: 'same' },
    ],
    parents: [{ id: 'z14KWQKD4bwE', title: 'Raw data', version: '1', uri: null }],
  };
  expect(
    rowsOf(header(`--- markdown\n# Sales\n--- code [2]\nx\n--- metadata\n{"nbproject": ${record}}`, live)),
  ).toEqual([
    'title: Sales [info]',
    'author: Ada Lovelace (ada) [info]',
    'id: a1B2c3D4e5F6 [info]',
    'version: 2 [info]',
    'time_init: 2022-08-10 08:06 [info]',
    'time_run: 2024-05-31 09:30 [info]',
    'parent: z14KWQKD4bwE (Raw data) [info]',
    'consecutive_cells: False [warning]',
    'pypackage_store: numpy==2.0 pandas==1.4.2 [warning]',
    'pypackage_live: numpy==2.0 pandas==2.2.0 (major) [warning]',
    'state: published, cannot be verified: the record has no hash of its sources [info]',
    'problems: 1 error, 2 info [warning]',
  ]);
});

test('Should say little of a notebook without a record', () => {
  const facts = header('--- code [ ]\nx');
  expect(rowsOf(facts)).toEqual(['state: uninitialized: no record [info]', 'problems: none [ok]']);
  expect(facts).toMatchObject({
    title: null,
    record: null,
    author: null,
    kernel: null,
    timeRun: null,
    parents: [],
    packages: [],
  });
});

test('Should name who works with it where the record names no one', () => {
  expect(header('--- code [ ]\nx', { author: { handle: null, id: null, name: 'Ada' } }).author).toBe('Ada');
});

test('Should know when the newest cell was run', () => {
  const facts = header(
    `
--- code [1] {"metadata": {"execution": {"iopub.execute_input": "2024-05-31T09:29:00.000Z", "shell.execute_reply": "2024-05-31T09:30:00.500Z"}}}
x
--- code [2] {"metadata": {"ExecuteTime": {"end_time": "2020-01-01T00:00:00Z"}, "executionInfo": {"timestamp": 1}}}
y
`,
    { savedAt: new Date('2025-01-01T00:00:00Z') },
  );
  expect(facts.timeRun).toBe('2024-05-31T09:30:00.500000+00:00');
});

test('Should find what else identifies the notebook', () => {
  const facts = header(`
--- code [1]
import lamindb as ln
ln.track("FPnfDtJz8qbE0000")
--- metadata
{"colab": {"name": "Sales.ipynb", "provenance": [{"file_id": "1AbC", "timestamp": 1}], "authorship_tag": "ABX9"},
 "deepnote_notebook_id": "d-1", "kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}}
`);
  expect(facts.identities.map(({ source, value }) => `${source} ${value}`)).toEqual([
    'colab 1AbC',
    'colab ABX9',
    'colab Sales.ipynb',
    'deepnote d-1',
    'lamindb FPnfDtJz8qbE0000',
  ]);
  expect(facts.kernel).toEqual({ name: 'python3', displayName: 'Python 3', language: 'python' });
});

test('Should let nothing of the notebook become markup', () => {
  const facts = header(`
--- markdown
# [x](command:evil) &lt;img src=x onerror=a()&gt; \u202e
--- metadata
{"nbproject": {"id": "<b>1</b>", "version": "[v](https://evil.example)", "time_init": "*t*", "user_name": "\`<script>\`"}}
`);
  expect(facts.html).not.toMatch(/<(?!\/?(?:table|tbody|tr|td|b|span)\b)/);
  expect(facts.html).not.toContain('<b>1</b>');
  expect(facts.markdown).not.toMatch(/(?<!\\)[[<`]|\u202e/);
  expect(facts.title).toContain('<img');
});

test.each([
  ['JupyterLab', '{"execution": {"shell.execute_reply": "2024-05-31T09:30:00Z"}}'],
  ['the ExecuteTime extension', '{"ExecuteTime": {"end_time": "2024-05-31T09:30:00Z"}}'],
  ['Colab', '{"executionInfo": {"timestamp": 1717147800000}}'],
  ['papermill', '{"papermill": {"end_time": "2024-05-31T09:30:00Z"}}'],
])('Should have run when %s says that a cell did', (_, metadata) => {
  const cell = `{"cell_type": "code", "execution_count": 1, "metadata": ${metadata}, "outputs": [], "source": "x"}`;
  const json = `{"cells": [${cell}], "metadata": {"nbproject": ${record}}, "nbformat": 4, "nbformat_minor": 5}`;
  const { notebook } = readNotebook('a', Text.from(json));
  expect(rowsOf(headerOf(notebook, nothing))).toContain('time_run: 2024-05-31 09:30 [info]');
});
