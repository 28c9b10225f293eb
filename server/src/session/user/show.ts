import { visibleLines } from '../../notebook/untrusted.ts';
import type { Connection } from '../connection.ts';

/** Shows the user a message. */
export function show({ connection }: Speaker, type: keyof typeof messageTypes, message: string): void {
  connection.notify('window/showMessage', { type: messageTypes[type], message: visibleLines(message) });
}

/** Who can say something to the user: the session, or a part of it. */
export interface Speaker {
  readonly connection: Connection;
}

/** LSP `MessageType`. */
const messageTypes = { error: 1, warning: 2, info: 3 } as const;
