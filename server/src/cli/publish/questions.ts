import type { Questions } from '../../record/index.ts';
import { askTerminal } from '../terminal/ask.ts';
import { printable } from '../terminal/printable.ts';

/** What a publish asks at the terminal. The version follows from the notebook, unless the call says another. */
export function terminalQuestions(file: string): Questions {
  return {
    proceed: async (obstacles) => {
      const reasons = obstacles.map(({ message }) => `  ${printable(message)}\n`).join('');
      const answer = await askTerminal(`${printable(file)}:\n${reasons}Publish anyway? [y/N] `);
      if (answer === undefined) return 'cannot ask';
      return /^y(es)?$/i.test(answer.trim()) ? 'yes' : 'aborted';
    },
    version: async () => 'cannot ask',
  };
}
