import { editNotebook, type NotebookText, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { loadPython, type PythonReader } from '../../server/src/python/index.ts';
import { programOf } from '../../server/src/record/index.ts';
import { checkNotebook, rules, type Selection, selectRules } from '../../server/src/rules/index.ts';
import { growth, table, timed } from './measure.ts';

/**
 * What a notebook in Python costs, by its number of cells: reading its code for the first time, and every rule again after a
 * keystroke in one cell. Beside it `JSON.parse` of the same text; the exponent tells how time grows (1 is linear).
 */
const sizes = [1250, 2500, 5000, 10_000];

const everything = selectRules(rules, {
  emptyFile: 'problem',
  severities: Object.fromEntries(rules.map(({ code, severity }) => [code, severity])),
});
const measured = new Map<string, number[]>();

loadPython().then(run);

function run(reader: PythonReader): void {
  for (const size of sizes) {
    const content = notebookOf(size);
    note('JSON.parse of the text', timed(9, () => content, JSON.parse).median);
    note(
      'read the notebook',
      timed(
        9,
        () => Text.from(content),
        (text) => readNotebook('x', text),
      ).median,
    );
    note(
      'read all code, first time',
      timed(
        1,
        () => readNotebook('x', Text.from(content)),
        (document) => programOf(document.notebook, reader),
      ).median,
    );
    const typed = typing(readNotebook('x', Text.from(content)), reader);
    note('keystroke: the edit', timed(30, typed.next, typed.edit).median);
    note(
      'keystroke: its code',
      timed(
        30,
        () => typed.edit(typed.next()),
        (document) => programOf(document.notebook, reader),
      ).median,
    );
    note('keystroke: all rules', timed(30, typed.checked, typed.check(everything)).median);
    for (const selected of everything.rules) {
      const alone: Selection = { ...everything, rules: [selected] };
      note(`  ${selected.rule.code}`, timed(15, typed.checked, typed.check(alone)).median);
    }
  }

  const rows = [...measured].map(([name, times]) => [
    name,
    ...times.map((time) => time.toFixed(2)),
    times.every((time) => time < 0.1) ? '-' : growth(times.map((time, index) => [sizes[index] ?? 0, time])).toFixed(2),
  ]);
  process.stdout.write(`milliseconds, median\n${table([['cells', ...sizes.map(String), 'exponent'], ...rows])}\n`);
}

function note(name: string, milliseconds: number): void {
  measured.set(name, [...(measured.get(name) ?? []), milliseconds]);
}

/** A person who types into the middle cell. */
function typing(start: NotebookText, python: PythonReader) {
  let document = start;
  const middle = document.cells.findIndex((cell, index) => cell.type === 'code' && index >= document.cells.length >> 1);
  const next = () => {
    const cell = document.cells[middle];
    const at = (document.cellStarts[middle] ?? 0) + (cell?.sourceMap.jsonStart(0) ?? 0);
    return { start: at, end: at, newText: 'x' };
  };
  const edit = (change: ReturnType<typeof next>) => {
    document = editNotebook(document, change);
    return document;
  };
  const checked = () => {
    const { notebook } = edit(next());
    return {
      notebook,
      surroundings: {
        program: programOf(notebook, python),
        environment: undefined,
        file: undefined,
        lineage: undefined,
        dataFiles: undefined,
        secrets: undefined,
      },
    };
  };
  const check =
    (selection: Selection) =>
    ({ notebook, surroundings }: ReturnType<typeof checked>) =>
      checkNotebook(notebook, selection, surroundings, (code, error) => {
        throw new Error(code, { cause: error });
      });
  return { next, edit, checked, check };
}

/** Code that depends on the code above it, a heading here and there, and one output a cell. */
function notebookOf(cells: number): string {
  const list = Array.from({ length: cells }, (_, index) =>
    index % 10 === 0
      ? {
          cell_type: 'markdown',
          id: `m${index}`,
          metadata: {},
          source: [`## Part ${index}\n`, '\n', 'Some *words* about it.'],
        }
      : {
          cell_type: 'code',
          execution_count: index,
          id: `c${index}`,
          metadata: {},
          outputs: [{ name: 'stdout', output_type: 'stream', text: ['done\n'] }],
          source: [
            `import numpy as np\n`,
            `value_${index} = np.mean([${index}, ${index % 10 === 1 ? 0 : `value_${index - 1}`}])\n`,
            `print(value_${index})`,
          ],
        },
  );
  return JSON.stringify(
    {
      cells: list,
      metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
}
