import type { JsonObject, NotebookEdit } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import {
  decodeFile,
  type Notebook,
  planEdits,
  readNotebook,
  type Script,
  scriptNotebook,
  Text,
} from '../../../server/src/notebook/index.ts';
import { editedText } from '../../../server/src/notebook/text/editedText.ts';
import { type Fix, ignoreActions, insertTitle } from '../../../server/src/rules/index.ts';
import { findingsIn, fixesOf } from '../../support/check.ts';
import { corpusBytes, describeCorpus } from '../../support/corpus.ts';
import { editedScript, readScript } from '../../support/editedScript.ts';
import { type Conversion, convertedCorpus, isWholeCorpus } from '../../support/jupytext/jupytext.ts';

/** So many fixes of a rule are made in each format, of one notebook only one. */
const perRule = isWholeCorpus ? 20 : 6;
/** In UTF-16 code units: the smaller notebooks will do. */
const longest = 60_000;

describeCorpus('Fixes in the scripts of real notebooks', () => {
  test('Should make of script and file the notebook that the same edits make of the file', async ({ skip }) => {
    const conversions = await convertedCorpus();
    if (!conversions) return skip('no jupytext');
    const counts = new Map<string, number>();
    const unsaid = new Map<string, number>();
    const wrong: string[] = [];
    let made = 0;
    // Every fifth: they alternate between percent and the other formats.
    for (const conversion of conversions.filter((_, index) => isWholeCorpus || index % 5 === 0)) {
      const opened = conversion.text.length < longest ? open(conversion) : undefined;
      if (!opened) continue;
      for (const { code, title, edits } of fixesIn(opened.notebook)) {
        const key = `${conversion.format} ${code}`;
        if ((counts.get(key) ?? 0) >= perRule) continue;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        made++;
        const after = editedScript(conversion.text, opened.file, edits);
        if (!after) unsaid.set(key, (unsaid.get(key) ?? 0) + 1);
        else if (difference(opened, after, edits)) wrong.push(`${conversion.format}: ${conversion.path}: ${title}`);
      }
    }
    const refused = [...unsaid.values()].reduce((sum, count) => sum + count, 0);
    console.info(`${made} fixes in scripts, ${refused} of which a format cannot say: ${JSON.stringify([...unsaid])}`);
    expect(wrong).toEqual([]);
    expect(made).toBeGreaterThan(300);
    expect(refused).toBeLessThan(made / 50);
  }, 600_000);
});

interface Opened {
  readonly script: Script;
  readonly file: string;
  readonly notebook: Notebook;
}

/** Undefined where jupytext's conversion loses or changes cells. */
function open({ path, text }: Conversion): Opened | undefined {
  const file = decodeFile(corpusBytes(path)).content;
  const { cells, notebook: saved } = readNotebook('x', Text.from(file));
  const script = readScript(text, undefined);
  const isSame =
    script?.cells.length === cells.length &&
    script.cells.every(
      ({ type, source }, index) => type === cells[index]?.type && source.text === cells[index]?.source,
    );
  return script && isSame
    ? { script, file, notebook: scriptNotebook('x', script, saved, undefined).notebook }
    : undefined;
}

/** One of each rule, the ways to ignore it, and a title. */
function fixesIn(notebook: Notebook): readonly (Fix & { readonly code: string })[] {
  const byCode = new Map(findingsIn(notebook).map((finding) => [finding.code, finding] as const));
  return [...byCode]
    .flatMap(([code, finding]) => [
      ...fixesOf(notebook, finding).map((fix) => ({ ...fix, code })),
      ...ignoreActions(notebook, finding).map((fix) => ({
        ...fix,
        code: `ignore ${fix.title.split(' ').slice(2).join(' ')}`,
      })),
    ])
    .concat({ ...insertTitle(notebook), code: 'title' });
}

function difference(
  { file }: Opened,
  after: { readonly script: string; readonly file: string },
  edits: readonly NotebookEdit[],
): boolean {
  const document = readNotebook('x', Text.from(file));
  const wanted = readNotebook('x', Text.from(editedText(file, planEdits(document, edits)))).notebook;
  const script = readScript(after.script, undefined);
  if (!script) return true;
  const saved = readNotebook('x', Text.from(after.file)).notebook;
  const got = scriptNotebook('x', script, saved, undefined).notebook;
  return JSON.stringify(shown(got)) !== JSON.stringify(shown(wanted));
}

/** jupytext writes no empty list of tags. */
function shown({ metadata: { nbproject, nbproject_ignore }, cells }: Notebook) {
  const tagsOf = ({ tags }: JsonObject) => (Array.isArray(tags) && tags.length === 0 ? undefined : tags);
  return [
    nbproject,
    nbproject_ignore,
    cells.map(({ type, source, metadata }) => [type, source.trim(), tagsOf(metadata)]),
  ];
}
