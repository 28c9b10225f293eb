import { severityOrder, type Totals } from '../check/totals.ts';
import type { Colours } from '../terminal/colours.ts';
import { severityColour } from './severityColour.ts';

/** All that was found, in one line. */
export function summaryOf({ files, filesWithFindings, severities }: Totals, colours: Colours): string {
  if (files === 0) return 'No notebooks to check.';
  const checked = `Checked ${count(files, 'notebook')}`;
  const parts = severityOrder
    .filter((severity) => severities[severity] > 0)
    .map((severity) => severityColour(severity, colours)(count(severities[severity], severity)));
  if (parts.length === 0) return `${checked}: ${colours.green('no findings')}.`;
  const where = files === 1 ? '' : ` in ${filesWithFindings === files ? 'all' : filesWithFindings} of them`;
  return `${checked}: ${parts.join(', ')}${where}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 || noun === 'info' ? '' : 's'}`;
}
