import { printable } from '../terminal/printable.ts';
import type { CreateReporter } from './reporter.ts';

/** What fixes would change, and nothing else: it can be piped into `git apply`. On a terminal nothing in it acts on the terminal. */
export const diff: CreateReporter = ({ colours, isTerminal }) => {
  const shown = (line: string): string => {
    const text = isTerminal ? printable(line) : line;
    const [first] = line;
    return first === '+'
      ? colours.green(text)
      : first === '-'
        ? colours.red(text)
        : first === '@'
          ? colours.cyan(text)
          : text;
  };
  return {
    detail: { frames: false, fixes: false },
    begin: () => '',
    file: (report) => (report.diff ?? '').split('\n').map(shown).join('\n'),
    end: () => '',
  };
};
