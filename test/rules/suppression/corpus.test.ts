import type { NotebookEdit } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import {
  decodeFile,
  editNotebook,
  isEditable,
  type Notebook,
  type NotebookText,
  planEdits,
  readNotebook,
  Text,
} from '../../../server/src/notebook/index.ts';
import { type Finding, ignoreActions } from '../../../server/src/rules/index.ts';
import { findingsIn } from '../../support/check.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../../support/corpus.ts';

describeCorpus('Ignores over real notebooks', () => {
  const files = corpusLines<{ path: string; json_ok: boolean; bytes: number }>('EXPECTED.jsonl').filter(
    ({ json_ok, bytes }, index) => json_ok && bytes < 100_000 && index % 2 === 0,
  );

  test('Should each silence their finding, and leave nothing that silences nothing', () => {
    const failures: string[] = [];
    const tried = new Map<string, number>();
    for (const { path } of files) {
      const text = decodeFile(corpusBytes(path)).content;
      const document = readNotebook('notebook', Text.from(text));
      if (!isEditable(document)) continue;
      const { notebook } = document;
      const before = findingsIn(notebook);
      for (const finding of sample(before)) {
        for (const { title, edits } of ignoreActions(notebook, finding)) {
          tried.set(finding.code, (tried.get(finding.code) ?? 0) + 1);
          const after = findingsIn(edited(document, edits));
          if (countOf(after, finding.code) >= countOf(before, finding.code)) failures.push(`${path}: ${title} did not`);
          if (countOf(after, 'unused-ignore') > countOf(before, 'unused-ignore'))
            failures.push(`${path}: ${title}: unused`);
        }
      }
    }
    expect(failures).toEqual([
      // What is written in place of something that the schema forbids mends it.
      'broken/metadata-null.ipynb: Ignore invalid-notebook in this notebook: unused',
      'broken/source-list-with-null.ipynb: Ignore invalid-notebook in this cell: unused',
    ]);
    expect(tried.size).toBeGreaterThan(15);
  });

  test('Should not be seen where nobody has written one', () => {
    const reported = files.filter(({ path }) => {
      const notebook = read(decodeFile(corpusBytes(path)).content);
      return notebook.complete && countOf(findingsIn(notebook), 'unused-ignore') > 0;
    });
    expect(reported).toEqual([]);
  });
});

/** One of each rule: those of a rule differ in the cell alone. */
function sample(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.code, finding])).values()];
}

function countOf(findings: readonly Finding[], code: string): number {
  return findings.filter((finding) => finding.code === code).length;
}

function read(text: string): Notebook {
  return readNotebook('notebook', Text.from(text)).notebook;
}

/** As an editor that has the notebook open as text makes the edits. */
function edited(document: NotebookText, edits: readonly NotebookEdit[]): Notebook {
  return planEdits(document, edits).reduceRight(editNotebook, document).notebook;
}
