import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writeNotebook } from '../support/notation.ts';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, nbls } from './program.ts';
import { sarifProblems, workflowCommand, xmlElements } from './wellFormed.ts';

const formats = ['github', 'gitlab', 'sarif', 'junit'];

/** Everything that one format or another gives a meaning to; the last ones reorder what is shown, or break the line. */
const special = `a,b%25 %0A::error::"q"'<x>&]]>[y](z)\u202e\n`;

const titles = ['--select', 'missing-title'];

async function outputOf(format: string, folder: string, ...args: string[]): Promise<string> {
  const { code, out, err } = await nbls(['check', '--format', format, ...args], { folder });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  return out;
}

describe('--format github', () => {
  test('writes a workflow command for each finding', async () => {
    const folder = folderWith({ 'sub/b.ipynb': unhealthy, 'a.ipynb': healthy });
    expect(await outputOf('github', folder)).toBe(`\
::warning file=sub/b.ipynb,line=1,endLine=1,col=1,endColumn=2,title=nbls (missing-title)::sub/b.ipynb:1:1: missing-title: The notebook has no title: no Markdown cell has a level-1 heading. Begin the first cell with \`# \` and a title.
::error file=sub/b.ipynb,line=14,endLine=14,col=10,endColumn=16,title=nbls (duplicate-cell-id)::sub/b.ipynb:14:10: cell 2: duplicate-cell-id: Cell 1 has the same id \`same\`. Give one of them a new id.
::notice file=sub/b.ipynb,line=22,endLine=22,col=2,endColumn=12,title=nbls (uninitialized)::sub/b.ipynb:22:2: uninitialized: The notebook has no nbproject record: no id, no version. Initialize it to publish and trace it.
Checked 2 notebooks: 1 error, 1 warning, 1 hint in 1 of them.
`);
  });

  test('writes nothing else with --quiet', async () => {
    const folder = folderWith({ 'a.ipynb': healthy });
    expect(await nbls(['check', '--format', 'github', '-q'], { folder })).toEqual({ code: 0, out: '', err: '' });
  });

  test('prints the statistics in words, for the log', async () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    expect(await outputOf('github', folder, '--statistics', ...titles)).toContain('1  warning  missing-title');
  });
});

describe('--format gitlab', () => {
  test('writes a Code Quality report', async () => {
    const folder = folderWith({ 'sub/b.ipynb': unhealthy, 'a.ipynb': healthy });
    const issue = { fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/) };
    expect(JSON.parse(await outputOf('gitlab', folder))).toEqual([
      {
        ...issue,
        description:
          'The notebook has no title: no Markdown cell has a level-1 heading. Begin the first cell with `# ` and a title.',
        check_name: 'missing-title',
        severity: 'minor',
        location: { path: 'sub/b.ipynb', lines: { begin: 1 } },
      },
      {
        ...issue,
        description: 'Cell 2: cell 1 has the same id `same`. Give one of them a new id.',
        check_name: 'duplicate-cell-id',
        severity: 'major',
        location: { path: 'sub/b.ipynb', lines: { begin: 14 } },
      },
      {
        ...issue,
        description: 'The notebook has no nbproject record: no id, no version. Initialize it to publish and trace it.',
        check_name: 'uninitialized',
        severity: 'info',
        location: { path: 'sub/b.ipynb', lines: { begin: 22 } },
      },
    ]);
  });

  test('knows a finding again when cells and lines come above it, and when it is run again', async () => {
    const cells = (counts: readonly [number, number]) => `
--- code [${counts[0]}] id=first
x = 1
--- code [${counts[1]}] id=second
y = x
`;
    const folder = folderWith({ 'a.ipynb': writeNotebook(cells([5, 3])).text });
    const moved = folderWith({ 'a.ipynb': writeNotebook(`--- markdown id=new\nOne\n\nmore\n${cells([9, 8])}`).text });
    const args = ['--select', 'out-of-order'];
    const [one] = JSON.parse(await outputOf('gitlab', folder, ...args));
    const [other] = JSON.parse(await outputOf('gitlab', moved, ...args));
    expect(other.description).not.toBe(one.description);
    expect(other.location.lines.begin).toBeGreaterThan(one.location.lines.begin);
    expect(other.fingerprint).toBe(one.fingerprint);
  });

  test('tells findings that say the same apart, by their cells and by their order', async () => {
    const cells = '--- code [1] id=a\nx = missing + missing\n--- code [2] id=b\ny = missing\n';
    const folder = folderWith({ 'a.ipynb': writeNotebook(cells).text, 'b.ipynb': writeNotebook(cells).text });
    const issues = JSON.parse(await outputOf('gitlab', folder, '--select', 'undefined-name,missing-title'));
    const fingerprints = issues.map((issue: { fingerprint: string }) => issue.fingerprint);
    expect(fingerprints.length).toBeGreaterThan(4);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  test('writes an empty report when there is nothing to say', async () => {
    const folder = folderWith({ 'a.ipynb': healthy });
    expect((await nbls(['check', '--format', 'gitlab'], { folder })).out).toBe('[]\n');
  });
});

describe('--format sarif', () => {
  test('places each finding in the file and in its cell', async () => {
    const folder = folderWith({ 'sub/b.ipynb': unhealthy, 'a.ipynb': healthy });
    const log = JSON.parse(await outputOf('sarif', folder));
    expect(sarifProblems(log)).toEqual([]);
    expect(sarifProblems({ ...log, runs: [{ results: [] }] })).toEqual([
      ".runs[0] should have required property 'tool'",
    ]);
    const [run] = log.runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: `${pathToFileURL(folder)}/` } });
    expect(run.results[1]).toEqual({
      ruleId: 'duplicate-cell-id',
      ruleIndex: expect.any(Number),
      level: 'error',
      message: { text: 'Cell 2: cell 1 has the same id `same`. Give one of them a new id.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'sub/b.ipynb', uriBaseId: '%SRCROOT%' },
            region: { startLine: 14, startColumn: 10, endLine: 14, endColumn: 16 },
          },
          logicalLocations: [{ name: 'cell 2', fullyQualifiedName: '/cells/1', kind: 'object' }],
        },
      ],
      partialFingerprints: { 'finding/v1': expect.stringMatching(/^[0-9a-f]{40}$/) },
    });
    expect(run.results.map((result: { level: string }) => result.level)).toEqual(['warning', 'error', 'note']);
  });

  test('describes every rule, and names the one that found something by its index', async () => {
    const { runs } = JSON.parse(await outputOf('sarif', folderWith({ 'a.ipynb': unhealthy, 'b.ipynb': 'broken' })));
    const { driver } = runs[0].tool;
    expect(driver).toMatchObject({ name: 'nbls', version: '1.2.3', semanticVersion: '1.2.3' });
    for (const { ruleId, ruleIndex } of runs[0].results) expect(driver.rules[ruleIndex].id).toBe(ruleId);
    const rule = driver.rules.find(({ id }: { id: string }) => id === 'duplicate-cell-id');
    expect(rule).toEqual({
      id: 'duplicate-cell-id',
      shortDescription: { text: expect.stringMatching(/\.$/) },
      fullDescription: { text: expect.stringMatching(/\.$/) },
      help: { text: expect.any(String), markdown: expect.stringContaining('\n\n## Fix\n\n') },
      defaultConfiguration: { enabled: true, level: 'error' },
      properties: { tags: ['format'] },
    });
  });

  test('is valid when there is nothing to say', async () => {
    const { out } = await nbls(['check', '--format', 'sarif'], { folder: folderWith({}) });
    expect(sarifProblems(JSON.parse(out))).toEqual([]);
    expect(JSON.parse(out).runs[0].results).toEqual([]);
  });

  test('names what lies outside the checkout by its absolute address', async () => {
    const folder = folderWith({ 'a b.ipynb': unhealthy, 'work/c.ipynb': unhealthy });
    const { runs } = JSON.parse(await outputOf('sarif', path.join(folder, 'work'), '../a b.ipynb', ...titles));
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: `${pathToFileURL(folder)}/a%20b.ipynb`,
    });
  });
});

describe('--format junit', () => {
  test('writes a suite for each notebook and a case for each finding', async () => {
    const folder = folderWith({ 'a.ipynb': healthy, 'b.ipynb': unhealthy });
    expect(await outputOf('junit', folder, '--ignore', 'missing-title')).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nbls">
  <testsuite name="a.ipynb" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="a.ipynb" file="a.ipynb" name="no findings" time="0"/>
  </testsuite>
  <testsuite name="b.ipynb" tests="2" failures="1" errors="0" skipped="1" time="0">
    <testcase classname="b.ipynb" file="b.ipynb" name="duplicate-cell-id at 14:10" line="14" time="0">
      <failure message="Cell 1 has the same id \`same\`. Give one of them a new id." type="duplicate-cell-id">b.ipynb:14:10: cell 2: error duplicate-cell-id: Cell 1 has the same id \`same\`. Give one of them a new id.</failure>
    </testcase>
    <testcase classname="b.ipynb" file="b.ipynb" name="uninitialized at 22:2" line="22" time="0">
      <skipped message="The notebook has no nbproject record: no id, no version. Initialize it to publish and trace it." type="uninitialized">b.ipynb:22:2: hint uninitialized: The notebook has no nbproject record: no id, no version. Initialize it to publish and trace it.</skipped>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test.each([
    ['error', 0],
    ['warning', 1],
  ])('fails the cases that fail the command: a warning with --fail-on %s', async (severity, failures) => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    const args = ['check', '--format', 'junit', '--fail-on', severity, ...titles];
    const { code, out } = await nbls(args, { folder });
    expect(code).toBe(failures);
    expect(xmlElements(out).filter(({ name }) => name === 'failure')).toHaveLength(failures);
  });
});

describe('What means something to a format', () => {
  const name = `${special}.ipynb`;
  /** A pair of cells with this id, which the message quotes. */
  const text = writeNotebook(
    `--- markdown ${JSON.stringify({ id: special })}\n--- raw ${JSON.stringify({ id: special })}`,
  ).text;
  const args = ['--select', 'duplicate-cell-id'];
  const quoted =
    'Cell 2: cell 1 has the same id `a,b%25 %0A::error::"q"\'<x>&]]>[y](z)\ufffd`. Give one of them a new id.';

  test('stays text in workflow commands', async () => {
    const out = await outputOf('github', folderWith({ [name]: text }), '-q', ...args);
    expect(out.split('\n')).toHaveLength(2);
    const found = workflowCommand(out.trimEnd());
    expect(found).toMatchObject({ command: 'error', properties: { title: 'nbls (duplicate-cell-id)', line: '11' } });
    expect(found?.properties.file).toBe(name.replace('\u202e', '\ufffd'));
    expect(found?.message).toContain(quoted.slice('Cell 2: c'.length));
  });

  test('stays text in a Code Quality report', async () => {
    const [issue] = JSON.parse(await outputOf('gitlab', folderWith({ [name]: text }), ...args));
    expect(issue).toMatchObject({ description: quoted, location: { path: name } });
  });

  test('stays text in SARIF, where it is no link either', async () => {
    const log = JSON.parse(await outputOf('sarif', folderWith({ [name]: text }), ...args));
    expect(sarifProblems(log)).toEqual([]);
    const [{ message, locations }] = log.runs[0].results;
    expect(message.text).toBe(quoted.replace('](', '] ('));
    expect(decodeURIComponent(locations[0].physicalLocation.artifactLocation.uri)).toBe(name);
  });

  test('stays text in XML', async () => {
    const out = await outputOf('junit', folderWith({ [name]: text }), ...args);
    const [, suite, testcase, failure] = xmlElements(out);
    const shown = name.replaceAll(/[\u202e\n]/g, '\ufffd');
    expect(suite?.attributes.name).toBe(shown);
    expect(testcase?.attributes).toMatchObject({ classname: shown, file: shown });
    expect(failure?.attributes.message).toContain(quoted.slice('Cell 2: c'.length));
  });

  test.each(formats)('acts on no terminal in the format %s', async (format) => {
    const out = await outputOf(format, folderWith({ [`\u001b[31m\u0007${name}`]: text }), ...args);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/);
  });
});

describe('The checkout of a CI', () => {
  test.each([
    ['GITHUB_WORKSPACE', 'github', 'file=sub/a.ipynb,'],
    ['GITHUB_WORKSPACE', 'sarif', '"uri":"sub/a.ipynb"'],
    ['CI_PROJECT_DIR', 'gitlab', '"path":"sub/a.ipynb"'],
    ['CI_PROJECT_DIR', 'junit', 'file="sub/a.ipynb"'],
  ])(
    'is what paths start from, where %s names one around the working folder: %s',
    async (variable, format, written) => {
      const folder = folderWith({ 'sub/a.ipynb': unhealthy });
      const run = (checkout: string) =>
        nbls(['check', '--format', format], {
          folder: path.join(folder, 'sub'),
          environment: { [variable]: checkout },
        });
      expect((await run(folder)).out).toContain(written);
      mkdirSync(path.join(folder, 'elsewhere'));
      for (const outside of [path.join(folder, 'elsewhere'), path.join(folder, 'missing'), ''])
        expect((await run(outside)).out).toContain(written.replace('sub/', ''));
    },
  );

  test.each(['GITHUB_ACTIONS', 'GITLAB_CI'])('changes no format by itself: %s', async (variable) => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    const { out } = await nbls(['check'], { folder, environment: { [variable]: 'true' } });
    expect(out).toBe((await nbls(['check'], { folder })).out);
  });
});

test.each(['gitlab', 'sarif', 'junit'])('Should refuse statistics in the format %s, which has none', async (format) => {
  const { code, out, err } = await nbls(['check', '--statistics', '--format', format], { folder: folderWith({}) });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toBe(`nbls: --statistics has no form in the format ${format}.\n`);
});
