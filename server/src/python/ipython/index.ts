import { cleanUp } from './cleanup.ts';
import { rewriteEscapes } from './escapes.ts';
import { bodyIsPython } from './magics.ts';
import { blank, type CellMagic, type PythonText } from './pythonText.ts';

export { type CellMagic, type Command, type PythonText, toSource } from './pythonText.ts';

/** Reads a cell as IPython's input transformer does. Never fails: what is no IPython is left to Python's parser. */
export function readIPython(source: string, readStatements: boolean): PythonText {
  const { text, shifts } = cleanUp(source);
  const magic = cellMagicIn(text);
  if (magic === undefined) {
    const escaped = rewriteEscapes(text, readStatements);
    return {
      text: escaped.text,
      shifts: [escaped.shifts, shifts],
      magics: [],
      commands: escaped.commands,
      isPython: true,
    };
  }
  const head = blank(text.slice(0, magic.end));
  const body = text.slice(magic.end);
  if (!magic.bodyIsPython)
    return { text: head + blank(body), shifts: [shifts], magics: [magic], commands: [], isPython: false };
  const inner = readIPython(body, readStatements);
  const by = magic.end;
  return {
    text: head + inner.text,
    shifts: [...inner.shifts.map((layer) => layer.map((shift) => moved(shift, by))), shifts],
    magics: [magic, ...inner.magics.map((each) => moved(each, by))],
    commands: inner.commands.map((each) => ({ ...moved(each, by), argumentsStart: each.argumentsStart + by })),
    isPython: inner.isPython,
  };
}

function cellMagicIn(text: string): CellMagic | undefined {
  const line = /^(?:[ \t\r]*\n)*(%%(?!\w+\?)(\S*)[ \t]*([^\n]*))/.exec(text);
  if (line === null) return undefined;
  const [matched, whole = '', name = '', rest = ''] = line;
  const start = matched.length - whole.length;
  return { name, arguments: rest.trim(), start, end: start + whole.length, bodyIsPython: bodyIsPython(name) };
}

function moved<T extends { readonly start: number; readonly end: number }>(thing: T, by: number): T {
  return { ...thing, start: thing.start + by, end: thing.end + by };
}
