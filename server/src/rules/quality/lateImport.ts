import type { NotebookEdit } from 'nbproject-protocol';
import type { Cell, Notebook } from '../../notebook/model.ts';
import { canMoveImportsUp } from '../../python/index.ts';
import type { Program, ProgramCell } from '../../record/index.ts';
import { isBlank } from '../blank.ts';
import { newCell } from '../newCellId.ts';
import { cellOfPlace, inSource } from '../place.ts';
import type { Fix, Rule } from '../rule.ts';
import { linesOf, type StatementLines } from './importLines.ts';

export const lateImport: Rule = {
  code: 'late-import',
  group: 'Quality',
  severity: 'hint',
  enabled: false,
  summary: 'An import below the first cell that does more than import.',
  documentation: {
    reports:
      'Each import statement at module level in a cell below the first code cell that has more Python in it than imports. Magics, commands (`%pip install`) and the cell tagged `parameters` may stand above imports. Not reported: imports inside functions, under `try` or `if`, and `from __future__`. Off unless selected.',
    why: 'Readers see only halfway down what the notebook needs, and a run fails there, after an hour, when a package is missing.',
    fix: 'Moves the imports of the cell to the end of those of the first cell that has any, or into a new cell above all code. Offered only where no cell then does anything else than before, and where each import has its lines to itself. Not applied unasked.',
    examples: [
      {
        bad: `
--- code [ ]
import os
--- code [ ]
folder = os.getcwd()
--- code [ ]
import json  # for the report

print(json.dumps(folder))
`,
        good: `
--- code [ ]
import os
import json  # for the report
--- code [ ]
folder = os.getcwd()
--- code [ ]
print(json.dumps(folder))
`,
      },
    ],
  },
  needs: ['program'],
  check: (_, { program }) =>
    lateCells(program).flatMap(({ index, cell, python }) =>
      python.importStatements.map(({ start, end }) => ({
        message: `Cell ${index + 1}: ${shown(cell, start, end)} stands below code. Move it to the imports at the top.`,
        place: inSource(index, start, end),
      })),
    ),
  fixes: (notebook, { place }, { program }) => {
    const late = lateCells(program).find(({ index }) => index === cellOfPlace(place));
    return program && late ? moveUp(notebook, program, late) : [];
  },
};

function lateCells(program: Program | undefined): readonly ProgramCell[] {
  return program ? program.cells.slice(firstCodeCell(program) + 1) : [];
}

/** The first cell that does more than import; behind the last where there is none. */
function firstCodeCell({ cells }: Program): number {
  const first = cells.findIndex(({ cell, python }) => python.doesMoreThanImport && !hasParameters(cell));
  return first < 0 ? cells.length : first;
}

/** Papermill's cell of parameters is the first that many notebooks have. */
function hasParameters({ metadata: { tags } }: Cell): boolean {
  return Array.isArray(tags) && tags.some((tag) => tag === 'parameters' || tag === 'injected-parameters');
}

function shown({ source }: Cell, start: number, end: number): string {
  const words = source.slice(start, end).replace(/[\s\\]+/g, ' ');
  return `\`${words.length > 60 ? `${words.slice(0, 60)}…` : words}\``;
}

function moveUp(notebook: Notebook, program: Program, late: ProgramCell): readonly Fix[] {
  const from = program.cells.indexOf(late);
  const lines = linesOf(late);
  if (lines === undefined) return [];
  const text = lines.map(({ start, textEnd }) => late.cell.source.slice(start, textEnd)).join('\n');
  const goal = goalFor(notebook, program, text);
  if (!goal || !canMoveImportsUp(program.python, from, late.python.importStatements, goal.before).safe) return [];
  const title = `Move the imports of cell ${late.index + 1} ${goal.name}`;
  return [{ title, edits: [goal.insertion, ...removal(late, lines)], safe: false }];
}

interface Goal {
  readonly name: string;
  readonly insertion: NotebookEdit;
  /** The first cell of the program that the imports pass. */
  readonly before: number;
}

/** Behind the imports of the first cell that has any, or in a new cell above all code; undefined where there is no line for them. */
function goalFor(notebook: Notebook, program: Program, text: string): Goal | undefined {
  const { cells } = program;
  const first = cells.findIndex(({ python }) => python.importStatements.length > 0);
  const target = first <= firstCodeCell(program) ? cells[first] : undefined;
  if (!target) {
    const insertion: NotebookEdit = {
      kind: 'insertCells',
      index: cells[0]?.index ?? 0,
      cells: [newCell(notebook, 'code', text)],
    };
    return { name: 'into a new cell at the top', insertion, before: 0 };
  }
  const last = linesOf(target)?.at(-1);
  if (!last) return undefined;
  const edits = [{ start: last.textEnd, end: last.textEnd, newText: `\n${text}` }];
  return {
    name: `to cell ${target.index + 1}`,
    insertion: { kind: 'setSource', cell: target.index, edits },
    before: isOnlyComments(target.cell.source.slice(last.textEnd)) ? first + 1 : first,
  };
}

function isOnlyComments(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line));
}

/** Takes lines out; a cell of which nothing is left goes as a whole. */
function removal({ index, cell: { source } }: ProgramCell, lines: readonly StatementLines[]): readonly NotebookEdit[] {
  const edits = lines.map(({ start, end }) => ({ start, end, newText: '' }));
  const kept = edits.map(({ start }, at) => source.slice(edits[at - 1]?.end ?? 0, start));
  const rest = source.slice(edits.at(-1)?.end ?? 0);
  if (isBlank(kept.join('') + rest)) return [{ kind: 'removeCells', index, count: 1 }];
  if (!isBlank(kept.join(''))) return [{ kind: 'setSource', cell: index, edits }];
  // Nothing is left above the last import: no blank lines at the top either.
  const first = source.length - rest.replace(/^(?:[ \t]*\r?\n)+/, '').length;
  return [{ kind: 'setSource', cell: index, edits: [{ start: 0, end: first, newText: '' }] }];
}
