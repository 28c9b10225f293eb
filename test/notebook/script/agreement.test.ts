import { expect, test } from 'vitest';
import { decodeFile, loadScriptReader, readNotebook, Text } from '../../../server/src/notebook/index.ts';
import { corpusBytes, describeCorpus } from '../../support/corpus.ts';
import { type Conversion, convertedCorpus, formats, isWholeCorpus } from '../../support/jupytext/jupytext.ts';

const readScript = await loadScriptReader();

describeCorpus('What jupytext makes of real notebooks', () => {
  test('Should be read as jupytext reads it: the same cells, types, sources and metadata', async ({ skip }) => {
    const conversions = await convertedCorpus();
    if (!conversions) return skip('no jupytext');
    const differing = conversions.filter((one) => JSON.stringify(read(one)) !== JSON.stringify(theirs(one)));
    expect(differing.map(({ path, format }) => `${format}: ${path}`)).toEqual([]);
    // It refuses what is no valid notebook.
    expect(conversions.length).toBeGreaterThan(isWholeCorpus ? 3_800 : 760);
    if (isWholeCorpus) console.info(summary(conversions));
  }, 600_000);
});

type ReadCell = readonly [type: string, source: string, metadata: readonly unknown[]];

function read({ text }: Conversion): readonly ReadCell[] | undefined {
  return readScript(text, undefined)?.cells.map(({ type, source, metadata }) => [type, source.text, sorted(metadata)]);
}

function theirs({ cells }: Conversion): readonly ReadCell[] {
  return cells.map(([type, source, metadata]) => [type, source, sorted(metadata)]);
}

/** Without the language, which jupytext keeps for itself in most formats. */
function sorted(metadata: object): readonly unknown[] {
  return Object.entries(metadata)
    .filter(([key]) => key !== 'language')
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** In how many the cells are those of the notebook: what is missing there is lost in jupytext's own conversion. */
function summary(conversions: readonly Conversion[]): string {
  const lines = formats.map((format) => {
    const those = conversions.filter((one) => one.format === format);
    const same = those.filter((one) => JSON.stringify(original(one.path)) === JSON.stringify(sources(one))).length;
    return `  ${format}: ${those.length} read as jupytext does, ${same} of them as the notebook was`;
  });
  return ['jupytext:', ...lines].join('\n');
}

function original(file: string) {
  const text = Text.from(decodeFile(corpusBytes(file)).content);
  return readNotebook('', text).notebook.cells.map(({ type, source }) => [type, source]);
}

function sources(one: Conversion) {
  return read(one)?.map(([type, source]) => [type, source]);
}
