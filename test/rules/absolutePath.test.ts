import { describe, expect, test } from 'vitest';
import { fixesFor } from '../../server/src/rules/index.ts';
import { findingsOf, fixContextOf } from '../support/check.ts';
import { notebookOf } from '../support/notation.ts';

function found(source: string): string[] {
  const messages = findingsOf('absolute-path', notebookOf(`--- code [ ]\n${source}`)).map(({ message }) => message);
  return messages.map((message) => /`([^`]*)`(?:, )/.exec(message)?.[1] ?? message);
}

/** The argument after the fix; undefined where there is none. */
function relative(source: string, folder: string | undefined): string | undefined {
  const notebook = notebookOf(`--- code [ ]\n${source}`);
  const [finding] = findingsOf('absolute-path', notebook);
  const context = {
    ...fixContextOf(notebook),
    file: folder && `${folder}${folder.startsWith('/') ? '/' : '\\\\'}notebook.ipynb`,
  };
  const edit = finding && fixesFor(notebook, finding, context, () => {})[0]?.edits[0];
  return edit?.kind === 'setSource' ? edit.edits[0]?.newText : undefined;
}

describe('A path of one machine', () => {
  test.each([
    ['open("/data/x.csv")', ['/data/x.csv']],
    ['pd.read_csv(r"C:\\Users\\ada\\x.csv")', ['C:\\Users\\ada\\x.csv']],
    ['plt.savefig("~/figure.png")', ['~/figure.png']],
    ['(Path.home() / "x.txt").read_text()', ['~/x.txt']],
    ['open(os.path.join("/data", "x.csv"))', ['/data/x.csv']],
    ['h5py.File("/data/x.h5", "r+")', ['/data/x.h5']],
  ])('Should be reported once: %s', (source, expected) => {
    expect(found(source)).toEqual(expected);
  });

  test.each([
    'open("data/x.csv")',
    'pd.read_csv("https://lab.org/x.csv")',
    'open("/dev/null", "w")',
    'open("/proc/cpuinfo")',
    'print("/data/x.csv")',
    'open(f"{folder}/x.csv")',
  ])('Should not be reported: %s', (source) => {
    expect(found(source)).toEqual([]);
  });

  test('Should be reported of a temporary file only where nothing above writes it', () => {
    expect(found('open("/tmp/x", "w")\nopen("/tmp/x")\nopen("/tmp/y")')).toEqual(['/tmp/y']);
  });
});

describe('Making it relative', () => {
  test.each([
    ['open("/lab/a/data/x.csv")', '/lab/a', '"data/x.csv"'],
    ["open(r'/lab/a/x.csv')", '/lab/a', "r'x.csv'"],
    ['open(r"C:\\lab\\a\\data\\x.csv")', undefined, undefined],
    ['open("C:/lab/a/data/x.csv")', 'c:\\lab\\a', '"data/x.csv"'],
    ['open("/lab/b/x.csv")', '/lab/a', undefined],
    ['open("/lab/ab/x.csv")', '/lab/a', undefined],
    ['open("/lab/a/../b/x.csv")', '/lab/a', undefined],
    ['open("/lab/a/x.csv")', undefined, undefined],
    ['open("~/a/x.csv")', '/home/ada/a', undefined],
    ['open(os.path.join("/lab/a", "x.csv"))', '/lab/a', undefined],
  ])('Should make of %s in %s: %s', (source, folder, expected) => {
    expect(relative(source, folder)).toBe(expected);
  });
});
