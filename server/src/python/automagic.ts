import type { Command, PythonText } from './ipython/index.ts';
import { isBuiltinLineMagic } from './ipython/magics.ts';
import { blank } from './ipython/pythonText.ts';

/**
 * `pip install x` or `ls -l` without `%`: IPython takes the only line of a cell for a magic when its first word is one, unless a
 * variable has that name. Undefined for any other cell.
 */
export function automagicIn(source: string): Command | undefined {
  const line = source.trim();
  if (line.includes('\n')) return undefined;
  const [, name = '', space = '', rest = ''] = /^([^\W\d]\w*)(?:([ \t]+)([^\s=,].*))?$/u.exec(line) ?? [];
  if (!isBuiltinLineMagic(name)) return undefined;
  const start = source.indexOf(line);
  const argumentsStart = start + name.length + space.length;
  return { kind: 'magic', name, arguments: rest, start, end: start + line.length, argumentsStart };
}

/** The cell with nothing in it but that magic. */
export function asMagic(source: string, command: Command): PythonText {
  return { text: blank(source), shifts: [], magics: [], commands: [command], isPython: true, unknownBody: '' };
}
