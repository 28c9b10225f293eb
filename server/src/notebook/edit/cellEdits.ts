import type { JsonObject, JsonValue, NotebookEdit, SetOutputText, SourceEdit } from 'nbproject-protocol';
import type { NotebookText } from '../read/notebookText.ts';
import type { OffsetEdit } from '../text/text.ts';
import { fieldEdits } from './fieldEdits.ts';
import { withValueAt } from './jsonChange.ts';
import { outputTextEdits } from './outputEdits.ts';
import { linesOf, sourceEdits } from './sourceEdits.ts';
import type { Style } from './style.ts';

/** The edits of the text that make the notebook edits of one cell; none where there is no such cell or it is no object. */
export function cellEdits(
  { text, cells, cellStarts }: NotebookText,
  style: Style,
  index: number,
  edits: readonly NotebookEdit[],
): OffsetEdit[] {
  const cell = cells[index];
  const start = cellStarts[index];
  if (!cell?.fields || start === undefined) return [];
  const values = new Map<string, JsonValue>();
  const sources: SourceEdit[] = [];
  const shown: SetOutputText[] = [];
  for (const edit of edits) {
    switch (edit.kind) {
      case 'setCellMetadata':
        values.set(
          'metadata',
          withValueAt((values.get('metadata') ?? cell.metadata) as JsonObject, edit.path, edit.value),
        );
        break;
      case 'setExecutionCount':
        values.set('execution_count', edit.executionCount);
        break;
      case 'setCellId':
        values.set('id', edit.id);
        break;
      case 'clearOutputs':
        values.set('outputs', []);
        break;
      case 'setOutputText':
        shown.push(edit);
        break;
      case 'setSource':
        sources.push(...edit.edits);
        break;
    }
  }
  sources.sort((one, other) => one.start - other.start || one.end - other.end);
  const hasSource = cell.field('source') !== undefined;
  if (sources.length > 0 && !hasSource) values.set('source', linesOf(sources.map((edit) => edit.newText).join('')));
  const holder = { start, end: start + cell.length, base: start, fields: cell.fields };
  return [
    ...fieldEdits(text, style, holder, values),
    ...(values.has('outputs') ? [] : outputTextEdits(text, style, cell, start, shown)),
    ...(hasSource ? sourceEdits(text, style, cell, start, sources) : []),
  ];
}
