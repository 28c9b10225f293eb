import type { Connection } from './connection.ts';
import { described } from './messages/errors.ts';
import { show } from './user/show.ts';

/** So many within a minute, and the server is broken for good: one that is started anew serves better. */
const most = 20;
const minute = 60_000;

/**
 * What becomes of a failure that nothing caught, in a timer or a stream: each is logged, the first is shown as well, and the session goes on, since
 * a message changes its state at once and in one place. `giveUp` is called where failures follow each other without end.
 */
export function strayFailures(connection: Connection, giveUp: (reason: Error) => void): (error: unknown) => void {
  let recent: readonly number[] = [];
  let isShown = false;
  return (error) => {
    const now = performance.now();
    recent = [...recent.filter((time) => now - time < minute), now];
    connection.log('error', `Something failed beside the requests, which is a bug: ${described(error)}`);
    if (!isShown) show({ connection }, 'warning', shown);
    isShown = true;
    if (recent.length > most) giveUp(new Error(`One failure follows the other, the last: ${described(error)}`));
  };
}

const shown =
  'The nbproject server has failed at something, which is a bug, and goes on; its log says at what. Please report it.';
