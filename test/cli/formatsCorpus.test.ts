import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { corpusFolder, describeCorpus } from '../support/corpus.ts';
import { nbls } from './program.ts';
import { sarifProblems, workflowCommand, xmlElements } from './wellFormed.ts';

/** 1-based, as all of them count; columns where the format has any. */
interface Location {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Reads the locations of a report, and fails where it is not well-formed. */
const readers: Readonly<Record<string, (out: string) => readonly Location[]>> = {
  github: (out) =>
    out
      .trimEnd()
      .split('\n')
      .slice(0, -1)
      .map((line) => {
        const { file = '', ...numbers } = workflowCommand(line)?.properties ?? {};
        const [first, endLine, column, endColumn] = ['line', 'endLine', 'col', 'endColumn'].map((name) =>
          Number(numbers[name]),
        );
        return { file, line: first!, endLine: endLine!, column: column!, endColumn: endColumn! };
      }),
  gitlab: (out) => {
    const issues: readonly { location: { path: string; lines: { begin: number } }; fingerprint: string }[] =
      JSON.parse(out);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    return issues.map(({ location }) => ({ file: location.path, line: location.lines.begin }));
  },
  sarif: (out) => {
    const log = JSON.parse(out);
    expect(sarifProblems(log)).toEqual([]);
    return log.runs[0].results.map((result: SarifResult) => {
      const { artifactLocation, region } = result.locations[0]!.physicalLocation;
      return {
        file: decodeURIComponent(artifactLocation.uri),
        line: region.startLine,
        column: region.startColumn,
        endLine: region.endLine,
        endColumn: region.endColumn,
      };
    });
  },
  junit: (out) =>
    xmlElements(out)
      .filter(({ name, attributes }) => name === 'testcase' && attributes.line !== undefined)
      .map(({ attributes }) => ({ file: attributes.file!, line: Number(attributes.line) })),
};

interface SarifResult {
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
    };
  }[];
}

describeCorpus('The formats for CI over real and broken notebooks', () => {
  test.each(Object.keys(readers))(
    'Should be well-formed, with every location inside its file: %s',
    async (format) => {
      const { code, out, err } = await nbls(['check', '--format', format], { folder: corpusFolder });
      expect({ code, err }).toEqual({ code: 1, err: '' });
      const locations = readers[format]!(out);
      expect(locations.length).toBeGreaterThan(1000);
      for (const location of locations) expect.soft(placeIn(location), JSON.stringify(location)).toBe('inside');
    },
    120_000,
  );
});

function placeIn({ file, line, column = 1, endLine = line, endColumn = column }: Location): 'inside' | 'outside' {
  const lines = linesOf(file);
  const ordered = line < endLine || (line === endLine && column <= endColumn);
  const fits = (number: number, at: number) => at >= 1 && at <= (lines[number - 1]?.length ?? -1) + 1;
  return ordered && fits(line, column) && fits(endLine, endColumn) ? 'inside' : 'outside';
}

const known = new Map<string, readonly string[]>();

function linesOf(file: string): readonly string[] {
  const lines = known.get(file) ?? readFileSync(path.join(corpusFolder, file), 'utf8').split(/\r\n|\n|\r/);
  known.set(file, lines);
  return lines;
}
