import { visibleLines } from '../../notebook/untrusted.ts';
import type { ResponseError } from '../jsonrpc.ts';
import { requestFailed } from '../messages/errors.ts';
import { type Speaker, show } from './show.ts';

/** A message has room for a few. */
const shownProblems = 3;

/** Tells the user what a command has done, and what it could not do; all of that stands in the log. */
export function tell(speaker: Speaker, summary: string, problems: readonly string[]): void {
  for (const problem of problems) speaker.connection.log('warning', problem);
  const more = problems.length - shownProblems;
  const rest = more > 0 ? [`${more} more in the log.`] : [];
  const message = [summary, ...problems.slice(0, shownProblems), ...rest].join(' ');
  show(speaker, problems.length > 0 ? 'warning' : 'info', message);
}

/** What answers a command that could do nothing. Said in a message too: several editors show a command's error nowhere. */
export function failed(speaker: Speaker, message: string): ResponseError<void> {
  show(speaker, 'error', message);
  return requestFailed(visibleLines(message));
}
