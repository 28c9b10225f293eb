import type { CompletionItem, CompletionList, Position } from 'vscode-languageserver-protocol';
import { likelyParents, type NotebookSummary, summaryOf } from '../../lineage/index.ts';
import type { PositionEncoding, Text, View } from '../../notebook/index.ts';
import type { Surroundings } from '../../rules/index.ts';
import { detailsOf, nameOf } from './notebookLabel.ts';

/** What is typed of a parent, up to the position: in the record, or in a call of `header` as it is in a cell or in JSON. */
const parentBefore = [
  /"parent"\s*:\s*(?:\[[^[\]{}]*)?"([^"\\\n]*)$/,
  /\bheader\([^()]*\bparent\s*=\s*(?:\[[^[\]]*)?\\?["']([^"'\\\n]*)$/,
];

/** No record that names its parents is longer. */
const maxBefore = 4000;

/** The ids of other notebooks, by their titles, where the parents of one are written. */
export function parentCompletion(
  view: View,
  { program, lineage, file }: Surroundings,
  text: Text,
  position: Position,
  encoding: PositionEncoding,
): CompletionList | undefined {
  const offset = text.offsetAt(position, encoding);
  const before = text.slice(Math.max(0, offset - maxBefore), offset);
  const typed = parentBefore.map((pattern) => pattern.exec(before)?.[1]).find((found) => found !== undefined);
  if (typed === undefined || !lineage) return undefined;
  const range = text.rangeAt(offset - typed.length, offset, encoding);
  const candidates = likelyParents(lineage, summaryOf(view.notebook, file ?? '', program)).filter((one) =>
    filterText(one).toLowerCase().includes(typed.toLowerCase()),
  );
  return {
    isIncomplete: candidates.length > maxOffered,
    items: candidates.slice(0, maxOffered).map(
      (notebook, index): CompletionItem => ({
        label: nameOf(notebook),
        kind: fileKind,
        detail: detailsOf(notebook, file),
        filterText: filterText(notebook),
        sortText: String(index).padStart(4, '0'),
        textEdit: { range, newText: notebook.id ?? '' },
      }),
    ),
  };
}

const maxOffered = 200;

/** LSP `CompletionItemKind.File`. */
const fileKind = 17;

/** Found by the words of its title, and by its id. */
function filterText(notebook: NotebookSummary): string {
  return `${nameOf(notebook)} ${notebook.id ?? ''}`;
}
