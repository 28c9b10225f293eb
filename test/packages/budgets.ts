/**
 * What each thing that is handed out may weigh, in kilobytes (1,000 bytes): what a download and a start cost. A tenth above what it weighs when it is
 * written down. Above that the tests fail: find out what came in (`npx esbuild --analyze`), leave it out or load it later, or raise the number
 * here in the commit that says what it buys.
 */
export const budgets = {
  'npm package, packed': 1_450,
  'npm package, unpacked': 4_600,
  'what answers initialize (nbproject-language-server.cjs, jsonrpc.cjs)': 88,
  'the rest of the server (programSession.cjs)': 915,
  'the command line (nbls.cjs)': 875,
  'VS Code extension, packed': 1_075,
  'VS Code extension, unpacked': 3_150,
  'VS Code extension, its own code (extension.cjs)': 496,
  'Neovim plugin': 50,
  'Emacs package': 72,
} as const;
