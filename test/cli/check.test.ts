import { describe, expect, test } from 'vitest';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, nbls } from './program.ts';

describe('nbls check', () => {
  test('finds nothing wrong with a healthy notebook', async () => {
    const folder = folderWith({ 'yeast.ipynb': healthy });
    expect(await nbls(['check'], { folder })).toEqual({
      code: 0,
      out: 'Checked 1 notebook: no findings.\n',
      err: '',
    });
  });

  test('shows each finding with the line that it lies on, by file and by place', async () => {
    const folder = folderWith({ 'b.ipynb': unhealthy, 'a.ipynb': healthy });
    const { code, out } = await nbls(['check'], { folder });
    expect(code).toBe(1);
    expect(out).toBe(`b.ipynb

  warning missing-title  The notebook has no title: no Markdown cell has a level-1 heading. Begin the first cell with \`# \` and a title.
    b.ipynb:1:1

  error duplicate-cell-id  Cell 1 has the same id \`same\`. Give one of them a new id.
    b.ipynb:14:10 (cell 2)
    14 │    "id": "same",
       │          ^^^^^^

  hint uninitialized  The notebook has no nbproject record: no id, no version. Initialize it to publish and trace it.
    b.ipynb:22:2
    22 │  "metadata": {},
       │  ^^^^^^^^^^

Checked 2 notebooks: 1 error, 1 warning, 1 hint in 1 of them.
`);
  });

  test('says of a finding in a source which line of the cell it is, and shows that line as written', async () => {
    const folder = folderWith({
      'a.ipynb':
        '{"cells":[{"cell_type":"markdown","metadata":{},"source":"# A\\n\\n\\t# \\u00e9 B"}],"metadata":{},"nbformat":4,"nbformat_minor":4}',
      'b.ipynb':
        '{"cells":[{"cell_type":"markdown","metadata":{},"source":"# A\\n\\n # \\u00e9 B"}],"metadata":{},"nbformat":4,"nbformat_minor":4}',
    });
    const { out } = await nbls(['check', '--select', 'multiple-titles'], { folder });
    expect(out).toContain('    b.ipynb:1:67 (cell 1, line 3)\n    3 │  # é B\n      │  ^^^^^\n');
  });

  test('prints one line a finding with --format concise, and nothing else', async () => {
    const folder = folderWith({ 'sub/b.ipynb': unhealthy });
    const { out, err } = await nbls(['check', '--format', 'concise', '.'], { folder });
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^sub\/b\.ipynb:1:1: warning missing-title: The notebook has no title/),
      expect.stringMatching(/^sub\/b\.ipynb:14:10: cell 2: error duplicate-cell-id: Cell 1 has the same id/),
      expect.stringMatching(/^sub\/b\.ipynb:22:2: hint uninitialized: /),
      '',
    ]);
    expect(err).toBe('');
  });

  test('prints one array with --format json, a finding on each line', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy, 'b.ipynb': unhealthy, 'c.ipynb': healthy });
    const { out } = await nbls(['check', '--format=json'], { folder });
    const findings = JSON.parse(out);
    expect(findings).toHaveLength(6);
    expect(out.trimEnd().split('\n')).toHaveLength(8);
    expect(findings[1]).toEqual({
      path: 'a.ipynb',
      code: 'duplicate-cell-id',
      severity: 'error',
      message: 'Cell 2: cell 1 has the same id `same`. Give one of them a new id.',
      range: { start: { line: 13, character: 9 }, end: { line: 13, character: 15 } },
      cell: 1,
      cellRange: null,
      fixes: [expect.any(String)],
    });
  });

  test('prints an empty array when there is nothing to say', async () => {
    const folder = folderWith({ 'a.ipynb': healthy });
    expect(await nbls(['check', '--format', 'json'], { folder })).toEqual({ code: 0, out: '[]\n', err: '' });
  });

  test('prints an object a line with --format ndjson', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    const { out } = await nbls(['check', '--format', 'ndjson'], { folder });
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).code),
    ).toEqual(['missing-title', 'duplicate-cell-id', 'uninitialized']);
  });

  test.each([
    ['error', 1],
    ['warning', 1],
    ['info', 1],
    ['hint', 1],
  ])('exits with 1 for an error with --fail-on %s', async (severity, code) => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    expect((await nbls(['check', '--fail-on', severity], { folder })).code).toBe(code);
  });

  test.each([
    [['--select', 'missing-title', '--fail-on', 'error'], 0],
    [['--select', 'missing-title'], 1],
    [['--select', 'uninitialized'], 0],
    [['--select', 'uninitialized', '--fail-on', 'info'], 0],
    [['--select', 'uninitialized', '--fail-on', 'hint'], 1],
    [['--ignore', 'missing-title,duplicate-cell-id'], 0],
    [['--ignore', 'missing-title', '--ignore', 'duplicate-cell-id'], 0],
  ])('exits as the worst of what is reported says: %j gives %i', async (args, code) => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    expect((await nbls(['check', ...args], { folder })).code).toBe(code);
  });

  test('reports only selected rules, also one that is off by default', async () => {
    const folder = folderWith({
      'a.ipynb': unhealthy.replace(
        '"outputs": []',
        '"outputs": [{"name": "stderr", "output_type": "stream", "text": ["oh\\n"]}]',
      ),
    });
    const { out } = await nbls(['check', '--format', 'ndjson', '--select', 'stderr-output'], { folder });
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).code),
    ).toEqual(['stderr-output']);
  });

  test('counts by rule with --statistics, the most frequent first', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy, 'b.ipynb': unhealthy });
    const args = ['check', '--statistics', '--ignore', 'uninitialized'];
    const { code, out } = await nbls(args, { folder });
    expect(code).toBe(1);
    expect(out).toBe(`2  error    duplicate-cell-id  in 2 notebooks
2  warning  missing-title      in 2 notebooks

Checked 2 notebooks: 2 errors, 2 warnings in all of them.
`);
    expect(JSON.parse((await nbls([...args, '--format', 'json'], { folder })).out)[0]).toEqual({
      code: 'duplicate-cell-id',
      severity: 'error',
      findings: 2,
      notebooks: 2,
    });
  });

  test('prints no summary with --quiet', async () => {
    const folder = folderWith({ 'a.ipynb': healthy });
    expect((await nbls(['check', '-q'], { folder })).out).toBe('');
  });

  test('checks what comes in on standard input under the name that it is given', async () => {
    const folder = folderWith({});
    const args = ['check', '--stdin-filename', 'notes/a.ipynb', '--format', 'concise', '--select', 'missing-title'];
    const { code, out } = await nbls(args, { folder, input: unhealthy });
    expect(code).toBe(1);
    expect(out).toMatch(/^notes\/a\.ipynb:1:1: warning missing-title/);
    expect((await nbls(['check', '-'], { folder, input: healthy })).out).toContain('Checked 1 notebook');
  });

  test.each(['\n', '\r\n', '\0'])('takes paths from a list that is separated by %j', async (separator) => {
    const folder = folderWith({ 'a b.ipynb': unhealthy, 'c.ipynb': unhealthy, 'd.ipynb': unhealthy });
    const list = ['a b.ipynb', 'c.ipynb', ''].join(separator);
    const args = ['check', '--files-from', '-', '--format', 'ndjson', '--select', 'missing-title'];
    const { out } = await nbls(args, { folder, input: list });
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).path),
    ).toEqual(['a b.ipynb', 'c.ipynb']);
  });

  test('checks nothing when the list of paths is empty', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy, list: '' });
    expect(await nbls(['check', '--files-from', 'list'], { folder })).toEqual({
      code: 0,
      out: 'No notebooks to check.\n',
      err: '',
    });
  });

  test('names each file once, in the order of their paths, whatever was named', async () => {
    const folder = folderWith({ 'b/x.ipynb': unhealthy, 'a.ipynb': unhealthy, 'c.ipynb': unhealthy });
    const args = ['check', 'c.ipynb', 'b', '.', 'b/x.ipynb', '--format', 'ndjson', '--select', 'missing-title'];
    const { out } = await nbls(args, { folder });
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).path),
    ).toEqual(['a.ipynb', 'b/x.ipynb', 'c.ipynb']);
  });

  test('gives the same with one job and with many', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.ipynb`, unhealthy]));
    const folder = folderWith(files);
    const one = await nbls(['check', '--jobs', '1'], { folder });
    const four = await nbls(['check', '--jobs', '4'], { folder });
    expect(four).toEqual(one);
    expect(one.out).toContain('300 errors, 300 warnings, 300 hints in all of them');
  });
});
