/** Puts a style around text, or leaves it as it is. */
export type Colours = Readonly<Record<keyof typeof codes, (text: string) => string>>;

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;

/** Colours on a terminal only. NO_COLOR turns them off (no-color.org), FORCE_COLOR on, and wins, as in Node.js itself. */
export function coloursFor(isTerminal: boolean, environment: NodeJS.ProcessEnv): Colours {
  const { FORCE_COLOR: forced, NO_COLOR: none, TERM: terminal } = environment;
  const coloured =
    forced === undefined ? isTerminal && !none && terminal !== 'dumb' : forced !== '0' && forced !== 'false';
  const style = ([open, close]: readonly [number, number]) =>
    coloured ? (text: string) => `\u001b[${open}m${text}\u001b[${close}m` : (text: string) => text;
  return {
    bold: style(codes.bold),
    dim: style(codes.dim),
    underline: style(codes.underline),
    red: style(codes.red),
    green: style(codes.green),
    yellow: style(codes.yellow),
    blue: style(codes.blue),
    cyan: style(codes.cyan),
  };
}
