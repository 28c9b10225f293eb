import type { JsonObject } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import type { DidOpenNotebookDocumentParams } from 'vscode-languageserver-protocol';
import { CellsView, decodeFile, readNotebook, Text, TextView, type View } from '../../server/src/notebook/index.ts';
import { cellOfPlace, type Finding } from '../../server/src/rules/index.ts';
import { NotebookDocuments } from '../../server/src/session/documents/notebookDocuments.ts';
import { nameOfUri } from '../../server/src/session/uris.ts';
import { findingsIn } from '../support/check.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';
import { NotebookTab } from '../support/notebookTab.ts';

interface Expected {
  readonly path: string;
  readonly json_strict_ok: boolean;
  readonly nbformat: unknown;
}

interface Views {
  readonly path: string;
  readonly text: TextView;
  readonly cells: CellsView;
}

/** Of the file's text and of what editors make of it when they open it: none of these belongs to a cell that is shown. */
const onlyOfTexts = new Set(['invalid-json', 'invalid-notebook', 'unsupported-format']);

const differences = [
  // A count written `1.0` is none in the file; on its way through the editor it becomes `1`.
  'broken/execution_count-float.ipynb: only as cells: unexecuted-cell at cell 6: Cell 6: not run, though other cells were. Restart the kernel and run all cells.',
  'broken/execution_count-float.ipynb: only as cells: unexecuted-cell at cell 8: Cell 8: not run, though other cells were. Restart the kernel and run all cells.',
  // A list in the list of lines is no line; the editor makes a text of it.
  'broken/source-nested-list.ipynb: only as text: empty-cell at cell 4: Cell 4: there is nothing in it. Delete it.',
  'broken/source-nested-list.ipynb: only as cells: late-import at cell 6: Cell 6: `import pandas` stands below code. Move it to the imports at the top.',
];

describeCorpus('The two views of real notebooks', () => {
  const all = corpusLines<Expected>('EXPECTED.jsonl').filter((one) => one.json_strict_ok && one.nbformat === 4);

  test('Should have the same findings, at the same cells', async () => {
    const differing: string[] = [];
    let compared = 0;
    let findings = 0;
    for (const { path } of all) {
      const views = await openBoth(path);
      if (!views) continue;
      compared++;
      const inText = findingsOf(views.text);
      const inCells = findingsOf(views.cells);
      findings += inText.length;
      const missing = inText.filter((one) => !inCells.includes(one));
      const more = inCells.filter((one) => !inText.includes(one));
      differing.push(...missing.map((one) => `${path}: only as text: ${one}`));
      differing.push(...more.map((one) => `${path}: only as cells: ${one}`));
    }
    expect(compared).toBe(409);
    expect(findings).toBeGreaterThan(2000);
    expect(differing).toEqual(differences);
  });
});

/** A notebook as it is opened as text and in VS Code's notebook editor; undefined for one that VS Code does not open. */
async function openBoth(path: string): Promise<Views | undefined> {
  const { content } = decodeFile(corpusBytes(path));
  const uri = `file:///corpus/${encodeURI(path)}`;
  const document = readNotebook(nameOfUri(uri), Text.from(content));
  const json = JSON.parse(content.replace(/^\ufeff/, '')) as JsonObject;
  if (!isOpenable(json)) return undefined;
  const store = new NotebookDocuments('utf-16');
  const tab = new NotebookTab(
    uri,
    json,
    async (_, params) => {
      store.open(params as DidOpenNotebookDocumentParams);
    },
    'utf-16',
  );
  await tab.open();
  const shown = store.get(uri);
  if (!shown) throw new Error(`${path} is no notebook to the store`);
  return {
    path,
    text: new TextView(uri, 0, document, 'utf-16'),
    cells: new CellsView(shown, document.notebook, 'utf-16', true),
  };
}

function isOpenable({ cells }: JsonObject): boolean {
  return (
    Array.isArray(cells) &&
    cells.every(
      (cell: JsonObject | null) =>
        ['code', 'markdown', 'raw'].includes(String(cell?.cell_type)) &&
        (typeof cell?.source === 'string' || Array.isArray(cell?.source)),
    )
  );
}

/** Each finding with the index of the cell where the view shows it. */
function findingsOf(view: View): string[] {
  return findingsIn(view.notebook)
    .filter(({ code }) => !onlyOfTexts.has(code))
    .map((finding) => `${finding.code} at ${shownAt(view, finding)}: ${finding.message}`);
}

function shownAt(view: View, { place }: Finding): string {
  const cell = cellOfPlace(place);
  const { uri, range } = view.locate(place);
  const { uri: expected } =
    cell === undefined ? view.locate({ kind: 'json', path: [], at: 'value' }) : view.locateCell(cell);
  if (uri !== expected || range.start.line !== range.end.line) throw new Error(`${uri} is not where ${cell} is shown`);
  return cell === undefined ? 'the notebook' : `cell ${cell + 1}`;
}
