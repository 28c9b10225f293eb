import { type Colour, type Run, rowsOf, type Style } from './escapes.ts';

/** The colours of a terminal. */
export interface Theme {
  readonly ground: string;
  readonly ink: string;
  /** Black, red, green, yellow, blue, magenta, cyan, white, and the bright ones of each. */
  readonly sixteen: readonly string[];
}

export const dark: Theme = {
  ground: '#0d1117',
  ink: '#c9d1d9',
  sixteen: [
    ...['#010409', '#ff7b72', '#7ee787', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#c9d1d9'],
    ...['#6e7681', '#ffa198', '#a5f3ad', '#f2cc60', '#a5d6ff', '#e2c5ff', '#b3f0ff', '#f0f6fc'],
  ],
};

export const light: Theme = {
  ground: '#ffffff',
  ink: '#1f2328',
  sixteen: [
    ...['#1f2328', '#cf222e', '#116329', '#7d4e00', '#0550ae', '#8250df', '#1b7c83', '#d0d7de'],
    ...['#57606a', '#a40e26', '#1a7f37', '#633c01', '#0969da', '#a475f9', '#3192aa', '#f6f8fa'],
  ],
};

/** Of one character, in pixels: what monospaced fonts have at 13 pixels, more or less; runs of text are fitted to it. */
const advance = 7.8;
const height = 17;
const margin = 10;

/** A picture of what a terminal has drawn, all blanks of it, as an svg; `title` is for those who cannot see it. */
export function terminalSvg(drawing: string, theme: Theme, title: string): string {
  const rows = rowsOf(drawing);
  const ground = groundOf(rows.flat(), theme);
  const columns = Math.max(...rows.map((runs) => runs.reduce((sum, { text }) => sum + text.length, 0)));
  const size = { width: rounded(columns * advance + 2 * margin), height: rows.length * height + 2 * margin };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="${theme.ink}">
<title>${escaped(title)}</title>
<rect x="0.5" y="0.5" width="${size.width - 1}" height="${size.height - 1}" rx="6" fill="${ground}" stroke="#8888"/>
${rows.map((runs, index) => drawnRow(runs, index, { ...theme, ground })).join('\n')}
</svg>
`;
}

/** The rows of text in such a picture, without the blanks at their ends. */
export function textOf(svg: string): readonly string[] {
  return [...svg.matchAll(/^<text .*$/gm)].map(([row]) =>
    row
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .trimEnd(),
  );
}

/** What most of it stands on. */
function groundOf(runs: readonly Run[], theme: Theme): string {
  const widths = new Map<string, number>();
  for (const { text, style } of runs) {
    const colour = cssOf(style.background, theme) ?? theme.ground;
    widths.set(colour, (widths.get(colour) ?? 0) + text.length);
  }
  const [most] = [...widths].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? theme.ground;
}

function drawnRow(runs: readonly Run[], index: number, theme: Theme): string {
  const top = margin + index * height;
  let column = 0;
  const grounds: string[] = [];
  const texts: string[] = [];
  for (const { text, style } of runs) {
    const x = rounded(margin + column * advance);
    const width = rounded(text.length * advance);
    const { fill, behind, rest } = painted(style, theme);
    if (behind !== theme.ground)
      grounds.push(`<rect x="${x}" y="${top}" width="${width}" height="${height}" fill="${behind}"/>`);
    const colour = fill === theme.ink ? '' : ` fill="${fill}"`;
    texts.push(`<tspan x="${x}" textLength="${width}"${colour}${rest}>${escaped(text)}</tspan>`);
    column += text.length;
  }
  return [...grounds, `<text y="${top + 13}" xml:space="preserve">${texts.join('')}</text>`].join('\n');
}

function painted(style: Style, theme: Theme) {
  const foreground = cssOf(style.foreground, theme) ?? theme.ink;
  const background = cssOf(style.background, theme) ?? theme.ground;
  const [fill, behind] = style.isReversed ? [background, foreground] : [foreground, background];
  const rest = [
    style.isBold ? ' font-weight="bold"' : '',
    style.isItalic ? ' font-style="italic"' : '',
    style.isDim ? ' opacity="0.6"' : '',
    style.underline === undefined ? '' : ` text-decoration="underline ${cssOf(style.underline, theme)}"`,
  ].join('');
  return { fill, behind, rest };
}

function cssOf(colour: Colour | undefined, theme: Theme): string | undefined {
  return typeof colour === 'number' ? theme.sixteen[colour] : colour;
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
