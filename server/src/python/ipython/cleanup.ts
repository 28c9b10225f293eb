import { padded, type Shift, shiftOf } from './pythonText.ts';

/**
 * What IPython takes off the lines of a cell before anything else: the indentation of the first line, and the prompts of a
 * copied session (`>>> `, `... `, `In [1]: `, `   ...: `). Same length; lines move to the left.
 */
export function cleanUp(source: string): { readonly text: string; readonly shifts: readonly Shift[] } {
  const lines = splitLines(source);
  const first = lines.findIndex((line) => /\S/.test(line.text));
  const space = /^[ \t]*/.exec(lines[first]?.text ?? '')?.[0] ?? '';
  const heads = [...(space === '' ? [] : [indentation(space)]), classicPrompt, ipythonPrompt];
  const cleaned = heads.reduce((before, head) => withoutHead(before, first, head), lines);
  if (cleaned === lines) return { text: source, shifts: [] };
  const shifts = cleaned.filter((line) => line.cut > 0).map(({ start, text, cut }) => shiftOf(start, text, cut));
  return { text: cleaned.map((line) => padded(line.text, line.cut)).join('\n'), shifts };
}

interface Line {
  readonly start: number;
  readonly text: string;
  /** How many characters were taken off its head. */
  readonly cut: number;
}

interface Head {
  readonly pattern: RegExp;
  /** What the first line must begin with for any line to lose its head. */
  readonly opening: RegExp;
  /** The second line may begin with `pattern` instead. */
  readonly orSecondLine: boolean;
}

const indentation = (space: string): Head => ({
  pattern: new RegExp(`^${space}`),
  opening: /^[ \t]/,
  orSecondLine: false,
});

const classicPrompt: Head = { pattern: /^(?:>>>|\.\.\.)(?: |\r?$)/, opening: /^>>>(?: |\r?$)/, orSecondLine: true };

const prompt = /^(?:(?:(?:\[nav\]|\[ins\])? )?In \[\d+\]: |\s*\.{3,}: ?)/;
const ipythonPrompt: Head = { pattern: prompt, opening: prompt, orSecondLine: true };

function withoutHead(lines: readonly Line[], first: number, { pattern, opening, orSecondLine }: Head): readonly Line[] {
  const [one, two] = [lines[first]?.text ?? '', lines[first + 1]?.text ?? ''];
  if (!opening.test(one) && !(orSecondLine && pattern.test(two))) return lines;
  return lines.map((line) => {
    const head = pattern.exec(line.text)?.[0].length ?? 0;
    return head === 0 ? line : { start: line.start, text: line.text.slice(head), cut: line.cut + head };
  });
}

function splitLines(source: string): readonly Line[] {
  let start = 0;
  return source.split('\n').map((text) => {
    const line = { start, text, cut: 0 };
    start += text.length + 1;
    return line;
  });
}
