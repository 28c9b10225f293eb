import type { Header, HeaderRow } from 'nbproject-protocol';
import type { Colours } from '../terminal/colours.ts';
import { printable } from '../terminal/printable.ts';

/** A header for people: its rows with the labels aligned, and the imports, which the rows leave out. */
export function headerTable({ rows, imports }: Header, colours: Colours): string {
  const all: readonly HeaderRow[] = [...rows, { label: 'imports', value: imports.join(' '), status: 'info' }];
  const width = Math.max(...all.map(({ label }) => label.length));
  return all
    .filter(({ value }) => value !== '')
    .map(({ label, value, status }) => {
      const shown = { ok: colours.green, warning: colours.yellow, info: (text: string) => text }[status];
      return `${colours.dim(label.padEnd(width))}  ${shown(printable(value))}\n`;
    })
    .join('');
}
