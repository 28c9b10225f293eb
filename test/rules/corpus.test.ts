import { expect, test } from 'vitest';
import { decodeFile, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { cellOfPlace, type Finding } from '../../server/src/rules/index.ts';
import { findingsIn } from '../support/check.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';

interface Expected {
  readonly path: string;
  readonly nbformat: unknown;
  readonly nbformat_minor: unknown;
  readonly json_ok: boolean;
  readonly ids: {
    readonly missing: number;
    readonly duplicates: readonly string[];
    readonly invalid: readonly unknown[];
  } | null;
  readonly truth: {
    readonly ok: boolean;
    readonly title: string | null;
    readonly title_in_first_cell: boolean | null;
    readonly order: Order;
  };
  readonly nbformat_check: {
    readonly strict_valid: boolean;
    readonly schema_errors: number | null;
    readonly schema_error_paths: readonly string[] | null;
  } | null;
}

interface Order {
  readonly never_executed: boolean;
  readonly consecutive_nonblank: boolean;
}

const schemaRules = ['invalid-notebook', 'missing-cell-id', 'invalid-cell-id', 'duplicate-cell-id'];
const orderRules = ['out-of-order', 'duplicate-count', 'execution-gap', 'unexecuted-cell'];

describeCorpus('The rules over real notebooks', () => {
  const notebooks = corpusLines<Expected>('EXPECTED.jsonl').map((expected) => ({
    expected,
    ...findingsInFile(expected.path),
  }));
  const readable = notebooks.filter(({ expected }) => expected.truth.ok);
  const inFormat4 = readable.filter(({ expected: { nbformat } }) => nbformat === 4);
  const old = readable
    .filter(({ expected: { nbformat } }) => nbformat === 2 || nbformat === 3)
    .map(({ expected }) => expected.path);

  test('Should report exactly what nbformat refuses', () => {
    const compared = notebooks.filter(({ expected }) => expected.nbformat_check !== null);
    const differing = compared.filter(
      ({ expected, has }) => has(...schemaRules, 'unsupported-format') === expected.nbformat_check?.strict_valid,
    );
    expect(compared.length).toBe(454);
    expect(pathsOf(differing)).toEqual([
      // A byte-order mark in front is for invalid-json to say.
      'Azure__Azure-Sentinel-Notebooks/Configurate Azure ML and Azure Synapse Analytics~3406c897.ipynb',
      'Azure__Azure-Sentinel-Notebooks/Configurate Azure ML and Azure Synapse Analytics~84d0377c.ipynb',
      // Valid in nbformat 3, of which we say that it is not checked.
      'astropy__astropy-tutorials/quantities~b265a95a.ipynb',
      'computationalmodelling__nbval/finmag_nb_test~90665767.ipynb',
      'derived/format/quickstart-bom-crlf.ipynb',
      'derived/format/quickstart-bom.ipynb',
      'jupyter__nbformat/test3.ipynb',
    ]);
  });

  test('Should report it in the cells in which nbformat finds it', () => {
    const compared = inFormat4.filter(({ expected }) => expected.nbformat_check?.schema_error_paths);
    const differing = compared.filter(({ expected, findings }) => {
      const paths = expected.nbformat_check?.schema_error_paths ?? [];
      const theirs = paths.flatMap((path) => /^cells\/(\d+)/.exec(path)?.[1] ?? []).map(Number);
      // Equal ids are found by nbformat's reader, not by its schema.
      const ours = findings
        .filter(({ code }) => schemaRules.includes(code) && code !== 'duplicate-cell-id')
        .map(({ place }) => cellOfPlace(place));
      const cells = new Set(ours.filter((cell) => cell !== undefined));
      const isCut = paths.length < (expected.nbformat_check?.schema_errors ?? 0);
      return theirs.some((cell) => !cells.has(cell)) || (!isCut && cells.size !== new Set(theirs).size);
    });
    expect(compared.length).toBeGreaterThan(430);
    expect(pathsOf(differing)).toEqual([]);
  });

  test('Should say that a text is no JSON where Python says so, and where others do', () => {
    const differing = notebooks.filter(({ expected, has }) => expected.json_ok === has('invalid-json'));
    expect(pathsOf(differing)).toEqual([
      // A byte-order mark, which the reference passed over, and Jupyter does not.
      'Azure__Azure-Sentinel-Notebooks/Configurate Azure ML and Azure Synapse Analytics~3406c897.ipynb',
      'Azure__Azure-Sentinel-Notebooks/Configurate Azure ML and Azure Synapse Analytics~84d0377c.ipynb',
      // Python reads them; what is odd about them stops other programs, and is said.
      'broken/deep-2000-metadata.ipynb',
      'broken/huge-number.ipynb',
      'broken/lone-surrogate-escape.ipynb',
      'broken/nan-infinity-output.ipynb',
      // Byte-order marks again.
      'derived/format/python-comprehensive-bom-crlf.ipynb',
      'derived/format/python-comprehensive-bom.ipynb',
      'derived/format/quickstart-bom-crlf.ipynb',
      'derived/format/quickstart-bom.ipynb',
    ]);
  });

  test('Should count missing, invalid and duplicate ids', () => {
    const compared = inFormat4.filter(
      ({ expected }) =>
        expected.ids && Number.isInteger(expected.nbformat_minor) && Number(expected.nbformat_minor) >= 5,
    );
    expect(compared.length).toBeGreaterThan(60);
    for (const { expected, count } of compared) {
      const { missing, duplicates, invalid } = expected.ids!;
      const counts = {
        path: expected.path,
        missing: count('missing-cell-id'),
        invalid: count('invalid-cell-id'),
        duplicates: count('duplicate-cell-id') > 0,
      };
      expect(counts).toEqual({
        path: expected.path,
        missing,
        invalid: invalid.length,
        duplicates: duplicates.length > 0,
      });
    }
  });

  test('Should miss a title exactly where there is none', () => {
    const differing = readable.filter(({ expected, has }) => (expected.truth.title === null) !== has('missing-title'));
    expect(pathsOf(differing).filter((path) => !old.includes(path))).toEqual([
      // Without a list of cells, invalid-notebook has said what is wrong.
      'astral-sh__ruff/wrong_schema.ipynb',
      // nbformat 4 has no cells of the type heading.
      'broken/cell_type-heading.ipynb',
      'broken/cells-null.ipynb',
      'broken/cells-object.ipynb',
      'broken/no-cells-key.ipynb',
      'broken/toplevel-object.ipynb',
      // A heading without words heads nothing: the finding says so.
      'derived/titles/empty-heading.ipynb',
      'derived/titles/hash-only.ipynb',
      // Its title is in `metadata.title`.
      'jupyter__nbconvert/notebook_inject~bfd2163c.ipynb',
    ]);
  });

  test('Should say that the title is not first exactly where it is not', () => {
    const differing = readable.filter(
      ({ expected, has }) => (expected.truth.title_in_first_cell === false) !== has('title-not-first'),
    );
    expect(pathsOf(differing)).toEqual([]);
  });

  test('Should find something wrong with the order exactly where cells were run and not one after the other', () => {
    const differing = readable.filter(
      ({ expected: { truth }, has }) =>
        (truth.order.consecutive_nonblank || truth.order.never_executed) === has(...orderRules),
    );
    expect(pathsOf(differing).filter((path) => !old.includes(path))).toEqual([
      // nbproject and the reference forgive a last cell without a count; it was not run, and is reported as that.
      'broken/counts-consecutive-last-null.ipynb',
    ]);
  });
});

type Found = Pick<Finding, 'code' | 'place'>;

function findingsInFile(path: string) {
  const { content, problem } = decodeFile(corpusBytes(path));
  const inText = findingsIn(readNotebook('notebook', Text.from(content)).notebook);
  const undecoded: readonly Found[] = problem ? [{ code: 'invalid-json', place: { ...problem, kind: 'text' } }] : [];
  const findings: readonly Found[] = [...undecoded, ...inText];
  const count = (...codes: string[]): number => findings.filter(({ code }) => codes.includes(code)).length;
  return { findings, count, has: (...codes: string[]): boolean => count(...codes) > 0 };
}

function pathsOf(notebooks: readonly { readonly expected: Expected }[]): string[] {
  return notebooks.map(({ expected }) => expected.path);
}
