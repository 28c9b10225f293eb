import { appendFileSync } from 'node:fs';
import { table } from './measure.ts';

/** A table of what was measured. Numbers are rounded where they are printed, and whole in the JSON. */
export interface Report {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
  /** What a reader must know to read the numbers. */
  readonly notes?: readonly string[];
}

/** Prints a table, and adds it to the file that `npm run bench -- --json FILE` collects. */
export function report(shown: Report): void {
  const { title, columns, rows, notes = [] } = shown;
  process.stdout.write(`\n${title}\n${table([columns, ...rows.map((row) => row.map(printed))])}\n`);
  for (const note of notes) process.stdout.write(`${note}\n`);
  const file = process.env.NBPROJECT_BENCH_TABLES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(shown)}\n`);
}

function printed(value: string | number | undefined): string {
  if (value === undefined) return '-';
  if (typeof value === 'string') return value;
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
