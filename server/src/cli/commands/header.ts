import type { Command } from '../command.ts';
export const header: Command = {
  name: 'header',
  summary: 'Show what is recorded about a notebook',
  usage: 'FILE [--json]',
  options: { json: { help: 'print it as JSON' } },
  run: async () => 2,
};
