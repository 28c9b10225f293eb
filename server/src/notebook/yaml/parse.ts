import { Composer, type CST, type Document, Lexer, Parser, type YAMLParseError } from 'yaml';
import { withoutTimes } from './tags.ts';

/** Reads YAML 1.1 as PyYAML does; a sentence's end for what is none. Never throws, and takes time in proportion to the text. */
export function parse(text: string): Document.Parsed | { readonly problem: string } {
  const tokens = tokensOf(text);
  if ('problem' in tokens) return tokens;
  const options = { version: '1.1', customTags: withoutTimes, uniqueKeys: false, logLevel: 'error' } as const;
  const [document, ...more] = new Composer(options).compose(tokens, true, text.length);
  const error = document?.errors[0];
  if (error) return notYaml(text, error);
  if (!document || more.length > 0) return { problem: 'it has to be one document, without `---` between' };
  return document as Document.Parsed;
}

/** Deeper than any record. What follows works by recursion, and Node.js ends where it is short of stack. */
const deepest = 200;

function tokensOf(text: string): readonly CST.Token[] | { readonly problem: string } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > deepest) return { problem: 'it is nested too deep' };
  }
  tokens.push(...parser.end());
  return tokens;
}

function notYaml(text: string, { message, pos: [offset] }: YAMLParseError): { readonly problem: string } {
  const line = text.slice(0, offset).split('\n').length;
  return { problem: `line ${line} is no YAML: ${message}` };
}
