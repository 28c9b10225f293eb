import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editNotebook, type NotebookText, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { loadPython } from '../../server/src/python/index.ts';
import { programOf } from '../../server/src/record/index.ts';
import { checkNotebook, type Finding, rules, selectRules } from '../../server/src/rules/index.ts';
import { writeNotebook } from '../support/notation.ts';

const python = await loadPython();

const start = writeNotebook(`
--- markdown
# Title
--- code [1]
import os, numpy as np
rate = 0.2
--- code [1] stdout=hi
print(rate, total)  # nbproject: ignore[undefined-name]
open("/home/ada/x.csv")
--- code [3]
total = np.random.rand()
!pip install x
--- markdown
# Another
--- code [ ]

--- code [7] id=same
def f():
    return missing
--- code [6] id=same
del rate
`).text;

const everything = selectRules(rules, {
  emptyFile: 'problem',
  severities: Object.fromEntries(rules.map(({ code, severity }) => [code, severity])),
});

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.constantFrom(0, 0, 0, 1, 3, 80, 400),
    text: fc.constantFrom(
      'x',
      '',
      '"',
      '1',
      '# ',
      'rate',
      'import re\\n',
      '\\n',
      '},\n',
      '{"cell_type": "raw", "metadata": {}, "source": []},',
    ),
    isUndone: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

test('Findings after edits should be those of the same text read anew', () => {
  fc.assert(
    fc.property(edits, (list) => {
      let document = readNotebook('analysis', Text.from(start));
      findings(document);
      for (const { at, length, text, isUndone } of list) {
        const from = Math.floor(at * document.text.length);
        const end = Math.min(document.text.length, from + length);
        const removed = document.text.slice(from, end);
        document = editNotebook(document, { start: from, end, newText: text });
        expectAsFresh(document);
        if (!isUndone) continue;
        document = editNotebook(document, { start: from, end: from + text.length, newText: removed });
        expectAsFresh(document);
      }
    }),
    { numRuns: 60 },
  );
});

function expectAsFresh(document: NotebookText): void {
  const fresh = readNotebook('analysis', Text.from(document.text.toString()));
  expect(findings(document)).toEqual(findings(fresh));
}

function findings({ notebook }: NotebookText): readonly Finding[] {
  const surroundings = {
    program: programOf(notebook, python),
    environment: undefined,
    file: '/home/ada/analysis.ipynb',
    lineage: undefined,
    dataFiles: undefined,
    secrets: undefined,
  };
  return checkNotebook(notebook, everything, surroundings, (code, error) => {
    throw new Error(code, { cause: error });
  });
}
