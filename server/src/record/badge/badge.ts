import { textWidth } from '../../notebook/text/textWidth.ts';
import type { Verdict } from './cleanState.ts';

/** A small picture for a README, the same for the same verdict. Its words are ours, and none of a notebook. */
export function badge({ kind, text }: Verdict): string {
  const [left, right] = [widthOf(label), widthOf(text)];
  const part = (words: string, start: number, width: number) =>
    `<text x="${start + width / 2}" y="14" textLength="${width - 2 * padding}">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${text}">`,
    `<title>${label}: ${text}</title>`,
    `<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#4b535d"/><rect x="${left}" width="${right}" height="20" fill="${colours[kind]}"/></g>`,
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="${fontSize}">${part(label, 0, left)}${part(text, left, right)}</g>`,
    '</svg>\n',
  ].join('\n');
}

const label = 'clean state';
/** In pixels. */
const fontSize = 11;
const padding = 6;

function widthOf(words: string): number {
  return Math.round(textWidth(words) * fontSize) + 2 * padding;
}

/** White stands out from each by more than 4.5 to 1 (WCAG 2, AA). */
const colours: Readonly<Record<Verdict['kind'], string>> = {
  clean: '#1a7f37',
  lacking: '#9a6700',
  broken: '#c93c37',
  nothing: '#6e7781',
};
