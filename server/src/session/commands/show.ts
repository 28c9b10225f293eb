import { visibleLines } from '../../notebook/untrusted.ts';
import type { Session } from '../session.ts';

/** Shows the user a message. */
export function show({ connection }: Session, type: keyof typeof messageTypes, message: string): void {
  connection.notify('window/showMessage', { type: messageTypes[type], message: visibleLines(message) });
}

/** LSP `MessageType`. */
const messageTypes = { error: 1, warning: 2, info: 3 } as const;
