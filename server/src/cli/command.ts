import type { Call, Options } from './arguments/options.ts';
import type { Console } from './terminal/console.ts';

/** One of the program's commands: `nbls NAME …`. */
export interface Command {
  readonly name: string;
  /** One line, as the list of commands shows it. */
  readonly summary: string;
  /** What stands behind the name in a call. */
  readonly usage: string;
  readonly options: Options;
  /** What else the help says, after the options. */
  readonly details?: string;
  readonly run: (call: Call, console: Console) => Promise<ExitCode>;
}

/** 0: nothing to complain of · 1: findings · 2: the call is wrong, or what it names is not there, or a bug ended the run · 130: interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;
