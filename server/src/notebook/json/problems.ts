import type { TextProblem } from '../model.ts';
import { type Expected, type Failure, maxDepth, type Oddity } from './scanner.ts';

/** What to say when the text stops being JSON at the marker of a merge conflict; undefined when it stops elsewhere. */
export function conflictProblem(text: string, failure: Failure): TextProblem | undefined {
  const marker = lineAt(text, failure.offset);
  if (!conflictMarker.test(marker) || !isLineStart(text, failure.offset)) return undefined;
  const conflicts = text.match(/^<{7}(?=[ \r\n]|$)/gm)?.length ?? 0;
  const closing = /^>{7}(?: .*)?$/m.exec(text.slice(failure.offset).replaceAll('\r', ''));
  const from = `\`${marker}\``;
  const to = closing ? ` to \`${closing[0]}\`` : '';
  const more = conflicts > 1 ? ` (${conflicts} conflicts in this file)` : '';
  const message = `Merge conflict from ${from}${to}: both sides are in the file${more}. Keep one side of each and delete the marker lines.`;
  return { kind: 'conflict', message, start: failure.offset, end: failure.offset + marker.length };
}

/** What to say of the first place at which the text is no JSON. */
export function syntaxProblem(text: string, failure: Failure): TextProblem {
  const { offset, tokenStart } = failure;
  const message = wholeFileMessage(text, offset) ?? messageFor(text, failure);
  if (failure.expected === 'closing-quote' || failure.expected === 'no-control-character') {
    // From the opening quote, but never over more than its line.
    return { kind: 'syntax', message, start: tokenStart, end: tokenStart + lineAt(text, tokenStart).length };
  }
  if (offset >= text.length) {
    const last = text.trimEnd().length;
    return { kind: 'syntax', message, start: Math.max(0, last - 1), end: last };
  }
  return { kind: 'syntax', message, start: offset, end: offset + tokenAt(text, offset).length };
}

export function oddityProblem(text: string, oddity: Oddity): TextProblem {
  const { kind, start, end } = oddity;
  return { kind, message: oddityMessage(kind, text.slice(start, end)), start, end };
}

function oddityMessage(kind: Oddity['kind'], token: string): string {
  switch (kind) {
    case 'number':
      return /\d/.test(token)
        ? `The number ${shortened(token)} is too large: readers take it for infinity.`
        : `\`${token}\` is no JSON: Python reads it, other programs refuse the file. Write \`null\`, or a string.`;
    case 'surrogate':
      return `${token.length === 1 ? `U+${token.charCodeAt(0).toString(16).toUpperCase()}` : `\`${token}\``} is half of a character (a lone surrogate): it cannot be saved as UTF-8, so Jupyter fails when it saves the notebook.`;
    case 'depth':
      return `Values are nested more than ${maxDepth} levels deep here; what lies deeper is not checked, and some readers fail on it.`;
  }
}

const conflictMarker = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;

/** Content that is recognised as something else than a notebook, by its beginning. */
function wholeFileMessage(text: string, offset: number): string | undefined {
  if (text.slice(0, offset).replace('\ufeff', '').trim() !== '') return undefined;
  const begin = text.slice(offset, offset + 100);
  if (begin.startsWith('version https://git-lfs')) {
    return 'This is a Git LFS pointer, not the notebook itself. Fetch it with `git lfs pull`.';
  }
  if (begin.startsWith('<')) return 'This is a web page (HTML or XML), not a notebook. Download the raw file instead.';
  if (begin.startsWith('\0'))
    return 'The file begins with NUL characters: it holds no text. Restore it from a backup or from version control.';
  if (begin.startsWith('/')) return 'JSON has no comments: a notebook begins with `{`.';
  return `This is no JSON: a notebook begins with \`{\`, found ${found(text, offset)}.`;
}

function messageFor(text: string, { expected, offset }: Failure): string {
  const token = tokenAt(text, offset);
  if (expected === 'closing-quote') return 'The file ends inside this string: it is cut off.';
  if (offset >= text.length) return `The file ends too early: it is cut off. Expected ${described[expected]}.`;
  switch (expected) {
    case 'no-control-character':
      return controlMessage(text.charCodeAt(offset));
    case 'escape':
      return `\`${text.slice(offset, offset + 2)}\` is no escape. A backslash is written \`\\\\\`; \`\\u\` needs four hexadecimal digits.`;
    case 'end':
      return `The notebook has ended; found ${found(text, offset)} behind its closing brace. Remove what follows.`;
    case 'number':
      return `${found(text, offset)} is no number in JSON.`;
    case 'key':
      if (token === '}') return 'Trailing comma: remove the comma before this `}`.';
      break;
    case 'value':
      if (token === ']') return 'Trailing comma: remove the comma before this `]`.';
      break;
  }
  if (token.startsWith("'"))
    return "JSON's strings stand in double quotes, found a single quote. (Python's `repr`? Use `json.dumps`.)";
  if (token.startsWith('//') || token.startsWith('/*') || token.startsWith('#'))
    return 'JSON has no comments: remove it.';
  const python = pythonLiterals[token];
  if (python) return `\`${token}\` is Python; JSON writes \`${python}\`.`;
  return `Expected ${described[expected]}, found ${found(text, offset)}.`;
}

const pythonLiterals: Readonly<Record<string, string>> = { None: 'null', True: 'true', False: 'false' };

const described: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'value-or-end': 'a value or `]`',
  key: 'a key in double quotes',
  'key-or-end': 'a key in double quotes or `}`',
  colon: '`:` behind the key',
  'comma-or-brace': '`,` or `}`',
  'comma-or-bracket': '`,` or `]`',
  end: 'nothing more',
  'closing-quote': 'a closing `"`',
  escape: 'an escape',
  'no-control-character': 'no control character',
  number: 'a number',
  literal: '`true`, `false` or `null`',
};

function controlMessage(code: number): string {
  if (code === 10 || code === 13)
    return 'This string is not closed on its line. Add the closing `"`; a line break inside a string is written `\\n`.';
  if (code === 9) return 'This string holds a tab, which JSON writes as `\\t`.';
  return `This string holds the control character U+${code.toString(16).padStart(4, '0').toUpperCase()}, which JSON writes as an escape.`;
}

function found(text: string, offset: number): string {
  const token = tokenAt(text, offset);
  if (token.startsWith('\0')) return 'a NUL character';
  return `\`${shortened(token)}\``;
}

/** A word, a string on its line, or one character. */
function tokenAt(text: string, offset: number): string {
  const rest = text.slice(offset, offset + 200);
  return /^(?:[-+.\w]+|"(?:[^"\\\r\n]|\\.)*"?|\/[/*]|.)/su.exec(rest)?.[0] ?? '';
}

function shortened(token: string): string {
  return token.length > 40 ? `${token.slice(0, 40)}…` : token;
}

function lineAt(text: string, offset: number): string {
  const end = text.slice(offset, offset + 1000).search(/[\r\n]/);
  return text.slice(offset, end < 0 ? offset + 1000 : offset + end);
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n' || text[offset - 1] === '\r';
}
