import { describe, expect, test } from 'vitest';
import { folderWith, program } from '../cli/program.ts';
import { runInTerminal } from '../cli/pseudoTerminal.ts';
import { sarifProblems, workflowCommand, xmlElements } from '../cli/wellFormed.ts';
import { printedBy } from './calls.ts';
import { hostileFolder, places } from './hostileFolder.ts';
import { pieces } from './payloads.ts';
import { dotFaults, mermaidFaults, svgFaults } from './pictures.ts';
import { faultsOf } from './shown.ts';

/** Each place holds some of the texts, and between them two folders hold them all at many. */
const folders = [0, 1].map(
  (turn) => () =>
    hostileFolder((place) => pieces.filter((_, index) => (index + places.indexOf(place)) % 2 === turn).join(' ')),
);

const everything = ['check', '--no-config', '--select', 'ALL', '.'];

describe.each(folders)('Whatever notebooks say, a report', (files) => {
  test('Should hold nothing that a terminal, CI or a viewer acts on', async () => {
    const folder = folderWith(files());
    const formats = ['text', 'concise', 'json', 'ndjson', 'github', 'gitlab', 'junit', 'sarif'];
    const printed = printedBy(
      formats.map((format) => [...everything, '--format', format]),
      folder,
    );
    expect(printed.flatMap(faultsOf)).toEqual([]);
    expect(printed.filter((report) => report.length < 1000)).toEqual([]);
    const [, , , , github = '', gitlab = '', junit = '', sarif = ''] = printed;
    for (const line of github.split('\n').filter((one) => one.includes('::'))) {
      const { command, properties } = workflowCommand(line) ?? {};
      expect(['error', 'warning', 'notice']).toContain(command);
      expect(Object.keys(properties ?? {}).join()).toMatch(/^file,line,endLine,(?:col,endColumn,)?title$/);
    }
    expect(JSON.parse(gitlab).length).toBeGreaterThan(10);
    const elements = new Set(xmlElements(junit.trim()).map(({ name }) => name));
    expect([...elements].sort()).toEqual(['failure', 'skipped', 'testcase', 'testsuite', 'testsuites']);
    expect(sarifProblems(JSON.parse(sarif))).toEqual([]);
    const results: readonly { readonly message: { readonly text: string } }[] = JSON.parse(sarif).runs[0].results;
    expect(results.filter(({ message }) => message.text.includes(']('))).toEqual([]);
  });

  test('Should hold nothing of that kind from any other command', async () => {
    const folder = folderWith(files());
    const notebook = ['--no-config', 'hostile.ipynb'];
    const graph = (format: string) => ['graph', '--no-config', '--format', format];
    const [mermaid = '', dot = '', svg = '', ...printed] = printedBy(
      [
        graph('mermaid'),
        graph('dot'),
        graph('svg'),
        graph('json'),
        ['header', ...notebook],
        ['header', '--json', ...notebook],
        ['badge', '--no-config'],
        ['publish', ...notebook],
        ['publish', '--yes', '--json', 'child.ipynb', '--no-config'],
        ['check'],
        ['check', '--config', 'nbproject.toml', 'hostile.ipynb'],
        ['sync', '--no-config', '.'],
        ['init', '--no-config'],
        ['reqs', '--no-config', '.'],
        ['reqs', '--no-config', '--json', '-o', '-', '.'],
        [...everything, '--statistics'],
        ['check', 'no\u202e\u001b[31m.ipynb'],
      ],
      folder,
    );
    expect(printed.flatMap(faultsOf)).toEqual([]);
    expect(mermaidFaults(mermaid)).toEqual([]);
    expect(await dotFaults(dot)).toEqual([]);
    expect(svgFaults(svg)).toEqual([]);
  });
});

test('Should not act on the terminal that shows what would be changed', async () => {
  const folder = folderWith(folders[0]?.() ?? {});
  for (const call of [
    ['check', '--diff', '--unsafe-fixes', '--select', 'ALL'],
    ['sync', '--diff', '.'],
  ]) {
    const screen = await runInTerminal([process.execPath, program, ...call, '--no-config', '--quiet'], folder, {
      NO_COLOR: '1',
    });
    if (screen === undefined) return console.warn('skipped: no pseudo-terminal here');
    expect(faultsOf(screen.replaceAll('\r\n', '\n'))).toEqual([]);
    expect(screen.length).toBeGreaterThan(200);
  }
});
