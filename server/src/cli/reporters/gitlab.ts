import { printableJson } from '../terminal/printable.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { createJsonArray } from './jsonArray.ts';
import { sentenceOf } from './labels.ts';
import type { CreateReporter } from './reporter.ts';
import { pathFrom } from './root.ts';

/** A Code Quality report, which GitLab compares with that of the target branch: https://docs.gitlab.com/ci/testing/code_quality/ */
export const gitlab: CreateReporter = ({ root }) => {
  const array = createJsonArray();
  return {
    detail: { frames: false, fixes: false },
    begin: () => '',
    file: (report) => {
      const path = pathFrom(root, report.path);
      const fingerprints = fingerprintsOf(path, report.findings);
      const issues = report.findings.map((finding, index) => ({
        description: sentenceOf(finding),
        check_name: finding.code,
        fingerprint: fingerprints[index],
        severity: severities[finding.severity],
        location: { path, lines: { begin: finding.range.start.line + 1 } },
      }));
      return array.add(issues.map(printableJson));
    },
    end: () => `${array.end()}\n`,
  };
};

/** GitLab has `critical` and `blocker` above these, for what no notebook can do. */
const severities = { error: 'major', warning: 'minor', info: 'info', hint: 'info' } as const;
