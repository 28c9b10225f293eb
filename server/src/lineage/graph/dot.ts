import { textWidth } from '../../notebook/text/textWidth.ts';
import { asXml } from './asXml.ts';
import type { Arrow, Box, BoxState, Drawing } from './drawing.ts';

/** Where a notebook is to be found from the picture; undefined for no link. */
export type LinkOf = (uri: string) => string | undefined;

/** A graph in Graphviz's language. Classes say what the colours say, for a style sheet. */
export function dotOf({ boxes, arrows }: Drawing, linkOf: LinkOf): string {
  const lines = [
    'rankdir=LR',
    'bgcolor="transparent"',
    'pad=0.2',
    'nodesep=0.3',
    'ranksep=0.6',
    ...(arrows.length > manyArrows ? hurry : []),
    `node [shape=box, fontname="${fonts}", fontsize=${titleSize}, margin="0.14,0.08"]`,
    `edge [fontname="${fonts}", fontsize=${detailSize}, color="#57606a", fontcolor="#57606a", arrowsize=0.7]`,
    ...boxes.map((box) => node(box, linkOf)),
    ...arrows.map(edge),
  ];
  return `digraph lineage {\n${lines.map((line) => `  ${line};\n`).join('')}}\n`;
}

/** Graphviz improves a layout for as long as it finds something; of many arrows it finds something for minutes. */
const manyArrows = 200;
const hurry: readonly string[] = ['nslimit=1', 'nslimit1=1', 'mclimit=0.3'];

const fonts = 'Verdana,DejaVu Sans,sans-serif';
/** In points. */
const titleSize = 13;
const detailSize = 10;
const boldness = 1.15;

function node({ name, title, details, state, uri }: Box, linkOf: LinkOf): string {
  const width = Math.max(
    textWidth(title) * titleSize * boldness,
    ...details.map((detail) => textWidth(detail) * detailSize),
  );
  const smaller = details.map((detail) => `<font point-size="${detailSize}">${inLabel(detail)}</font>`);
  const { line, fill, style, stroke } = looks[state];
  const link = uri === null ? undefined : linkOf(uri);
  const attributes = [
    `label=${table([`<b>${inLabel(title)}</b>`, ...smaller], width)}`,
    `class="${state}"`,
    `style="filled,${style}"`,
    `penwidth=${stroke}`,
    `color="${line}"`,
    `fillcolor="${fill}"`,
    ...(link === undefined ? [] : [`URL="${link.replace(/[&"\\]/g, encodeURIComponent)}"`, 'target="_top"']),
  ];
  return `${name} [${attributes.join(', ')}]`;
}

/** Lines of text with as much room as they need in any font; Graphviz knows the widths of few, and of few characters. */
function table(lines: readonly string[], width: number): string {
  const rows = lines.map((line) => `<tr><td align="left">${line}</td></tr>`).join('');
  return `<<table border="0" cellborder="0" cellpadding="1" cellspacing="0" width="${Math.ceil(width)}">${rows}</table>>`;
}

/** The states are told apart by their words and by their lines; colour comes on top. */
const looks: Readonly<
  Record<BoxState, { readonly line: string; readonly fill: string; readonly style: string; readonly stroke: number }>
> = {
  published: { line: '#1a7f37', fill: '#dafbe1', style: 'rounded', stroke: 2 },
  unverified: { line: '#1a7f37', fill: '#f6f8fa', style: 'rounded', stroke: 2 },
  modified: { line: '#9a6700', fill: '#fff8c5', style: 'rounded,dashed', stroke: 2 },
  draft: { line: '#57606a', fill: '#f6f8fa', style: 'solid', stroke: 1 },
  uninitialized: { line: '#57606a', fill: '#ffffff', style: 'dotted', stroke: 1 },
  elsewhere: { line: '#57606a', fill: '#ffffff', style: 'dashed', stroke: 1 },
};

function edge({ from, to, kind, stale, label }: Arrow): string {
  const attributes = [
    `class="${stale ? 'stale' : kind}"`,
    `style=${kind === 'data' ? 'dashed' : 'solid'}`,
    ...(stale ? ['color="#bc4c00"', 'fontcolor="#bc4c00"', 'penwidth=2', 'arrowhead=onormal'] : []),
    ...(label === '' ? [] : [`label=${table([inLabel(label)], textWidth(label) * detailSize)}`]),
  ];
  return `${from} -> ${to} [${attributes.join(', ')}]`;
}

/** Graphviz reads labels as XML, and then puts names in the place of `\N` and the like. */
function inLabel(text: string): string {
  return asXml(text).replaceAll('\\', '\\\\');
}
