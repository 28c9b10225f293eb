import path from 'node:path';
import { type Lineage, lineageOf, type NotebookSummary, summaryOf } from '../../lineage/index.ts';
import { decodeFile, readNotebook, Text } from '../../notebook/index.ts';
import { readSource } from '../../project/files/readSource.ts';
import { loadPython } from '../../python/index.ts';
import { programOf } from '../../record/index.ts';
import { nameOf } from '../check/analyse.ts';

/** How the notebooks with these paths stand to each other, and which of them could not be read, with the reasons. */
export async function readLineage(
  files: readonly string[],
): Promise<{ readonly lineage: Lineage; readonly unreadable: readonly string[] }> {
  // Without the grammar, which only a broken installation lacks, files between notebooks are not known.
  const python = await loadPython().catch(() => undefined);
  const summaries: NotebookSummary[] = [];
  const unreadable: string[] = [];
  for (const file of files) {
    const source = readSource(file);
    if ('problem' in source) {
      unreadable.push(`${file}: ${source.problem}`);
      continue;
    }
    const { notebook } = readNotebook(nameOf(file), Text.from(decodeFile(source.bytes).content));
    if (!notebook.complete) unreadable.push(`${file} is read in part only: nbls check says why`);
    summaries.push(summaryOf(notebook, path.resolve(file), python && programOf(notebook, python)));
  }
  return { lineage: lineageOf(summaries), unreadable };
}
