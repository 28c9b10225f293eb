import { count } from '../../notebook/text/count.ts';
import { severityOrder, type Totals } from '../report/totals.ts';
import type { Colours } from '../terminal/colours.ts';
import { severityColour } from './severityColour.ts';

/** All that was found, in one line. */
export function summaryOf(totals: Totals, colours: Colours): string {
  const { files, filesWithFindings, fixed, fixedFiles, severities } = totals;
  if (files === 0) return 'No notebooks to check.';
  const done = fixed > 0 ? `Fixed ${count(fixed, 'finding')} in ${count(fixedFiles, 'notebook')}. ` : '';
  const checked = `${done}Checked ${count(files, 'notebook')}`;
  const parts = severityOrder
    .filter((severity) => severities[severity] > 0)
    .map((severity) => severityColour(severity, colours)(count(severities[severity], severity)));
  if (parts.length === 0) return `${checked}: ${colours.green(fixed > 0 ? 'no findings left' : 'no findings')}.`;
  const where = files === 1 ? '' : ` in ${filesWithFindings === files ? 'all' : filesWithFindings} of them`;
  return `${checked}: ${parts.join(', ')}${where}.`;
}
