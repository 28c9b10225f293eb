import { expect, test } from 'vitest';
import { findingsOf } from '../support/check.ts';
import { notebookOf } from '../support/notation.ts';

/** The messages, and where they lie. */
function report(notation: string): string[] {
  return findingsOf('invalid-notebook', notebookOf(notation)).map(({ message, place }) => {
    if (place.kind !== 'json') throw new Error('not in the JSON');
    return `${place.path.join('/')} ${place.at}: ${message}`;
  });
}

test.each([
  ['--- code [1] {"outputs": null}', 'cells/0/outputs value: Cell 1: `outputs` has to be a list, found null.'],
  ['--- code [1] without=outputs', 'cells/0/outputs key: Cell 1: `outputs` is missing, which a code cell has to have.'],
  ['--- raw {"source": [1]}', 'cells/0/source/0 value: Cell 1: `source[0]` has to be a string, found 1.'],
  [
    '--- code {"outputs": [{"output_type": "display_data", "data": {"text/plain": 1, "application/x+json": 1}, "metadata": {}}]}',
    'cells/0/outputs/0/data/text/plain value: Cell 1: `outputs[0].data.text/plain` has to be a string or a list of strings, found 1.',
  ],
  [
    '--- markdown {"metadata": {"tags": ["a,b"]}}',
    'cells/0/metadata/tags/0 value: Cell 1: `metadata.tags[0]` has to be a string, not empty and without a comma, found "a,b".',
  ],
  ['--- notebook {"signature": ""}', 'signature key: `signature` is no field of a notebook: remove it.'],
])('Should say what is wrong, and where: %s', (notation, expected) => {
  expect(report(notation)).toEqual([expected]);
});

test('Should know what came with which minor', () => {
  const withId = '--- markdown id=a\n# T';
  expect(report(`--- notebook 4.4\n${withId}`)).toEqual([
    'cells/0/id key: Cell 1: `id` came with nbformat 4.5: remove it, or write the notebook as nbformat 4.5.',
  ]);
  expect(report(`--- notebook 4.5\n${withId}`)).toEqual([]);
  const withTitle = '--- metadata\n{"title": 1}';
  expect(report(`--- notebook 4.1\n${withTitle}`)).toEqual([]);
  expect(report(`--- notebook 4.2\n${withTitle}`)).toHaveLength(1);
});

test('Should read a future minor leniently, but not what has a meaning already', () => {
  const future = '--- notebook 4.9 {"new": 1}\n--- code [1] {"new": 1}\nx\n--- raw {"cell_type": "sql"}\nselect';
  expect(report(future)).toEqual([]);
  expect(report('--- notebook 4.9\n--- code [1] {"outputs": null}')).toHaveLength(1);
});

test('Should count the last of equal keys, as readers do', () => {
  const cell = '{"cell_type": "raw", "id": "a", "metadata": null, "metadata": {}, "source": ""}';
  const text = (content: string) =>
    `--- text\n{"cells": [${content}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`;
  expect(report(text(cell))).toEqual([]);
  expect(
    report(text(cell.replace('"metadata": null, "metadata": {}', '"metadata": {}, "metadata": null'))),
  ).toHaveLength(1);
});

test('Should leave ids to the rules on ids', () => {
  expect(report('--- code [1] without=id\nx\n--- code [2] id=é\ny\n--- code [3] {"id": 7}\nz')).toEqual([]);
});
