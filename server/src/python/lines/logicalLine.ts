/** One logical line of Python: to the first line end outside brackets, strings and continuations. Offsets into the text. */
export interface LogicalLine {
  /** The first character that is no white space. */
  readonly first: number;
  /** Where the next logical line starts. */
  readonly next: number;
  /** After the first `=` outside brackets that assigns, at the first character of the value; -1 without one. */
  readonly value: number;
  /** The last character that is neither white space nor comment; -1 when a comment ends the line. */
  readonly last: number;
  /** The bracket or the quotes that nothing closes before the end of the text; -1 without one. */
  readonly unclosed: number;
  /** The first closing bracket that closes nothing, or a bracket of another kind; -1 without one. */
  readonly unmatched: number;
  /** The first quote that its line does not close; -1 without one. */
  readonly unterminated: number;
  /** Inside brackets, the line ends and the comments before them: Python passes over both. */
  readonly breaks: readonly { readonly start: number; readonly end: number }[];
}

/** All logical lines of a text, one after the other. */
export function logicalLinesOf(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let position = 0; position < text.length; ) {
    const line = logicalLineAt(text, position);
    lines.push(line);
    position = line.next;
  }
  return lines;
}

/** Reads one logical line. Follows Python's tokenizer where it is lenient: a quote that its line does not close is skipped. */
export function logicalLineAt(text: string, start: number, limit = text.length): LogicalLine {
  const first = firstToken(text, start, limit);
  const line: Reading = { ...nothing, first, next: limit, breaks: [] };
  const brackets: number[] = [];
  for (let position = first; position < limit; ) {
    if (isPlain(text.charCodeAt(position))) {
      line.last = position++;
      continue;
    }
    const character = text[position] ?? '';
    if (isSpace(character.charCodeAt(0))) position++;
    else if (character === '\n') {
      position++;
      if (brackets.length === 0) return { ...line, next: position };
      line.breaks.push({ start: position - 1, end: position });
    } else if (character === '#') {
      const end = lineEnd(text, position);
      if (brackets.length === 0) line.last = -1;
      else line.breaks.push({ start: position, end });
      position = end;
    } else {
      line.last = position;
      if (character === '"' || character === "'") {
        position = pastString(text, position, limit, line);
      } else if (character === '\\') {
        position += text.startsWith('\r\n', position + 1) ? 3 : 2;
      } else {
        if (opening.has(character)) brackets.push(position);
        else if (character in pairs) close(text, position, brackets.pop(), line);
        else if (character === '=' && line.value === -1 && brackets.length === 0 && isAssignment(text, position)) {
          line.value = firstToken(text, position + 1, limit);
          // A command follows, whose brackets and quotes are its own.
          if (text[line.value] === '!' || text[line.value] === '%') return commandLine(text, line);
        }
        position++;
      }
    }
  }
  return { ...line, unclosed: line.unclosed === -1 ? (brackets[0] ?? -1) : line.unclosed };
}

type Reading = { -readonly [Key in Exclude<keyof LogicalLine, 'breaks'>]: LogicalLine[Key] } & {
  readonly breaks: { readonly start: number; readonly end: number }[];
};

const nothing: LogicalLine = {
  first: 0,
  next: 0,
  value: -1,
  last: -1,
  unclosed: -1,
  unmatched: -1,
  unterminated: -1,
  breaks: [],
};

function pastString(text: string, position: number, limit: number, line: Reading): number {
  const end = stringEnd(text, position);
  if (end !== -1) return end;
  if (isTriple(text, position)) {
    line.unclosed = position;
    return limit;
  }
  if (line.unterminated === -1) line.unterminated = position;
  return position + 1;
}

function close(text: string, position: number, opened: number | undefined, line: Reading): void {
  const fits = opened !== undefined && `${text[opened]}${text[position]}` === pairs[text[position] ?? ''];
  if (!fits && line.unmatched === -1) line.unmatched = position;
}

function commandLine(text: string, line: LogicalLine): LogicalLine {
  const end = lineEnd(text, line.value);
  return {
    ...nothing,
    first: line.first,
    value: line.value,
    next: end + 1,
    last: line.value + text.slice(line.value, end).trimEnd().length - 1,
  };
}

/** Past white space, and past line ends that a backslash takes back. */
function firstToken(text: string, start: number, limit: number): number {
  let first = start;
  while (first < limit && (isSpace(text.charCodeAt(first)) || text.startsWith('\\\n', first)))
    first += text[first] === '\\' ? 2 : 1;
  return Math.min(first, limit);
}

const opening: ReadonlySet<string> = new Set('([{');
const pairs: Readonly<Record<string, string>> = { ')': '()', ']': '[]', '}': '{}' };

/** Where the string that starts with the quotes at `position` ends; -1 when nothing ends it. */
function stringEnd(text: string, position: number): number {
  const quote = text[position] ?? '';
  const triple = isTriple(text, position);
  for (let index = position + (triple ? 3 : 1); index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index += text.startsWith('\r\n', index + 1) ? 2 : 1;
    else if (character === '\n' && !triple) return -1;
    else if (character === quote && !triple) return index + 1;
    else if (character === quote && isTriple(text, index)) return index + 3;
  }
  return -1;
}

function isTriple(text: string, position: number): boolean {
  return text[position] === text[position + 1] && text[position] === text[position + 2];
}

function isAssignment(text: string, position: number): boolean {
  return text[position + 1] !== '=' && !'=!<>+-*/%&|^@:'.includes(text[position - 1] ?? ' ');
}

export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end === -1 ? text.length : end;
}

/** Letters, digits and the like, of which most of a text is made and which decide nothing here. */
function isPlain(code: number): boolean {
  return code > 127 || deciding[code] === 0;
}

const deciding = new Uint8Array(128);
for (const character of ' \t\f\r\n#"\'\\()[]{}=') deciding[character.charCodeAt(0)] = 1;

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 12 || code === 13;
}
