import { languageNamed } from './languages.ts';
import { type SourceLine, without } from './lines.ts';
import { escaped } from './markerOptions.ts';
import { Quotes } from './quotes.ts';

/** `words?` asks for help in code; prose ends with a question mark, too. */
type Questions = 'with help' | 'without help';

/** Lines of a cell with its magics as they are in the notebook: in a script they are comments. */
export function withoutMagicComments(
  lines: readonly SourceLine[],
  language: string,
  questions: Questions,
): SourceLine[] {
  const signs = magicSignsOf(language);
  if (!signs) return [...lines];
  const quotes = new Quotes(language);
  let continues = false;
  return lines.map((line) => {
    const isMagic = quotes.beginsOutside(line.text) && (continues || isMagicLine(line.text, signs, questions));
    if (!isMagic) return line;
    continues = language === 'python' && /\\\s*$/.test(line.text);
    return uncommented(line, signs.comment);
  });
}

/** True for a magic, commented or not. */
export function isMagic(text: string, language: string, questions: Questions): boolean {
  const signs = magicSignsOf(language);
  return signs !== undefined && isMagicLine(text, signs, questions);
}

/** The line with its first comment sign, and one space behind that, taken away; the indent stays. */
export function uncommented(line: SourceLine, comment: string): SourceLine {
  const indent = line.text.length - line.text.trimStart().length;
  if (!line.text.startsWith(comment, indent)) return line;
  const end = indent + comment.length;
  return without(line, indent, line.text[end] === ' ' ? end + 1 : end);
}

interface MagicSigns {
  readonly comment: string;
  readonly magic: RegExp;
  readonly kept: RegExp;
  readonly isPython: boolean;
}

/** Languages in which `%` means something else. */
const withoutMagics = new Set(['matlab', 'sas', 'jenner', 'logtalk']);

const known = new Map<string, MagicSigns | undefined>();

function magicSignsOf(language: string): MagicSigns | undefined {
  if (!known.has(language)) known.set(language, readSigns(language));
  return known.get(language);
}

function readSigns(language: string): MagicSigns | undefined {
  const comment = languageNamed(language)?.comment;
  if (!comment || withoutMagics.has(language)) return undefined;
  const sign = escaped(comment);
  const comments = `(?:${sign} ?)*`;
  const beginnings: Readonly<Record<string, string>> = {
    rust: `^${comments}:[a-zA-Z]`,
    csharp: `^${comments}#![a-zA-Z]`,
    go: `^${comments}(?:!\\*?|%{1,3})[a-zA-Z]`,
  };
  return {
    comment,
    magic: new RegExp(beginnings[language] ?? `^\\s*${comments}%{1,3}[a-zA-Z]`),
    kept: new RegExp(`^\\s*${comments}%{1,3}[a-zA-Z].*${sign}\\s*noescape`),
    isPython: language === 'python',
  };
}

/** `! command` and `? help`; a magic whose result is assigned; commands that IPython takes without `%`. */
const pythonMagics = [
  /^\s*(?:(?:# ?)+\s*)?[?!]\s*[A-Za-z.~$\\/{}]/,
  /^(?:# ?)*\s*[a-zA-Z_][a-zA-Z_$0-9]*\s*=\s*(?:%{1,3}|!)[a-zA-Z]/,
  /^(?:# ?)*(?:cat|cd|cp|mv|rm|rmdir|mkdir|copy|ddir|echo|ls|ldir|ren)(?:$|\s$|\s[^=,])/,
];

const help = /^\s*(?:# )*\S*\?\s*$/;

function isMagicLine(text: string, { magic, kept, isPython }: MagicSigns, questions: Questions): boolean {
  if (kept.test(text)) return false;
  if (magic.test(text)) return true;
  if (!isPython) return false;
  return pythonMagics.some((one) => one.test(text)) || (questions === 'with help' && help.test(text));
}
