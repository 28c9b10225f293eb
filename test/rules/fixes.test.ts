import { expect, test } from 'vitest';
import { safeEdits } from '../../server/src/rules/index.ts';
import { applyToJson } from '../support/applyEdits.ts';
import { findingsIn, fixContextOf, fixesOf } from '../support/check.ts';
import { jsonOf, notebookOf } from '../support/notation.ts';

const never = (code: string, error: unknown): never => {
  throw new Error(code, { cause: error });
};

function safeEditsOf(notation: string) {
  const notebook = notebookOf(notation);
  return safeEdits(notebook, findingsIn(notebook), fixContextOf(notebook), () => true, never);
}

test('Should apply at once what does not touch the same', () => {
  const edits = safeEditsOf(`
--- code [1] without=id
x
--- code [2] id=a
y
--- code [3] id=a
z
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": 2, "time_init": 1660118818, "pypackage": ["pandas"]}}
`);
  expect(
    edits.map((edit) => [edit.kind, 'cell' in edit ? edit.cell : 'path' in edit ? edit.path.join('/') : '']),
  ).toEqual([
    ['setCellId', 0],
    ['setCellId', 2],
    ['setMetadata', 'nbproject/version'],
    ['setMetadata', 'nbproject/time_init'],
    ['setMetadata', 'nbproject/pypackage'],
  ]);
});

test('Should leave to the user what writes, moves or deletes', () => {
  expect(safeEditsOf('--- code [2]\nx\n--- markdown\n\n--- code [1]\ny')).toEqual([]);
});

test('Should leave to the next round what touches the same', () => {
  const notation = '--- code [1] id=é\nx\n--- code [2] id=é\ny';
  const edits = safeEditsOf(notation);
  expect(edits.map((edit) => edit.kind === 'setCellId' && edit.cell)).toEqual([0, 1]);
  const ids = (applyToJson(jsonOf(notation), edits).cells as unknown as { id: string }[]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

test('Should make ids for thousands of cells without a thought', () => {
  const notebook = notebookOf(
    Array.from({ length: 5000 }, (_, cell) => `--- code [${5000 - cell}] without=id\nx`).join('\n'),
  );
  const findings = findingsIn(notebook);
  const context = fixContextOf(notebook);
  const started = performance.now();
  expect(safeEdits(notebook, findings, context, () => true, never)).toHaveLength(5000);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('Should offer each way to get a title', () => {
  const notebook = notebookOf(
    '--- notebook name=my_analysis-2\n--- code [1]\nx\n--- markdown\n### Sales in May\n\nWords.',
  );
  const [finding] = findingsIn(notebook).filter(({ code }) => code === 'missing-title');
  const fixes = fixesOf(notebook, finding!);
  expect(fixes.map(({ title }) => title)).toEqual([
    'Insert title cell',
    'Make the first heading the title: `Sales in May`',
  ]);
  expect(fixes[0]?.edits).toMatchObject([
    { kind: 'insertCells', index: 0, cells: [{ type: 'markdown', source: '# My analysis 2' }] },
  ]);
  expect(fixes[1]?.edits).toEqual([{ kind: 'setSource', cell: 1, edits: [{ start: 0, end: 3, newText: '#' }] }]);
});

test('Should fill a title that is empty', () => {
  const notebook = notebookOf('--- notebook name=sales\n--- markdown\n#\n\nWords.');
  const [finding] = findingsIn(notebook).filter(({ code }) => code === 'missing-title');
  const [fix] = fixesOf(notebook, finding!);
  expect(fix?.edits).toEqual([{ kind: 'setSource', cell: 0, edits: [{ start: 0, end: 1, newText: '# Sales' }] }]);
});

test('Should leave front matter above the title', () => {
  const notebook = notebookOf('--- raw\n---\nauthor: Ada\n---\n--- code [1]\nx\n--- markdown\n# T');
  const [finding] = findingsIn(notebook).filter(({ code }) => code === 'title-not-first');
  expect(fixesOf(notebook, finding!)[0]?.edits).toEqual([{ kind: 'moveCell', from: 2, to: 1 }]);
});
