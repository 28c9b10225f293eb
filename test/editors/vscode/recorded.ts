import type { JsonObject } from 'nbproject-protocol';
import { writeNotebook } from '../../support/notation.ts';

/** A notebook in Python with a title and a record, and cells of code that ran one after the other. */
export function recorded(record: JsonObject, title: string, ...code: readonly string[]): string {
  const cells = code.map((source, index) => `--- code [${index + 1}]\n${source}`);
  const nbproject = { version: '1', time_init: '2024-05-31T09:30:00+00:00', ...record };
  return writeNotebook(`
--- markdown
# ${title}
${cells.join('\n')}
--- metadata
${JSON.stringify({ language_info: { name: 'python', version: '3.11.7' }, nbproject })}
`).text;
}
