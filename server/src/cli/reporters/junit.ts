import type { FileReport, ReportedFinding } from '../report/fileReport.ts';
import { isAtLeast } from '../report/totals.ts';
import { printable } from '../terminal/printable.ts';
import { cellLabel, messageOf, placeLabel } from './labels.ts';
import type { CreateReporter } from './reporter.ts';
import { pathFrom } from './root.ts';

/**
 * JUnit's XML, for whatever shows test results: a suite for each notebook, a case for each finding. What `--fail-on` lets pass is skipped
 * rather than failed, as pytest has it for failures that it expects; so the suites fail where the command does.
 */
export const junit: CreateReporter = ({ root, failOn }) => ({
  detail: { frames: false, fixes: false },
  begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nbls">\n',
  file: ({ path, findings }) => suite(pathFrom(root, path), findings, ({ severity }) => isAtLeast(severity, failOn)),
  end: () => '</testsuites>\n',
});

type Fails = (finding: ReportedFinding) => boolean;

function suite(path: string, findings: FileReport['findings'], fails: Fails): string {
  const failures = findings.filter(fails).length;
  const counts = {
    tests: Math.max(1, findings.length),
    failures,
    errors: 0,
    skipped: findings.length - failures,
    time: 0,
  };
  const cases =
    findings.length === 0
      ? `    <testcase${attributes({ ...inFile(path), name: 'no findings', time: 0 })}/>\n`
      : findings.map((finding) => testcase(path, finding, fails(finding) ? 'failure' : 'skipped')).join('');
  return `  <testsuite${attributes({ name: path, ...counts })}>\n${cases}  </testsuite>\n`;
}

function testcase(path: string, finding: ReportedFinding, outcome: 'failure' | 'skipped'): string {
  const { code, severity, range } = finding;
  // The place makes names unique: GitLab shows one case of each name.
  const name = `${code} at ${placeLabel('', finding).slice(1)}`;
  const place = { ...inFile(path), name, line: range.start.line + 1, time: 0 };
  const message = messageOf(finding);
  const body = [placeLabel(path, finding), cellLabel(finding), `${severity} ${code}`, message]
    .filter(Boolean)
    .join(': ');
  const element = `<${outcome}${attributes({ message, type: code })}>${escaped(body)}</${outcome}>`;
  return `    <testcase${attributes(place)}>\n      ${element}\n    </testcase>\n`;
}

function inFile(path: string) {
  return { classname: path, file: path };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

/** XML 1.0 has no way to write control characters, halves of characters and these two. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
