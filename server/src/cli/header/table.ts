import type { Header, HeaderRow } from 'nbproject-protocol';
import { handOverLabels } from '../../record/index.ts';
import type { Colours } from '../terminal/colours.ts';
import { printable } from '../terminal/printable.ts';
import { handOverTable } from './handOverTable.ts';

/** A header for people: its rows with the labels aligned, the imports, which the rows leave out, and in columns what differs here. */
export function headerTable(header: Header, colours: Colours): string {
  const inColumns = handOverTable(header, colours);
  const imports: HeaderRow = { label: 'imports', value: header.imports.join(' '), status: 'info' };
  const rows = [...header.rows, imports].filter(
    ({ label, value }) => value !== '' && !(inColumns !== '' && handOverLabels.has(label)),
  );
  const width = Math.max(...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, value, status }) => {
    const shown = { ok: colours.green, warning: colours.yellow, info: (text: string) => text }[status];
    return `${colours.dim(label.padEnd(width))}  ${shown(printable(value))}\n`;
  });
  return lines.join('') + inColumns;
}
