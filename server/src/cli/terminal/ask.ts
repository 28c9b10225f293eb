import { createInterface } from 'node:readline/promises';

/** One line that somebody types behind a question; empty where they end the input, undefined where nobody sits at a terminal. Ctrl-C ends the program. */
export async function askTerminal(question: string): Promise<string | undefined> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise<string>((resolve, reject) => {
      terminal.on('SIGINT', () => {
        terminal.close();
        process.kill(process.pid, 'SIGINT');
      });
      terminal.on('close', () => resolve(''));
      terminal.question(question).then(resolve, reject);
    });
  } finally {
    terminal.close();
  }
}
