import { visible } from '../../notebook/untrusted.ts';
import { type Colours, coloursFor } from './colours.ts';
import { endWithoutOutput } from './lastWords.ts';

/** Where a command writes to. */
export interface Console {
  readonly out: Output;
  readonly err: Output;
  /** One sentence on standard error, after the program's name; its full stop is added. */
  complain(sentence: string): Promise<void>;
}

export interface Output {
  readonly isTerminal: boolean;
  readonly colours: Colours;
  /** Done when the other end has room for more. */
  write(text: string | Buffer): Promise<void>;
}

export function processConsole(): Console {
  const err = outputOf(process.stderr);
  return {
    out: outputOf(process.stdout),
    err,
    complain: (sentence) => err.write(`nbls: ${visible(sentence, maxSentence).replace(/[^.?!]$/, '$&.')}\n`),
  };
}

/** A path may be named in it, and a path may be long. */
const maxSentence = 8192;

function outputOf(stream: NodeJS.WriteStream): Output {
  stream.on('error', endWithoutOutput);
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    colours: coloursFor(isTerminal, process.env),
    write: (text) =>
      new Promise((resolve) => {
        if (text.length === 0 || stream.write(text)) resolve();
        else stream.once('drain', resolve);
      }),
  };
}
