import { expect, test } from 'vitest';
import { editNotebook, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { checkNotebook, ruleOf, rules, selectRules } from '../../server/src/rules/index.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { findingsIn, noSurroundings, surroundingsOf } from '../support/check.ts';
import { notebookOf, writeNotebook } from '../support/notation.ts';

const never = (code: string, error: unknown): never => {
  throw new Error(code, { cause: error });
};

const counting = (looks: string[]): Rule => ({
  ...ruleOf('failed-cell')!,
  checkCell: ({ source }) => {
    looks.push(source);
    return [{ message: `holds ${source}`, place: { kind: 'source', start: 0, end: 1 } }];
  },
});

test('Should look again only at the cell that was edited', () => {
  const looks: string[] = [];
  const selection = selectRules([counting(looks)], { emptyFile: 'problem' });
  const { name, text } = writeNotebook('--- code [1]\none\n--- code [2]\ntwo\n');
  const before = readNotebook(name, Text.from(text));
  checkNotebook(before.notebook, selection, noSurroundings, never);
  const at = text.indexOf('two');
  const after = editNotebook(before, { start: at, end: at, newText: 't' });
  const found = checkNotebook(after.notebook, selection, noSurroundings, never);
  expect(looks).toEqual(['one', 'two', 'ttwo']);
  expect(found.map(({ message, place }) => [message, place])).toEqual([
    ['Cell 1: holds one', { kind: 'source', cell: 0, start: 0, end: 1 }],
    ['Cell 2: holds ttwo', { kind: 'source', cell: 1, start: 0, end: 1 }],
  ]);
});

test('Should look again at every cell when the format changes', () => {
  const selection = selectRules(rules, { emptyFile: 'problem' });
  const { name, text } = writeNotebook('--- notebook 4.4\n--- markdown\n# T\n');
  const before = readNotebook(name, Text.from(text));
  const codes = (notebook: typeof before) =>
    checkNotebook(notebook.notebook, selection, noSurroundings, never).map(({ code }) => code);
  expect(codes(before)).toEqual(['uninitialized']);
  const at = text.lastIndexOf('4');
  expect(codes(editNotebook(before, { start: at, end: at + 1, newText: '5' }))).toEqual([
    'missing-cell-id',
    'uninitialized',
  ]);
});

test('Should show a rule what it needs, so that the others need not be looked for', () => {
  const seen: unknown[] = [];
  const notebook = notebookOf('--- code [1]\nx');
  const curious = (needs: Rule['needs']): Rule => ({
    ...ruleOf('uninitialized')!,
    ...(needs && { needs }),
    check: (_, { program, environment }) => {
      seen.push([program !== undefined, environment !== undefined]);
      return [];
    },
  });
  const selection = selectRules([curious(undefined), curious(['program'])], { emptyFile: 'problem' });
  checkNotebook(notebook, selection, surroundingsOf(notebook), never);
  expect(seen).toEqual([
    [false, false],
    [true, false],
  ]);
  expect([...selection.needs]).toEqual(['program']);
});

test('Should go on without a rule that throws, and tell of it', () => {
  const broken: Rule = {
    ...ruleOf('uninitialized')!,
    check: () => {
      throw new Error('a bug');
    },
  };
  const failures: string[] = [];
  const selection = selectRules([broken, ruleOf('missing-title')!], { emptyFile: 'problem' });
  const found = checkNotebook(notebookOf('--- code [1]\nx'), selection, noSurroundings, (code) => failures.push(code));
  expect(found.map(({ code }) => code)).toEqual(['missing-title']);
  expect(failures).toEqual(['uninitialized']);
});

test('Should report an empty file on disk, and not in an editor', () => {
  const empty = readNotebook('new', Text.from(' \n')).notebook;
  expect(
    checkNotebook(empty, selectRules(rules, { emptyFile: 'problem' }), noSurroundings, never).map(({ code }) => code),
  ).toEqual(['invalid-json']);
  expect(checkNotebook(empty, selectRules(rules, { emptyFile: 'new notebook' }), noSurroundings, never)).toEqual([]);
});

test('Should take severities from the selection, and leave out what is off', () => {
  const selection = selectRules(rules, {
    emptyFile: 'problem',
    severities: { 'missing-title': 'error', uninitialized: 'off' },
  });
  const found = checkNotebook(notebookOf('--- code [1]\nx'), selection, noSurroundings, never);
  expect(found.map(({ code, severity }) => [code, severity])).toEqual([['missing-title', 'error']]);
});

test('Should say nothing of the cells of a broken text', () => {
  expect(findingsIn(notebookOf('--- text\n{"cells": [{"cell_type": "code"}, {')).map(({ code }) => code)).toEqual([
    'invalid-json',
  ]);
});

test('Should repeat no more than a little of the notebook in a message', () => {
  const long = 'x'.repeat(10_000);
  const notation = `
--- notebook {"${long}": 1}
--- markdown id=${long} {"${long}": {"a": "${long}"}}
# ${long}
--- code [1] id=${long} error=${long} tags=${long},${long}
y
--- markdown {"cell_type": "${long}"}
--- markdown
# ${long}
--- metadata
{"nbproject": {"id": "${long}", "time_init": "${long}", "version": [], "pypackage": {"${long}": 1}}}
`;
  const messages = findingsIn(notebookOf(notation)).map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(10);
  expect(Math.max(...messages.map(({ length }) => length))).toBeLessThan(300);
});
