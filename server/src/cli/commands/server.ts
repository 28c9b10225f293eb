import path from 'node:path';
import type { Command } from '../command.ts';

/** The language server, which is a bundle of its own: read only when it is wanted. */
export const server: Command = {
  name: 'server',
  summary: 'Run the language server, with the arguments of nbproject-language-server',
  usage: '[--stdio | …]',
  options: {},
  run: async ({ positionals }) => {
    const bundle: { main(args: readonly string[]): void } = require(
      path.join(__dirname, 'nbproject-language-server.cjs'),
    );
    bundle.main(positionals);
    // It says by this code that its arguments are wrong.
    return process.exitCode === 2 ? 2 : 0;
  },
};
