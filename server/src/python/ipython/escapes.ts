import { type LogicalLine, lineEnd, logicalLineAt } from '../lines/logicalLine.ts';
import { statementIn } from './magicOptions.ts';
import { blank, type Command, padded, type Shift, shiftOf } from './pythonText.ts';

export interface Escaped {
  readonly text: string;
  readonly shifts: readonly Shift[];
  readonly commands: readonly Command[];
}

/**
 * Replaces every escape of IPython (`%magic`, `!command`, `x = %magic`, `x = !command`, `name?`, `/call`) by Python of the same
 * length. With `readStatements`, what `%time` and its kind run becomes part of the program; else it is passed over.
 */
export function rewriteEscapes(text: string, readStatements: boolean): Escaped {
  if (!/[%!?]|^[ \t]*[,;/]/m.test(text)) return { text, shifts: [], commands: [] };
  const pieces: string[] = [];
  const shifts: Shift[] = [];
  const commands: Command[] = [];
  let copied = 0;
  let position = 0;
  while (position < text.length) {
    const line = logicalLineAt(text, position, escapeEnd(text, position));
    const command = escapeIn(text, line);
    if (command === undefined) {
      position = line.next;
      continue;
    }
    const python = readStatements
      ? pythonOf(text, command)
      : { text: placeholder(text, command), shifts: [], commands: [] };
    pieces.push(text.slice(copied, command.start), python.text);
    shifts.push(...python.shifts);
    commands.push(command, ...python.commands);
    copied = command.end;
    position = command.end + 1;
  }
  pieces.push(text.slice(copied));
  return { text: pieces.join(''), shifts, commands };
}

/** A line that an escape opens ends with its continuations, whatever brackets and quotes its command has. */
function escapeEnd(text: string, position: number): number {
  const first = /[^ \t]/g;
  first.lastIndex = position;
  const start = first.exec(text)?.index ?? text.length;
  return isEscape(text, start) ? continuedEnd(text, start) : text.length;
}

function escapeIn(text: string, line: LogicalLine): Command | undefined {
  return helpIn(text, line) ?? lineEscapeIn(text, line) ?? assignedEscapeIn(text, line);
}

/** `name?` and `name??` at the end of a line; the rest of the line is lost, as IPython has it. */
function helpIn(text: string, line: LogicalLine): Command | undefined {
  if (line.last <= line.first || text[line.last] !== '?') return undefined;
  // What is longer than any name is not searched: that would take the square of its length.
  const from = Math.max(line.first, line.last - longestName);
  const target = /(%{0,2}(?!\d)[\w*]+(?:\.(?!\d)[\w*]+|\[-?[0-9]+\])*)\?\??$/u.exec(text.slice(from, line.last + 1));
  if (target === null) return undefined;
  const argumentsStart = from + target.index;
  return { kind: 'help', name: '', arguments: target[1] ?? '', start: line.first, end: line.last + 1, argumentsStart };
}

const longestName = 400;

function lineEscapeIn(text: string, { first }: LogicalLine): Command | undefined {
  if (!isEscape(text, first)) return undefined;
  const width = text.startsWith('!!', first) || text.startsWith('??', first) ? 2 : 1;
  const kind = kinds[text[first] ?? ''];
  // IPython cannot make a call of it, leaves it as it is, and Python then calls it an error.
  if (kind === undefined || (text[first] === '/' && !/^\/[^\s(]/.test(text.slice(first, first + 2)))) return undefined;
  return commandAt(text, kind, first, width);
}

function assignedEscapeIn(text: string, { value }: LogicalLine): Command | undefined {
  if (value === -1) return undefined;
  if (text[value] === '!') return commandAt(text, 'shell', value, 1);
  const isMagic = text[value] === '%' && /^[ \t]*[^\W\d]/u.test(text.slice(value + 1, value + 20));
  return isMagic ? commandAt(text, 'magic', value, 1) : undefined;
}

const kinds: Readonly<Record<string, Command['kind']>> = {
  '%': 'magic',
  '!': 'shell',
  '?': 'help',
  ',': 'call',
  ';': 'call',
  '/': 'call',
};

function isEscape(text: string, position: number): boolean {
  const character = text[position] ?? '';
  const following = text[position + 1];
  if (!(character in kinds)) return false;
  return !(following === '=' && '%!/'.includes(character)) && !(character === '/' && following === '/');
}

/** The command whose escape of `width` characters starts there, with the lines that continue it. */
function commandAt(text: string, kind: Command['kind'], start: number, width: number): Command {
  const lineBreak = continuedEnd(text, start);
  const end = text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
  const named = kind === 'magic' ? (/^[^\s]*/.exec(text.slice(start + width, end))?.[0] ?? '') : '';
  const spaces =
    kind === 'magic' ? (/^[ \t]*/.exec(text.slice(start + width + named.length, end))?.[0].length ?? 0) : 0;
  const argumentsStart = start + width + named.length + spaces;
  return { kind, name: named, arguments: text.slice(argumentsStart, end), start, end, argumentsStart };
}

function continuedEnd(text: string, start: number): number {
  let end = lineEnd(text, start);
  while (end < text.length && text[end - 1] === '\\') end = lineEnd(text, end + 1);
  return end;
}

function pythonOf(text: string, command: Command): Escaped {
  const offset = command.kind === 'magic' ? statementIn(command) : undefined;
  if (offset === undefined) return { text: placeholder(text, command), shifts: [], commands: [] };
  const start = command.argumentsStart + offset;
  const by = start - command.start;
  const lines = text.slice(start, command.end).split('\n');
  const statement = [padded(lines[0] ?? '', by), ...lines.slice(1)].join('\n');
  const { next, unclosed } = logicalLineAt(statement, 0);
  // Brackets that only a later line closes: IPython ends the statement here all the same.
  const isWhole = next >= statement.length && unclosed === -1;
  if (!isWhole || lines[0]?.trim() === '') return { text: placeholder(text, command), shifts: [], commands: [] };
  const inner = rewriteEscapes(statement, false);
  return {
    text: inner.text,
    shifts: [shiftOf(command.start, lines[0] ?? '', by)],
    commands: inner.commands.map((each) => moved(each, command.start)),
  };
}

function moved(command: Command, by: number): Command {
  return { ...command, start: command.start + by, end: command.end + by, argumentsStart: command.argumentsStart + by };
}

/** An expression of the same length: a new list where there is room, because what a command returns is no constant. */
function placeholder(text: string, { start, end }: Command): string {
  const written = text.slice(start, end);
  const expression = /^[^\n]{2}/.test(written) ? '[]' : '0';
  return expression + blank(written.slice(expression.length));
}
