import type { Rule } from '../rule.ts';

export const invalidJson: Rule = {
  code: 'invalid-json',
  group: 'Format',
  severity: 'error',
  enabled: true,
  summary: 'The text of the file is not JSON.',
  reads: 'any text',
  documentation: {
    reports:
      'The first place at which the text stops being JSON, and what was expected there; the markers of a merge conflict get a message of their own. Also what only some programs read: `NaN` and `Infinity`, numbers too large, halves of characters (lone surrogates), a byte-order mark, values nested more than 100 levels deep. Files above 64 MB and notebooks of more than 200,000 cells are not read, and say so. While the text is broken, no other rule runs.',
    why: 'No program opens the notebook. After a merge or an edit by hand one missing comma is enough, and most tools name neither the line nor the reason.',
    examples: [
      {
        bad: `
--- text
{
 "cells": [],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5,
}
`,
        good: `
--- text
{
 "cells": [],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`,
      },
    ],
  },
  check: ({ problems }) =>
    problems.map(({ message, start, end }) => ({ message, place: { kind: 'text', start, end } })),
};
