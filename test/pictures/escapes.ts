/** A piece of a row in one style. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}

/** As CSS has it, or one of the sixteen that each terminal has its own of. */
export type Colour = string | number;

/** Without a colour, that of the terminal. */
export interface Style {
  readonly foreground?: Colour | undefined;
  readonly background?: Colour | undefined;
  readonly underline?: Colour | undefined;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isDim?: boolean;
  readonly isReversed?: boolean;
}

/** The rows of a screen whose colours are escape sequences (SGR of ECMA-48, and what xterm and kitty have added); other sequences are left out. */
export function rowsOf(drawing: string): readonly (readonly Run[])[] {
  let style: Style = {};
  return drawing.split('\n').map((row) => {
    const runs: Run[] = [];
    for (const [, text, codes] of row.matchAll(/([^\u001b]+)|\u001b(?:\[([\d;:]*)m|[()].|\[[^m]*?[A-Za-ln-z])/g)) {
      if (text !== undefined) runs.push({ text, style });
      else if (codes !== undefined) style = styled(style, codes);
    }
    return runs;
  });
}

function styled(before: Style, codes: string): Style {
  const numbers = codes.split(';').flatMap((code) =>
    code.startsWith('4:')
      ? [code === '4:0' ? 24 : 4]
      : code
          .split(':')
          .filter((part) => part !== '')
          .map(Number),
  );
  if (codes === '') return {};
  let style = before;
  while (numbers.length > 0) {
    const code = numbers.shift() ?? 0;
    if (code === 38) style = { ...style, foreground: extended(numbers) };
    else if (code === 48) style = { ...style, background: extended(numbers) };
    else if (code === 58) style = { ...style, underline: extended(numbers) };
    else style = { ...style, ...simple(code, style) };
  }
  return style;
}

function simple(code: number, style: Style): Style {
  if (code >= 30 && code <= 37) return { foreground: code - 30 };
  if (code >= 90 && code <= 97) return { foreground: code - 82 };
  if (code >= 40 && code <= 47) return { background: code - 40 };
  if (code >= 100 && code <= 107) return { background: code - 92 };
  switch (code) {
    case 0:
      return { foreground: undefined, background: undefined, underline: undefined, ...plain };
    case 1:
      return { isBold: true };
    case 2:
      return { isDim: true };
    case 3:
      return { isItalic: true };
    case 4:
      return { underline: style.underline ?? 'currentColor' };
    case 7:
      return { isReversed: true };
    case 22:
      return { isBold: false, isDim: false };
    case 23:
      return { isItalic: false };
    case 24:
    case 59:
      return { underline: undefined };
    case 27:
      return { isReversed: false };
    case 39:
      return { foreground: undefined };
    case 49:
      return { background: undefined };
    default:
      return {};
  }
}

const plain = { isBold: false, isDim: false, isItalic: false, isReversed: false };

/** Takes the numbers of a colour behind 38, 48 or 58: `5;n` of 256, or `2;r;g;b`. */
function extended(numbers: number[]): Colour {
  if (numbers.shift() === 5) return indexed(numbers.shift() ?? 0);
  return hexadecimal(numbers.splice(0, 3));
}

function indexed(index: number): Colour {
  if (index < 16) return index;
  const grey = 8 + (index - 232) * 10;
  const levels =
    index < 232 ? [36, 6, 1].map((step) => level(Math.floor((index - 16) / step) % 6)) : [grey, grey, grey];
  return hexadecimal(levels);
}

function level(step: number): number {
  return step === 0 ? 0 : 55 + step * 40;
}

function hexadecimal(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
