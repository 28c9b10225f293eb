import type { Header } from 'nbproject-protocol';
import type { Hover, Position } from 'vscode-languageserver-protocol';
import { pathAt, TextView, type View } from '../notebook/index.ts';
import { titleOf } from '../notebook/markdown/title.ts';
import { asMarkdown, visible } from '../notebook/untrusted.ts';
import { differenceOf } from '../record/index.ts';
import type { Surroundings } from '../rules/index.ts';
import { importedPackages } from './importedPackages.ts';
import { isOn } from './isOn.ts';
import { mentionAt } from './lineage/mentions.ts';
import { mentionText } from './lineage/mentionText.ts';

/** What is known of the notebook. */
export interface HoverSubject {
  readonly view: View;
  readonly header: Header;
  readonly surroundings: Surroundings;
}

/** The header, on the record and on the title; versions, on an import; other notebooks, on parents and data files; what a cell is, on its fields. */
export function hover(
  { view, header, surroundings }: HoverSubject,
  uri: string,
  position: Position,
  markdown: boolean,
): Hover | null {
  const shown = markdown ? asMarkdown : visible;
  const mention = mentionAt(view, surroundings, uri, position);
  const content =
    importText(view, surroundings, uri, position, shown) ??
    (mention && mentionText(mention, surroundings, shown)) ??
    contentAt(view, uri, position, header, markdown);
  return content === undefined ? null : { contents: { kind: markdown ? 'markdown' : 'plaintext', value: content } };
}

function contentAt(view: View, uri: string, position: Position, header: Header, markdown: boolean): string | undefined {
  const showHeader = () => (markdown ? header.markdown : headerText(header));
  if (isOnTitle(view, uri, position)) return showHeader();
  if (!(view instanceof TextView)) return undefined;
  const { document, encoding } = view;
  const [first, second, third] = pathAt(document, document.text.offsetAt(position, encoding));
  if (first === 'metadata' && second === 'nbproject') return showHeader();
  if (first !== 'cells' || typeof second !== 'number' || third === undefined || third === 'source') return undefined;
  return cellText(view, second);
}

/** The rows as aligned lines, for clients that show no Markdown. */
export function headerText({ rows }: Header): string {
  const width = Math.max(0, ...rows.map(({ label }) => label.length));
  return rows
    .map(({ label, value, status }) => `${label.padEnd(width)}  ${value}${status === 'warning' ? '  (!)' : ''}`)
    .join('\n');
}

/** `shown` makes text from the notebook or the disk fit to be shown. */
function importText(
  view: View,
  surroundings: Surroundings,
  uri: string,
  position: Position,
  shown: (text: string, limit: number) => string,
): string | undefined {
  const lines = importedPackages(view, surroundings).flatMap(({ module, ...row }) => {
    const { name, recorded, installed } = row;
    const { start, end } = module.import;
    if (!isOn(view.locate({ kind: 'source', cell: module.cell, start, end }), uri, position)) return [];
    const absent = module.provider ? 'not installed' : 'environment not known';
    const live = installed === null ? absent : `installed ${shown(installed, 40) || '(version unknown)'}`;
    const stored = recorded === null ? 'not recorded' : `recorded ${shown(recorded, 40) || '(without a version)'}`;
    const apart = row.status === 'differs' ? ` (${differenceOf(row)})` : '';
    return [`${shown(name, 80)}: ${live}, ${stored}${apart}`];
  });
  return lines.length === 0 ? undefined : lines.join('\n\n');
}

function isOnTitle(view: View, uri: string, position: Position): boolean {
  const title = titleOf(view.notebook);
  if (title?.kind !== 'heading') return false;
  const { start, end } = title.heading;
  return isOn(view.locate({ kind: 'source', cell: title.cell, start, end }), uri, position);
}

function cellText({ notebook }: View, index: number): string | undefined {
  const cell = notebook.cells[index];
  if (!cell) return undefined;
  const outputs = cell.outputs?.json;
  const size = outputs && outputs.raw.length > 2 ? `, ${sizeText(outputs.raw.length)} of outputs` : '';
  const run =
    cell.type !== 'code'
      ? ''
      : cell.executionCount === null
        ? ', not executed'
        : `, executed as [${cell.executionCount}]`;
  return `Cell ${index + 1} of ${notebook.cells.length}: ${cell.type}${run}${size}`;
}

function sizeText(length: number): string {
  if (length < 1024) return `${length} bytes`;
  return length < 1024 * 1024 ? `${(length / 1024).toFixed(1)} kB` : `${(length / 1024 / 1024).toFixed(1)} MB`;
}
