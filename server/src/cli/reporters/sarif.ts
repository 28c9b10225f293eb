import { pathToFileURL } from 'node:url';
import type { ReportedFinding } from '../report/fileReport.ts';
import { printableJson } from '../terminal/printable.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { createJsonArray } from './jsonArray.ts';
import { sentenceOf } from './labels.ts';
import type { CreateReporter } from './reporter.ts';
import { pathFrom } from './root.ts';
import { levels, sarifRuleIndex, sarifRules } from './sarifRules.ts';

declare const __VERSION__: string;

/** SARIF 2.1.0, for code scanning and viewers: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: CreateReporter = ({ root }) => {
  const results = createJsonArray();
  return {
    detail: { frames: false, fixes: false },
    begin: () => `{"$schema":"${schema}","version":"2.1.0","runs":[${runWithoutEnd(root)},"results":`,
    file: (report) => {
      const path = pathFrom(root, report.path);
      const fingerprints = fingerprintsOf(path, report.findings);
      return results.add(
        report.findings.map((finding, index) => printableJson(resultOf(path, finding, fingerprints[index]))),
      );
    },
    end: () => `${results.end()}}]}\n`,
  };
};

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** The results follow as they come. */
function runWithoutEnd(root: string): string {
  const run = {
    tool: { driver: { name: 'nbls', version: __VERSION__, semanticVersion: __VERSION__, rules: sarifRules() } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [rootName]: { uri: pathToFileURL(`${root}/`).href } },
  };
  return printableJson(run).slice(0, -1);
}

/** The name that GitHub and the viewers give the root of a checkout. */
const rootName = '%SRCROOT%';

function resultOf(path: string, finding: ReportedFinding, fingerprint: string | undefined) {
  const { code, severity, cell } = finding;
  const { start, end } = finding.range;
  const region = {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  return {
    ruleId: code,
    ruleIndex: sarifRuleIndex(code),
    level: levels[severity],
    message: { text: withoutLinks(sentenceOf(finding)) },
    locations: [
      {
        physicalLocation: { artifactLocation: artifactAt(path), region },
        ...(cell === null ? {} : { logicalLocations: [cellAt(cell)] }),
      },
    ],
    // Not `primaryLocationLineHash`: GitHub's upload makes that one itself, and warns of any other.
    partialFingerprints: { 'finding/v1': fingerprint },
  };
}

/** An absolute path is one outside the root. */
function artifactAt(path: string) {
  if (path.startsWith('/') || /^[A-Za-z]:\//.test(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.toWellFormed().split('/').map(encodeURIComponent).join('/'), uriBaseId: rootName };
}

/** A JSON pointer, as SARIF has it for places in JSON (3.33.5). */
function cellAt(cell: number) {
  return { name: `cell ${cell + 1}`, fullyQualifiedName: `/cells/${cell}`, kind: 'object' };
}

/** SARIF makes a link of `[text](address)` in a message (3.11.6), and what a message quotes of a notebook is to be none. */
function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}
