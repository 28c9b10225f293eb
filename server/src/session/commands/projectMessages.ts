import { visibleLines } from '../../notebook/untrusted.ts';
import { ResponseError } from '../jsonrpc.ts';
import type { Session } from '../session.ts';
import { show } from './show.ts';

/** A message has room for a few. */
const shownProblems = 3;

/** Tells the user what a command has done, and what it could not do; all of that stands in the log. */
export function tell(session: Session, summary: string, problems: readonly string[]): void {
  for (const problem of problems) session.connection.log('warning', problem);
  const more = problems.length - shownProblems;
  const rest = more > 0 ? [`${more} more in the log.`] : [];
  const message = [summary, ...problems.slice(0, shownProblems), ...rest].join(' ');
  show(session, problems.length > 0 ? 'warning' : 'info', message);
}

/** LSP `LSPErrorCodes.RequestFailed`. */
const requestFailed = -32803;

/** What answers a command that could do nothing. Said in a message too: several editors show a command's error nowhere. */
export function failed(session: Session, message: string): ResponseError<void> {
  show(session, 'error', message);
  return new ResponseError(requestFailed, visibleLines(message));
}
