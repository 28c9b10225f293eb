import type { Command, PythonText } from './ipython/index.ts';
import { isBuiltinLineMagic } from './ipython/magics.ts';
import { blank } from './ipython/pythonText.ts';

/**
 * `pip install x` or `ls -l` without `%`: IPython takes the only line of a cell for a magic when its first word is one, unless a
 * variable has that name. Undefined for any other cell.
 */
export function automagicIn(source: string): Command | undefined {
  const line = /^(\s*)([^\W\d]\w*)(?:([ \t]+)([^\s=,][^\n]*))?\s*$/u.exec(source);
  if (line === null) return undefined;
  const [, indent = '', name = '', space = '', rest = ''] = line;
  if (!isBuiltinLineMagic(name)) return undefined;
  const argumentsStart = indent.length + name.length + space.length;
  return {
    kind: 'magic',
    name,
    arguments: rest.trimEnd(),
    start: indent.length,
    end: argumentsStart + rest.trimEnd().length,
    argumentsStart,
  };
}

/** The cell with nothing in it but that magic. */
export function asMagic(source: string, command: Command): PythonText {
  return { text: blank(source), shifts: [], magics: [], commands: [command], isPython: true, unknownBody: '' };
}
