import { expect, test } from 'vitest';
import { jsonOf, notebookOf, writeNotebook } from './notation.ts';

test('Should write a notebook as nbformat does', () => {
  const { name, text } = writeNotebook(`
--- notebook 4.4 name=my_analysis
--- markdown
# Title

Words.
--- code [3] tags=parameters,x
x = 1
`);
  expect(name).toBe('my_analysis');
  expect(text).toBe(`{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": [
    "# Title\\n",
    "\\n",
    "Words."
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "metadata": {
    "tags": [
     "parameters",
     "x"
    ]
   },
   "outputs": [],
   "source": [
    "x = 1"
   ]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 4
}
`);
});

test('Should be read as it was meant', () => {
  const notebook = notebookOf(`
--- code [1] id=a1 error=NameError stderr=careful
print(y)
--- code [ ]
--- raw
---
not: a separator
--- metadata
{"title": "T"}
`);
  expect(notebook.cells.map(({ type, id, source, executionCount }) => [type, id, source, executionCount])).toEqual([
    ['code', 'a1', 'print(y)', 1],
    ['code', 'cell-2', '', null],
    ['raw', 'cell-3', '---\nnot: a separator', null],
  ]);
  expect(notebook.metadata).toEqual({ title: 'T' });
  expect(notebook.problems).toEqual([]);
});

test('Should leave out and override members', () => {
  const notation = '--- notebook without=metadata {"extra": 1}\n--- code [1] without=id,metadata {"outputs": null}\nx';
  expect(jsonOf(notation)).toEqual({
    cells: [{ cell_type: 'code', execution_count: 1, outputs: null, source: ['x'] }],
    extra: 1,
    nbformat: 4,
    nbformat_minor: 5,
  });
});

test('Should keep a text that is no JSON as it is', () => {
  expect(writeNotebook('--- notebook name=x\n--- text\n{ "cells": [\n<<<<<<< HEAD').text).toBe(
    '{ "cells": [\n<<<<<<< HEAD',
  );
});
