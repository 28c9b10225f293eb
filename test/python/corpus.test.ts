import { describe, expect, it } from 'vitest';
import { analyseNames, importsOf, type PythonCell } from '../../server/src/python/index.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';
import { read } from './support.ts';

interface Expected {
  readonly path: string;
  readonly json_ok: boolean;
  readonly is_python: boolean;
  readonly truth: {
    readonly imports: readonly string[] | null;
    readonly imports_relative?: readonly string[];
    readonly imports_dynamic?: readonly string[];
    readonly imports_implicit?: readonly string[];
    readonly unparseable?: readonly { readonly cell: number }[];
    readonly order?: { readonly consecutive_nonblank: boolean };
  };
}

interface ExpectedNames {
  readonly path: string;
  readonly f821: readonly (readonly [cell: number, name: string])[];
}

interface Read {
  readonly expected: Expected;
  readonly cells: readonly PythonCell[];
  /** The place of each in the file. */
  readonly indices: readonly number[];
  readonly failed: boolean;
}

/** Differences from the reference, each with the reason why it stays. */
const argued = {
  syntax: {
    'Azure__Azure-Sentinel-Notebooks/EventClustering.ipynb':
      '`pip install seaborn` alone in a cell: IPython runs it as a magic, which the reference does not try',
    'derived/imports/fstring-312.ipynb': 'Python since 3.12 takes quotes inside an f-string; the reference is 3.11',
    'derived/imports/type-stmt-312.ipynb': '`type X = int` is Python since 3.12; the reference is 3.11',
  },
  imports: {
    'derived/imports/fstring-312.ipynb': 'the cell parses, so its imports count',
    'derived/imports/type-stmt-312.ipynb': 'the cell parses, so its imports count',
    'broken/source-nested-list.ipynb': 'a source that is no text: its cell is read by whoever reads the file',
  },
  names: {
    'Azure__Azure-Sentinel-Notebooks/Entity Explorer - Account~0aace5af.ipynb':
      '`init_notebook(namespace=globals())` in cell 4 defines names that ruff cannot see: silence from there on',
    'Azure__Azure-Sentinel-Notebooks/PivotFunctions-Introduction.ipynb': 'the same',
    'deepnote__deepnote/Dashboard.ipynb':
      '`_dntk` is put into the notebook by Deepnote, where the cell ran without an error',
  },
  executed: {
    'derived/imports/match-statement.ipynb':
      '`match x:` of an x that no cell defines; the counts were made up for the derived file',
    'derived/imports/modulo-not-magic.ipynb':
      '`time_step` is defined by no cell; the counts were made up for the derived file',
    'jupyter__nbconvert/notebook2.ipynb': '`ip` is defined by no cell: the one that did was deleted after it had run',
  },
} as const;

describeCorpus('Python cells of the corpus', () => {
  const notebooks = corpusLines<Expected>('EXPECTED.jsonl').flatMap((expected) =>
    expected.is_python && expected.json_ok ? [readNotebook(expected)] : [],
  );

  it('have a syntax error exactly where IPython and CPython find one', () => {
    const different = notebooks.filter(({ expected, cells, indices }) => {
      const broken = cells.flatMap((cell, index) => (cell.syntaxError === null ? [] : [indices[index]]));
      return (
        expected.truth.unparseable !== undefined &&
        String(broken) !== String(expected.truth.unparseable.map(({ cell }) => cell))
      );
    });
    expect(pathsOf(different)).toEqual(Object.keys(argued.syntax));
  });

  it('import what the reference says', () => {
    const different = notebooks.filter(
      ({ expected, cells }) =>
        expected.truth.imports !== null &&
        expected.truth.imports !== undefined &&
        String(importsOf(cells, '3.11').thirdParty) !== String(expected.truth.imports),
    );
    expect(pathsOf(different)).toEqual(Object.keys(argued.imports).sort());
  });

  it.each([
    ['relative', 'imports_relative'],
    ['dynamic', 'imports_dynamic'],
    ['implied', 'imports_implicit'],
  ] as const)('tell %s imports apart', (kind, key) => {
    const different = notebooks.filter(
      ({ expected, cells }) =>
        expected.truth[key] !== undefined && String(importsOf(cells, '3.11')[kind]) !== String(expected.truth[key]),
    );
    expect(pathsOf(different)).toEqual([]);
  });

  it("agree with ruff's undefined names, but where ruff cannot know", () => {
    const byPath = new Map(notebooks.map((notebook) => [notebook.expected.path, notebook]));
    const all = corpusLines<ExpectedNames>('EXPECTED-names.jsonl').flatMap(({ path, f821 }) => {
      const notebook = byPath.get(path);
      return notebook === undefined ? [] : [{ path, ours: namesOf(notebook), ruffs: new Set(f821.map(String)) }];
    });
    const different = all.filter(({ ours, ruffs }) =>
      [...ours, ...ruffs].some((each) => !ours.has(each) || !ruffs.has(each)),
    );
    expect(different.map(({ path }) => path)).toEqual(Object.keys(argued.names));
    // In those, what is left out comes after the place that makes names unknowable; nothing is added.
    expect(different.flatMap(({ ours, ruffs }) => [...ours].filter((each) => !ruffs.has(each)))).toEqual([]);
  });

  it('give no false alarm where a notebook ran from top to bottom', () => {
    const alarmed = notebooks.filter((notebook) => ranThrough(notebook) && analyseNames(notebook.cells).length > 0);
    expect(pathsOf(alarmed)).toEqual(Object.keys(argued.executed));
  });

  it('are analysed in less time than they are read, however many there are', () => {
    const sources = sourcesOf('derived/many-cells-5000.ipynb').map(({ source }) => source);
    const before = performance.now();
    const cells = sources.map(read);
    const read5000 = performance.now() - before;
    analyseNames(cells);
    expect(cells.length).toBeGreaterThanOrEqual(4900);
    expect(performance.now() - before - read5000).toBeLessThan(read5000);
  });
});

function readNotebook(expected: Expected): Read {
  const sources = sourcesOf(expected.path);
  return {
    expected,
    cells: sources.map(({ source }) => read(source)),
    indices: sources.map(({ index }) => index),
    failed: sources.some(({ failed }) => failed),
  };
}

interface CellJson {
  readonly cell_type?: string;
  readonly source?: unknown;
  readonly input?: unknown;
  readonly outputs?: readonly { readonly output_type?: string }[];
}

function sourcesOf(
  path: string,
): readonly { readonly source: string; readonly index: number; readonly failed: boolean }[] {
  const notebook = JSON.parse(
    corpusBytes(path)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\b-?(?:NaN|Infinity)\b/g, 'null'),
  );
  const worksheets: readonly { readonly cells?: readonly CellJson[] }[] = Array.isArray(notebook?.worksheets)
    ? notebook.worksheets
    : [];
  const cells: readonly (CellJson | null)[] = Array.isArray(notebook?.cells)
    ? notebook.cells
    : worksheets.flatMap((sheet) => sheet.cells ?? []);
  return cells.flatMap((cell, index) => {
    const written = cell?.source ?? cell?.input;
    const source = Array.isArray(written) ? written.join('') : written;
    const failed = Array.isArray(cell?.outputs) && cell.outputs.some((output) => output?.output_type === 'error');
    return cell?.cell_type === 'code' && typeof source === 'string' ? [{ source, index, failed }] : [];
  });
}

function namesOf({ cells, indices }: Read): Set<string> {
  return new Set(analyseNames(cells).map(({ cell, name }) => `${indices[cell]},${name}`));
}

function ranThrough({ expected, failed }: Read): boolean {
  return expected.truth.order?.consecutive_nonblank === true && !failed;
}

function pathsOf(notebooks: readonly Read[]): readonly string[] {
  return notebooks.map(({ expected }) => expected.path).sort();
}

describe('the list of arguments', () => {
  it('has a reason for each', () => {
    const reasons = Object.values(argued).flatMap((paths) => Object.values(paths));
    expect(reasons.every((reason) => reason.length > 5)).toBe(true);
  });
});
