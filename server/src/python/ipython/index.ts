import { cleanUp } from './cleanup.ts';
import { rewriteEscapes } from './escapes.ts';
import { bodyIsForeign, bodyIsPython } from './magics.ts';
import { blank, type CellMagic, type PythonText } from './pythonText.ts';

export { type CellMagic, type Command, type PythonText, toSource } from './pythonText.ts';

/** Reads a cell as IPython's input transformer does. Never fails: what is no IPython is left to Python's parser. */
export function readIPython(source: string, readStatements: boolean): PythonText {
  return readLayer(source, readStatements, 0);
}

/** A cell magic's Python may start with a cell magic again; nobody needs more than a few. */
const deepest = 10;

function readLayer(source: string, readStatements: boolean, depth: number): PythonText {
  const { text, shifts } = cleanUp(source);
  const magic = cellMagicIn(text);
  if (magic === undefined) {
    const { text: python, shifts: own, commands } = rewriteEscapes(text, readStatements);
    return { text: python, shifts: [own, shifts], magics: [], commands, isPython: true, unknownBody: '' };
  }
  const head = blank(text.slice(0, magic.end));
  const body = text.slice(magic.end);
  if (!magic.bodyIsPython || depth === deepest) {
    const unknownBody = bodyIsForeign(magic.name) ? '' : body;
    return { text: head + blank(body), shifts: [shifts], magics: [magic], commands: [], isPython: false, unknownBody };
  }
  const inner = readLayer(body, readStatements, depth + 1);
  const by = magic.end;
  return {
    ...inner,
    text: head + inner.text,
    shifts: [...inner.shifts.map((layer) => layer.map((shift) => moved(shift, by))), shifts],
    magics: [magic, ...inner.magics.map((each) => moved(each, by))],
    commands: inner.commands.map((each) => ({ ...moved(each, by), argumentsStart: each.argumentsStart + by })),
  };
}

function cellMagicIn(text: string): CellMagic | undefined {
  const line = /^(?:[ \t\r]*\n)*(%%(?!\w+\?)(\S*)[^\n]*)/.exec(text);
  if (line === null) return undefined;
  const [matched, written = '', name = ''] = line;
  const start = matched.length - written.length;
  const whole = written.trimEnd();
  return {
    name,
    arguments: whole.slice(2 + name.length).trim(),
    start,
    end: start + whole.length,
    bodyIsPython: bodyIsPython(name),
  };
}

function moved<T extends { readonly start: number; readonly end: number }>(thing: T, by: number): T {
  return { ...thing, start: thing.start + by, end: thing.end + by };
}
