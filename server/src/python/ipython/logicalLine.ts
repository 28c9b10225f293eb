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
}

/** Reads one logical line. Follows Python's tokenizer where it is lenient: a quote that its line does not close is skipped. */
export function logicalLineAt(text: string, start: number, limit = text.length): LogicalLine {
  const first = firstToken(text, start, limit);
  const brackets: number[] = [];
  let value = -1;
  let last = -1;
  let unmatched = -1;
  let position = first;
  while (position < limit) {
    const character = text[position] ?? '';
    if (character === '\n') {
      position++;
      if (brackets.length === 0) return { first, next: position, value, last, unclosed: -1, unmatched };
      continue;
    }
    if (isSpace(character.charCodeAt(0))) {
      position++;
      continue;
    }
    if (character === '#') {
      position = lineEnd(text, position);
      if (brackets.length === 0) last = -1;
      continue;
    }
    last = position;
    if (character === '"' || character === "'") {
      const end = stringEnd(text, position);
      if (end === -1 && isTriple(text, position))
        return { first, next: limit, value, last, unclosed: position, unmatched };
      position = end === -1 ? position + 1 : end;
      continue;
    }
    if (character === '\\') {
      position += text.startsWith('\r\n', position + 1) ? 3 : 2;
      continue;
    }
    if (opening.has(character)) brackets.push(position);
    else if (character in pairs) {
      const opened = text[brackets.pop() ?? -1] ?? '';
      if (unmatched === -1 && opened + character !== pairs[character]) unmatched = position;
    } else if (character === '=' && value === -1 && brackets.length === 0 && isAssignment(text, position)) {
      value = firstToken(text, position + 1, limit);
      // A command follows, whose brackets and quotes are its own.
      if (text[value] === '!' || text[value] === '%') return commandLine(text, first, value);
    }
    position++;
  }
  return { first, next: limit, value, last, unclosed: brackets[0] ?? -1, unmatched };
}

function commandLine(text: string, first: number, value: number): LogicalLine {
  const end = lineEnd(text, value);
  return {
    first,
    next: end + 1,
    value,
    last: value + text.slice(value, end).trimEnd().length - 1,
    unclosed: -1,
    unmatched: -1,
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

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 12 || code === 13;
}
