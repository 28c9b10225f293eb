import type { JsonObject } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import type { DidOpenNotebookDocumentParams } from 'vscode-languageserver-protocol';
import {
  CellsView,
  decodeFile,
  loadScriptPlanner,
  loadScriptReader,
  type NotebookText,
  readNotebook,
  ScriptView,
  scriptNotebook,
  Text,
  TextView,
  type View,
} from '../../../server/src/notebook/index.ts';
import { cellOfPlace, type Finding } from '../../../server/src/rules/index.ts';
import { NotebookDocuments } from '../../../server/src/session/documents/notebookDocuments.ts';
import { nameOfUri } from '../../../server/src/session/uris.ts';
import { findingsIn } from '../../support/check.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../../support/corpus.ts';
import { type Conversion, convertedCorpus, isWholeCorpus } from '../../support/jupytext/jupytext.ts';
import { NotebookTab } from '../../support/notebookTab.ts';

interface Expected {
  readonly path: string;
  readonly json_strict_ok: boolean;
  readonly nbformat: unknown;
}

/** Of the file's text and of what editors make of it when they open it: none of these belongs to a cell that is shown. */
const onlyOfTexts = new Set(['invalid-json', 'invalid-notebook', 'unsupported-format']);

/** Ids stay with the file too. */
const notOfScripts = new Set([...onlyOfTexts, 'missing-cell-id', 'invalid-cell-id', 'duplicate-cell-id']);

const differences = [
  // A count written `1.0` is none in the file; on its way through the editor it becomes `1`.
  'broken/execution_count-float.ipynb: only as cells: unexecuted-cell at cell 6: Cell 6: not run, though other cells were. Restart the kernel and run all cells.',
  'broken/execution_count-float.ipynb: only as cells: unexecuted-cell at cell 8: Cell 8: not run, though other cells were. Restart the kernel and run all cells.',
  // A list in the list of lines is no line; the editor makes a text of it.
  'broken/source-nested-list.ipynb: only as text: empty-cell at cell 4: Cell 4: there is nothing in it. Delete it.',
  'broken/source-nested-list.ipynb: only as cells: late-import at cell 6: Cell 6: `import pandas` stands below code. Move it to the imports at the top.',
];

const read = await loadScriptReader();
const plan = await loadScriptPlanner();

describeCorpus('The three views of real notebooks', () => {
  const all = corpusLines<Expected>('EXPECTED.jsonl').filter((one) => one.json_strict_ok && one.nbformat === 4);

  test('Should have the same findings, at the same cells', { timeout: 600_000 }, async () => {
    const scripts = (await convertedCorpus()) ?? [];
    const differing: string[] = [];
    const counts = { cells: 0, percent: 0, otherFormats: 0, findings: 0 };
    for (const { path } of all) {
      const document = readNotebook(nameOfUri(uriOf(path)), Text.from(decodeFile(corpusBytes(path)).content));
      const inText = shownFindings(new TextView(uriOf(path), 0, document, 'utf-16'));
      counts.findings += inText.length;
      const compare = (kind: string, view: View, leftOut: ReadonlySet<string>) => {
        const [one, other] = [inText, shownFindings(view)].map((list) => list.filter(({ code }) => !leftOut.has(code)));
        differing.push(...missingIn(other, one).map((text) => `${path}: only as text: ${text}`));
        differing.push(...missingIn(one, other).map((text) => `${path}: only as ${kind}: ${text}`));
      };
      const cells = await openAsCells(path, document);
      if (cells) {
        counts.cells++;
        compare('cells', cells, onlyOfTexts);
      }
      for (const conversion of scripts.filter((one) => one.path === path)) {
        const script = openAsScript(conversion, document);
        if (!script) continue;
        counts[conversion.format === 'auto:percent' ? 'percent' : 'otherFormats']++;
        compare(conversion.format, script, notOfScripts);
      }
    }
    expect(differing).toEqual(differences);
    expect(counts.cells).toBe(409);
    expect(counts.findings).toBeGreaterThan(2000);
    if (scripts.length === 0) return console.warn('skipped: the script view of the corpus, which jupytext makes');
    expect(counts.percent).toBeGreaterThan(350);
    expect(counts.otherFormats).toBeGreaterThan(isWholeCorpus ? 2_500 : 250);
  });
});

interface ShownFinding {
  readonly code: string;
  /** The cell where the view shows it, and what it says. */
  readonly text: string;
}

function missingIn(list: readonly ShownFinding[] = [], all: readonly ShownFinding[] = []): readonly string[] {
  const known = new Set(list.map(({ text }) => text));
  return all.map(({ text }) => text).filter((text) => !known.has(text));
}

function uriOf(path: string): string {
  return `file:///corpus/${encodeURI(path)}`;
}

/** A notebook as it is opened in VS Code's notebook editor; undefined for one that VS Code does not open. */
async function openAsCells(path: string, document: NotebookText): Promise<CellsView | undefined> {
  const json = JSON.parse(decodeFile(corpusBytes(path)).content.replace(/^\ufeff/, '')) as JsonObject;
  if (!isOpenable(json)) return undefined;
  const store = new NotebookDocuments('utf-16');
  const tab = new NotebookTab(
    uriOf(path),
    json,
    async (_, params) => {
      store.open(params as DidOpenNotebookDocumentParams);
    },
    'utf-16',
  );
  await tab.open();
  const shown = store.get(uriOf(path));
  if (!shown) throw new Error(`${path} is no notebook to the store`);
  return new CellsView(shown, document.notebook, 'utf-16', true);
}

/** A notebook as the script of it, with its file; undefined where jupytext's conversion loses or changes cells. */
function openAsScript({ path, text: content }: Conversion, document: NotebookText): ScriptView | undefined {
  const script = read(content, undefined);
  const { cells } = document;
  if (script?.cells.length !== cells.length) return undefined;
  const isSame = script.cells.every(
    ({ type, source }, index) => type === cells[index]?.type && source.text === cells[index]?.source,
  );
  if (!isSame) return undefined;
  const paired = scriptNotebook(nameOfUri(uriOf(path)), script, document.notebook, undefined);
  const shown = { uri: uriOf(path), version: 0, text: Text.from(content), script, paired, hasFile: true };
  return new ScriptView(shown, 'utf-16', plan);
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
function shownFindings(view: View): readonly ShownFinding[] {
  return findingsIn(view.notebook).map((finding) => {
    const { code, message } = finding;
    return { code, text: `${code} at ${shownAt(view, finding)}: ${message}` };
  });
}

function shownAt(view: View, { place }: Finding): string {
  const cell = cellOfPlace(place);
  const { uri, range } = view.locate(place);
  const around = cell === undefined ? view.locate({ kind: 'json', path: [], at: 'value' }) : view.locateCell(cell);
  if (uri !== around.uri || range.start.line !== range.end.line)
    throw new Error(`${uri} is not where ${cell} is shown`);
  if (cell === undefined) return 'the notebook';
  const isInside = range.start.line >= around.range.start.line && range.end.line <= around.range.end.line;
  return isInside ? `cell ${cell + 1}` : `lines that are not those of cell ${cell + 1}`;
}
