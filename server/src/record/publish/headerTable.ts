import type { JsonObject, NotebookEdit } from 'nbproject-protocol';
import { type JsonNode, memberOf, stringValue } from '../../notebook/json/tree.ts';
import { textAt } from '../../notebook/json/values.ts';
import type { Cell, Notebook } from '../../notebook/model.ts';
import { asHtml } from '../../notebook/untrusted.ts';
import { authorLabel } from '../author.ts';
import { isConsecutive } from '../consecutive.ts';
import { shortTime } from '../header/rows.ts';
import { allRecordedPackages } from '../live/packages.ts';
import { allParentIds } from '../record.ts';

/**
 * What brings the tables up to date that nbproject's `header()` left among the outputs, as its own write does (dev/_meta_store.py,
 * _change_display_table): the first of each cell. Empty where outputs are not known.
 */
export function headerTableEdits(notebook: Notebook, record: JsonObject): readonly NotebookEdit[] {
  return notebook.cells.flatMap((cell, index): NotebookEdit[] => {
    const table = storedTable(cell);
    if (!table) return [];
    const text = headerTable(notebook, record, table.html);
    return text === table.html ? [] : [{ kind: 'setOutputText', cell: index, output: table.output, mimeType, text }];
  });
}

const mimeType = 'text/html';

interface StoredTable {
  readonly output: number;
  readonly html: string;
}

function storedTable({ type, outputs }: Cell): StoredTable | undefined {
  const json = outputs?.json;
  // Nobody else needs outputs to be looked into.
  if (type !== 'code' || json?.type !== 'array' || !json.raw.includes('<table><tbody>')) return undefined;
  const tree = json.tree();
  const tables = tree.type === 'array' ? tree.items.map((output) => htmlOf(json.raw, output)) : [];
  const output = tables.findIndex((html) => html !== undefined && isHeaderTable(html));
  return output < 0 ? undefined : { output, html: tables[output] ?? '' };
}

/** Of a list of lines nbproject looks at the first, and writes no second. */
function htmlOf(raw: string, output: JsonNode): string | undefined {
  const html = memberOf(memberOf(output, 'data')?.value, mimeType)?.value;
  const line = html?.type === 'array' && html.items.length === 1 ? html.items[0] : html;
  return line?.type === 'string' ? stringValue(raw.slice(line.start, line.end)) : undefined;
}

function isHeaderTable(html: string): boolean {
  return (
    html.startsWith('<table><tbody>') && ['id', 'version', 'time_init'].every((row) => html.includes(labelled(row)))
  );
}

/** As nbproject lays it out (dev/_metadata_display.py, table_metadata). Nothing was run, so that time stays. */
function headerTable(notebook: Notebook, record: JsonObject, before: string): string {
  const version = textAt(record, 'version') ?? '';
  const packages = allRecordedPackages(record).map(([name, installed]) => (installed ? `${name}==${installed}` : name));
  const rows: readonly (readonly [label: string, html: string | null])[] = [
    ['author', escaped(authorLabel(recordedAuthor(record)))],
    ['id', idHtml(textAt(record, 'id') ?? textAt(record, 'uid') ?? '')],
    ['version', escaped(version)],
    ['time_init', escaped(shortTime(textAt(record, 'time_init') ?? ''))],
    ['time_run', timeRunIn(before)],
    ['parent', allParentIds(record).map(idHtml).join(' ')],
    ['consecutive_cells', version === '0' || version === '1' ? null : isConsecutive(notebook) ? 'True' : 'False'],
    ['pypackage', escaped(packages.sort().join(' '))],
  ];
  const lines = rows
    .filter(([, html]) => html)
    .map(([label, html]) => `<tr>${cell(labelled(label))}${cell(html)}</tr>`);
  return `<table><tbody>${lines.join('')}</tbody></table>`;
}

function recordedAuthor(record: JsonObject): Parameters<typeof authorLabel>[0] {
  const [handle = null, id = null, name = null] = ['user_handle', 'user_id', 'user_name'].map((key) =>
    textAt(record, key),
  );
  return { handle, id, name };
}

function timeRunIn(html: string): string | null {
  const time = /<b>time_run<\/b><\/td><td[^>]*>(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?)<\/td>/.exec(html)?.[1];
  return time ?? null;
}

function labelled(label: string): string {
  return `<b>${label}</b>`;
}

function cell(html: string | null): string {
  return `<td style='text-align: left;'>${html ?? ''}</td>`;
}

function idHtml(id: string): string {
  return `${asHtml(id.slice(0, 4), 4)}<span style='opacity:0.3'>${asHtml(id.slice(4), longest)}</span>`;
}

function escaped(text: string | null): string | null {
  return text === null ? null : asHtml(text, longest);
}

/** Packages of a large project fit. */
const longest = 20_000;
