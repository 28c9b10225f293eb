import { describe, expect, it } from 'vitest';
import { read, textAt } from './support.ts';

describe('files that a cell reads and writes', () => {
  const cases: readonly (readonly [source: string, uses: readonly string[]])[] = [
    ['open("a.txt")', ['read a.txt']],
    ['with open("a.txt", "w") as f: pass', ['write a.txt']],
    ['open(file="a", mode="rb")', ['read a']],
    ['open("a", "r+")', ['read a', 'write a']],
    ['open(name)', []],
    ['Path("d").joinpath("x").read_text()', []],
    ['(Path("d") / "x.txt").read_text()', ['read d/x.txt']],
    ['Path("x").open("w")', ['write x']],
    ['Path("d", "x").write_bytes(b)', ['write d/x']],
    ['pd.read_csv("a.csv", sep=";")', ['read a.csv']],
    ['pd.read_excel(io="a.xlsx")', ['read a.xlsx']],
    ['df.to_csv(path_or_buf="b.csv")', ['write b.csv']],
    ['df.to_parquet(os.path.join("d", "b.pq"))', ['write d/b.pq']],
    ['pd.read_csv("https://x.org/a.csv")', []],
    ['pd.read_csv(f"{d}/a.csv")', []],
    ['np.load("a.npy"), np.savetxt("b", x), np.savez("c", x)', ['read a.npy', 'write b', 'write c']],
    ['spacy.load("en_core_web_sm")', []],
    ['sc.read_h5ad("a.h5ad").write_h5ad("b.h5ad"); sc.read("c.h5ad")', ['write b.h5ad', 'read a.h5ad', 'read c.h5ad']],
    ['adata.write("b.h5ad")', ['write b.h5ad']],
    ['f.write("some text")', []],
    ['pl.scan_parquet("a").sink_parquet("b")', ['write b', 'read a']],
    ['pq.read_table("a"); pq.write_table(t, "b")', ['read a', 'write b']],
    ['pickle.load(open("a", "rb")); pickle.dump(x, open("b", "wb"))', ['read a', 'write b']],
    ['torch.save(model.state_dict(), "m.pt"); torch.load("m.pt")', ['write m.pt', 'read m.pt']],
    ['joblib.dump(x, "m"); joblib.load("m")', ['write m', 'read m']],
    ['plt.savefig("p.png", dpi=100)', ['write p.png']],
    ['json.dump(x, open("a", "w"))', ['write a']],
    ['shutil.copy("a", "b")', ['read a', 'write b']],
    ['x.copy("a", "b")', []],
    ['archive.open("member")', []],
  ];
  it.each(cases)('%s', (source, uses) =>
    expect(read(source).files.map(({ access, path }) => `${access} ${path}`)).toEqual(uses),
  );

  it('says where a path is anchored, and where it stands', () => {
    const source =
      'a = [open("/x/y"), open(r"C:\\x"), open("~/x"), open(Path.home() / "x"), open("./x"), open(os.path.expanduser("~/y"))]';
    const found = read(source).files.map((use) => [use.anchor, use.path, textAt(source, use)]);
    expect(found).toEqual([
      ['absolute', '/x/y', '"/x/y"'],
      ['absolute', 'C:\\x', 'r"C:\\x"'],
      ['home', '~/x', '"~/x"'],
      ['home', '~/x', 'Path.home() / "x"'],
      ['relative', './x', '"./x"'],
      ['home', '~/y', 'os.path.expanduser("~/y")'],
    ]);
  });

  it('says what is called, and whether it runs with the cell', () => {
    expect(read('def f(): return pd.read_csv("a")').files).toMatchObject([{ by: 'pd.read_csv', immediate: false }]);
  });
});

describe('installs', () => {
  const cases: readonly (readonly [source: string, found: object | undefined])[] = [
    [
      '!pip install -q numpy "pandas>=2"',
      { manager: 'pip', shell: true, namesInterpreter: false, packages: ['numpy', 'pandas>=2'] },
    ],
    ['!conda install -c conda-forge -y scipy', { manager: 'conda', shell: true, packages: ['scipy'] }],
    ['!python -m pip install x', { manager: 'pip', shell: true, namesInterpreter: false }],
    ['!{sys.executable} -m pip install x', { manager: 'pip', shell: true, namesInterpreter: true }],
    ['%pip install x', { manager: 'pip', shell: false }],
    ['pip install x', { manager: 'pip', shell: false }],
    ['%conda install x', { manager: 'conda', shell: false }],
    ['!uv pip install x', { manager: 'uv', shell: true }],
    ['!pip3 install -r requirements.txt', { manager: 'pip', packages: [] }],
    ['!pip list', undefined],
    ['print("!pip install x")', undefined],
  ];
  it.each(cases)('%s', (source, found) => {
    expect(read(source).installs).toMatchObject(found === undefined ? [] : [found]);
  });
  it('tell what a magic would replace', () => {
    const sources = ['  x = 1\n  !python3 -m pip install y', '!sudo pip3 install y', '%pip install y'];
    const heads = sources.map((source) =>
      read(source).installs.map(({ start, programEnd }) => source.slice(start, programEnd)),
    );
    expect(heads).toEqual([['!python3 -m pip'], ['!sudo pip3'], ['%pip ']]);
  });
  it('have the place of the whole command', () => {
    const source = 'if x:\n    !pip install y\nz = 1';
    expect(read(source).installs.map((install) => textAt(source, install))).toEqual(['!pip install y']);
  });
});

describe("nbproject's calls", () => {
  it('keep the literals of their arguments', () => {
    const source = 'from nbproject import header\nheader(parent=["a", "b"], pypackage="numpy", filepath=path)';
    expect(read(source).nbprojectCalls.map((call) => ({ ...call, text: textAt(source, call) }))).toMatchObject([
      {
        function: 'header',
        module: undefined,
        text: 'header(parent=["a", "b"], pypackage="numpy", filepath=path)',
        arguments: [
          { name: 'parent', value: ['a', 'b'] },
          { name: 'pypackage', value: 'numpy' },
          { name: 'filepath', value: undefined },
        ],
      },
    ]);
  });
  it('are seen through the module', () => {
    expect(read('nbproject.publish(version="2", calling_statement=None)').nbprojectCalls).toMatchObject([
      { function: 'publish', module: 'nbproject', arguments: [{ value: '2' }, { value: null }] },
    ]);
    expect(read('csv.reader(f).header()').nbprojectCalls).toEqual([]);
  });
});

describe('randomness', () => {
  const cases: readonly (readonly [source: string, uses: readonly string[]])[] = [
    ['random.seed(1); random.random()', ['seed random', 'draw random']],
    ['np.random.seed(0); np.random.rand(3)', ['seed numpy', 'draw numpy']],
    ['rng = np.random.default_rng()', ['draw numpy']],
    ['rng = np.random.default_rng(42); rng.normal()', []],
    ['torch.manual_seed(1); torch.randn(2)', ['seed torch', 'draw torch']],
    ['tf.random.set_seed(1); tf.random.normal([1])', ['seed tensorflow', 'draw tensorflow']],
    ['tf.keras.utils.set_random_seed(1)', ['seed every']],
    ['train_test_split(X, y)', ['draw numpy']],
    ['train_test_split(X, y, random_state=1)', []],
  ];
  it.each(cases)('%s', (source, uses) =>
    expect(read(source).randomness.map(({ kind, library }) => `${kind} ${library}`)).toEqual(uses),
  );
});
