import { expect, test } from 'vitest';
import {
  decodeFile,
  loadScriptReader,
  readNotebook,
  ScriptView,
  scriptNotebook,
  Text,
  TextView,
  type View,
} from '../../server/src/notebook/index.ts';
import { cellOfPlace } from '../../server/src/rules/index.ts';
import { nameOfUri } from '../../server/src/session/uris.ts';
import { findingsIn } from '../support/check.ts';
import { corpusBytes, describeCorpus } from '../support/corpus.ts';
import { type Conversion, convertedCorpus } from '../support/jupytext/jupytext.ts';

/** Of the file's JSON, ids and format, which stay with the file. */
const onlyOfFiles = new Set([
  'invalid-json',
  'invalid-notebook',
  'unsupported-format',
  'missing-cell-id',
  'invalid-cell-id',
  'duplicate-cell-id',
]);

const read = await loadScriptReader();

describeCorpus('The script view of real notebooks', () => {
  test('Should have the findings of the file, at the same cells, in every format that keeps the cells', async ({
    skip,
  }) => {
    const conversions = await convertedCorpus();
    if (!conversions) return skip('no jupytext');
    const differing: string[] = [];
    const known = new Map<string, string[]>();
    let [compared, findings] = [0, 0];
    // Other markers make no other findings.
    for (const conversion of conversions.filter(({ format }) => !format.includes('?'))) {
      const views = viewsOf(conversion);
      if (!views) continue;
      compared++;
      const inFile = known.get(conversion.path) ?? findingsOf(views.file);
      known.set(conversion.path, inFile);
      const inScript = findingsOf(views.script);
      findings += inFile.length;
      const name = `${conversion.path} (${conversion.format})`;
      differing.push(
        ...inFile.filter((one) => !inScript.includes(one)).map((one) => `${name}: only in the file: ${one}`),
      );
      differing.push(
        ...inScript.filter((one) => !inFile.includes(one)).map((one) => `${name}: only in the script: ${one}`),
      );
    }
    expect(compared).toBeGreaterThan(2_200);
    expect(findings).toBeGreaterThan(40_000);
    expect(differing).toEqual([]);
  }, 600_000);
});

/** The two views of a notebook; undefined where jupytext's conversion loses or changes cells. */
function viewsOf({ path, text: content }: Conversion): { readonly file: View; readonly script: View } | undefined {
  const uri = `file:///corpus/${encodeURI(path)}`;
  const document = readNotebook(nameOfUri(uri), Text.from(decodeFile(corpusBytes(path)).content));
  const script = read(content, undefined);
  if (!script || script.cells.length !== document.cells.length) return undefined;
  const isSame = script.cells.every(
    ({ type, source }, index) => type === document.cells[index]?.type && source.text === document.cells[index]?.source,
  );
  if (!isSame) return undefined;
  const paired = scriptNotebook(nameOfUri(uri), script, document.notebook, undefined);
  const shown = { uri, version: 0, text: Text.from(content), script, paired, hasFile: true };
  return { file: new TextView(uri, 0, document, 'utf-16'), script: new ScriptView(shown, 'utf-16', read) };
}

/** Each finding with the cell where the view shows it. */
function findingsOf(view: View): string[] {
  return findingsIn(view.notebook)
    .filter(({ code }) => !onlyOfFiles.has(code))
    .map(({ code, message, place }) => {
      const cell = cellOfPlace(place);
      const { range } = view.locate(place);
      const around = cell === undefined ? range : view.locateCell(cell).range;
      const isInside = range.start.line >= around.start.line && range.end.line <= around.end.line;
      return `${code} at ${cell === undefined ? 'the notebook' : `cell ${cell + 1}`}${isInside ? '' : ', elsewhere'}: ${message}`;
    });
}
