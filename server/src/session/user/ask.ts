import { type AskTextParams, askText } from 'nbproject-protocol';
import type { MessageActionItem, ShowMessageRequestParams } from 'vscode-languageserver-protocol';
import { visibleLines } from '../../notebook/untrusted.ts';
import { ErrorCodes } from '../jsonrpc.ts';
import { within } from '../within.ts';
import type { Speaker } from './show.ts';

/** So long somebody may think about a question; Emacs says nothing after C-g. Nothing waits for the answer but what asked. In milliseconds. */
const thinkingTime = 300_000;

/**
 * Asks the user in the editor's own dialogue, and gives the title that was chosen. `cannot ask` where the editor has no dialogue, `aborted` where
 * the user closed it or did not answer in time, or nobody wants to know any more. A `warning` is about something that should not be overlooked, a `choice` is one among equals.
 */
export async function askUser<Title extends string>(
  { connection }: Speaker,
  kind: keyof typeof messageTypes,
  message: string,
  titles: readonly Title[],
  signal?: AbortSignal,
): Promise<Title | 'aborted' | 'cannot ask'> {
  const params: ShowMessageRequestParams = {
    type: messageTypes[kind],
    message: visibleLines(message),
    actions: titles.map((title) => ({ title })),
  };
  try {
    const answer = connection.request<MessageActionItem | null>('window/showMessageRequest', params, signal);
    const chosen = await within(thinkingTime, answer, signal);
    return titles.find((title) => title === chosen?.title) ?? 'aborted';
  } catch (error) {
    return (error as { code?: unknown }).code === ErrorCodes.MethodNotFound ? 'cannot ask' : 'aborted';
  }
}

/** LSP `MessageType`. */
const messageTypes = { warning: 2, choice: 3 } as const;

/** Asks for a text, of a client that can (`askText`): LSP has no question that is answered with one. Undefined where there is no answer. */
export async function askForText(
  { connection }: Speaker,
  message: string,
  value: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const params: AskTextParams = { message, value };
  const asked = connection.request<unknown>(askText, params, signal);
  const answer = await within(thinkingTime, asked, signal).catch(() => undefined);
  return typeof answer === 'string' ? answer.trim() : undefined;
}
