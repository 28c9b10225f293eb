import type { SyntaxProblem } from './problem.ts';

/** A backslash that nothing follows: neither on its line, nor any line after it. */
export function continuationProblem(text: string): SyntaxProblem | undefined {
  const end = text.trimEnd().length;
  if (text[end - 1] !== '\\' || /[#"'][^\n]*$/.test(text.slice(0, end))) return undefined;
  return { message: 'Unexpected end of input after a line continuation', start: end - 1, end };
}
