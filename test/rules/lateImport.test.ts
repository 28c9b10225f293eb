import { describe, expect, test } from 'vitest';
import { applyToJson } from '../support/applyEdits.ts';
import { findingsOf, fixesOf } from '../support/check.ts';
import { jsonOf, notebookOf } from '../support/notation.ts';

function cells(...sources: readonly string[]): string {
  return sources.map((source, index) => `--- code [ ] id=c${index + 1}\n${source}`).join('\n');
}

function late(...sources: readonly string[]): string[] {
  return findingsOf('late-import', notebookOf(cells(...sources))).map(
    ({ message }) => message.split(' stands')[0] ?? '',
  );
}

/** The sources after the preferred fix of the first finding; undefined where there is none. */
function fixed(...sources: readonly string[]): string[] | undefined {
  const notation = cells(...sources);
  const notebook = notebookOf(notation);
  const [finding] = findingsOf('late-import', notebook);
  const [fix] = finding ? fixesOf(notebook, finding) : [];
  if (!fix) return undefined;
  const after = applyToJson(jsonOf(notation), fix.edits).cells as unknown as { source: string[] }[];
  return after.map(({ source }) => source.join(''));
}

describe('An import is late', () => {
  test('Should report each below the first cell that does more than import', () => {
    expect(late('import os', 'x = 1', 'import json\nfrom math import (\n  pi,\n)')).toEqual([
      'Cell 3: `import json`',
      'Cell 3: `from math import ( pi, )`',
    ]);
  });

  test.each([
    ['in the cell that comes first', ['x = 1\nimport os']],
    ['below magics and commands', ['%load_ext autoreload\n%autoreload 2', '!pip install numpy', 'import os', 'x = 1']],
    ['below words in a cell', ['# Set up', 'import os', 'x = 1']],
    [
      'in a function, under a condition or in a try',
      [
        'x = 1',
        'def f():\n    import os\nif x:\n    import json\ntry:\n    import yaml\nexcept ImportError:\n    yaml = None',
      ],
    ],
    ['of the future, which has to stand where it counts', ['x = 1', 'from __future__ import annotations']],
    ['that a magic makes', ['x = 1', '%load_ext autoreload']],
  ])('Should not report one %s', (_, sources) => {
    expect(late(...sources)).toEqual([]);
  });

  test('Should pass over the cell of parameters', () => {
    const notation = '--- code [ ] tags=parameters\nalpha = 1\n--- code [ ]\nimport os\n--- code [ ]\nx = 1';
    expect(findingsOf('late-import', notebookOf(notation))).toEqual([]);
  });
});

describe('Moving imports', () => {
  test('Should put them behind the first, with their comments, and take the cell away when nothing is left', () => {
    expect(fixed('import os', 'x = 1', 'import json  # why\nimport re')).toEqual([
      'import os\nimport json  # why\nimport re',
      'x = 1',
    ]);
  });

  test('Should leave what is below them, without the blank lines above it', () => {
    expect(fixed('import os\n\n# more', 'x = 1', 'import json\n\nprint(json)')).toEqual([
      'import os\nimport json\n\n# more',
      'x = 1',
      'print(json)',
    ]);
  });

  test('Should leave what is above them', () => {
    expect(fixed('import os', 'x = 1', 'y = 2\nimport json')).toEqual(['import os\nimport json', 'x = 1', 'y = 2\n']);
  });

  test('Should make a cell for them where none comes before the code', () => {
    expect(fixed('x = 1', 'import json\nprint(json)')).toEqual(['import json', 'x = 1', 'print(json)']);
  });

  test.each([
    ['another statement on its line', ['import os', 'x = 1', 'import json; y = 2']],
    ['a cell above that uses the name for something else', ['import os', 'json = 1\nprint(json)', 'import json']],
    ['a statement of its own cell above it that does', ['import os', 'x = 1', 'json = 2\nprint(json)\nimport json']],
    ['a command above that may install it', ['import os', 'x = 1\n!pip install numpy', 'import numpy']],
    ['a path that a cell above adds', ['import sys', 'sys.path.append("lib")', 'import tools']],
    ['a star, which may define anything', ['import os', 'x = 1', 'from math import *']],
    ['a built-in that it covers', ['import os', 'x = open("a")', 'from io import open']],
  ])('Should not be offered against %s', (_, sources) => {
    expect(late(...sources).length).toBeGreaterThan(0);
    expect(fixed(...sources)).toBeUndefined();
  });
});
