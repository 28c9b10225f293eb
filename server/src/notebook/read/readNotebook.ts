import { JsonText } from '../json/jsonText.ts';
import { conflictProblem, oddityProblem, syntaxProblem } from '../json/problems.ts';
import { JsonScanner, type Oddity } from '../json/scanner.ts';
import { typeAt } from '../json/tree.ts';
import type { TextProblem } from '../model.ts';
import type { Text } from '../text/text.ts';
import { type Field, readField, scanMembers } from './field.ts';
import { type Layout, type NotebookText, notebookText } from './notebookText.ts';
import { type RawCell, readCell } from './rawCell.ts';

/** Longer texts are not read, in UTF-16 code units: a notebook of this size is outputs, which nobody reviews. */
export const maxNotebookLength = 64 * 1024 * 1024;

/** Notebooks of more cells are not read: each takes some memory, and nobody wrote them. */
export const maxCells = 200_000;

/** Reads a notebook from its text. What is no JSON ends the reading and is a problem of the result; nothing throws. */
export function readNotebook(name: string, text: Text): NotebookText {
  if (text.length > maxNotebookLength) return unread(name, text, tooLarge(text.length));
  const content = text.toString();
  const start = content.startsWith('\ufeff') ? 1 : 0;
  const scanner = new JsonScanner(content, start);
  if (Number.isNaN(scanner.peek())) return unread(name, text, emptyProblem);
  const reader = new RootReader(scanner);
  const read = reader.read();
  if (reader.cells.length > maxCells) return unread(name, text, tooManyCells);
  const failure = scanner.failure;
  const fatal = !read && failure ? [conflictProblem(content, failure) ?? syntaxProblem(content, failure)] : [];
  return notebookText(
    name,
    text,
    {
      type: reader.type,
      start: reader.start,
      end: scanner.position,
      fields: reader.fields,
      cells: reader.list,
      problems: [
        ...fatal,
        ...(start > 0 ? [byteOrderMark] : []),
        ...scanner.oddities.map((oddity) => oddityProblem(content, oddity)),
      ],
      complete: read,
    },
    reader.cells,
    reader.cellStarts,
  );
}

export function oddityProblems(text: Text, oddities: readonly Oddity[]): TextProblem[] {
  return oddities.map(({ kind, start, end }) => {
    const problem = oddityProblem(text.slice(start, end), { kind, start: 0, end: end - start });
    return { ...problem, start, end };
  });
}

class RootReader {
  readonly start: number;
  readonly type: JsonText['type'];
  readonly fields: Field[] = [];
  cells: RawCell[] = [];
  cellStarts: number[] = [];
  list: { start: number; end: number } | undefined;
  readonly #scanner: JsonScanner;

  constructor(scanner: JsonScanner) {
    this.#scanner = scanner;
    this.start = scanner.position;
    this.type = typeAt(scanner.text, scanner.position);
  }

  read(): boolean {
    const scanner = this.#scanner;
    const read = this.type === 'object' ? scanMembers(scanner, this.#readMember) : scanner.skipValue(0);
    if (!read) return false;
    return Number.isNaN(scanner.peek()) || scanner.fail('end');
  }

  readonly #readMember = (key: string, keyStart: number, keyEnd: number): boolean => {
    const scanner = this.#scanner;
    if (key === 'cells') {
      // A later `cells` replaces an earlier one, as it does for every other reader.
      this.cells = [];
      this.cellStarts = [];
      this.list = undefined;
      if (scanner.peek() === 91) {
        const start = scanner.position;
        this.fields.push({ key, keyStart, keyEnd, start, value: new JsonText('[]', false) });
        return this.#readCells(start);
      }
    }
    const field = readField(scanner, 1, 0, key, keyStart, keyEnd);
    if (field) this.fields.push(field);
    return field !== undefined;
  };

  #readCells(start: number): boolean {
    const scanner = this.#scanner;
    this.list = { start, end: scanner.text.length };
    scanner.position++;
    if (scanner.peek() !== 93) {
      for (;;) {
        scanner.peek();
        const cellStart = scanner.position;
        const cell = readCell(scanner, this.cells.length === 0 ? 'value-or-end' : 'value');
        if (!cell) return false;
        this.cells.push(cell);
        if (this.cells.length > maxCells) return false;
        this.cellStarts.push(cellStart);
        const next = scanner.peek();
        if (next === 93) break;
        if (next !== 44) return scanner.fail('comma-or-bracket');
        scanner.position++;
      }
    }
    scanner.position++;
    this.list = { start, end: scanner.position };
    return true;
  }
}

function unread(name: string, text: Text, problem: TextProblem): NotebookText {
  const layout: Layout = {
    type: 'null',
    start: 0,
    end: text.length,
    fields: [],
    cells: undefined,
    problems: [problem],
    complete: false,
  };
  return notebookText(name, text, layout, [], []);
}

const emptyProblem: TextProblem = {
  kind: 'empty',
  message: 'The file is empty: Jupyter cannot open it. Write a notebook to it, or delete it.',
  start: 0,
  end: 0,
};

/** Python's `json` refuses it, and Jupyter with it, though other readers pass over it. */
const byteOrderMark: TextProblem = {
  kind: 'mark',
  message: "The file begins with a byte-order mark, which Jupyter's reader refuses. Save it as UTF-8 without one.",
  start: 0,
  end: 1,
};

export const tooManyCells: TextProblem = {
  kind: 'size',
  message: `The notebook has more than ${maxCells.toLocaleString('en')} cells: it is not read. Split it.`,
  start: 0,
  end: 1,
};

function tooLarge(length: number): TextProblem {
  const size = (length / 1024 / 1024).toFixed(0);
  const limit = maxNotebookLength / 1024 / 1024;
  const message = `The notebook has ${size} MB; above ${limit} MB it is not read. Clear its outputs, for example with \`jupyter nbconvert --clear-output --inplace\`.`;
  return { kind: 'size', message, start: 0, end: 1 };
}
