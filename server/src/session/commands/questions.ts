import { type AskTextParams, askText } from 'nbproject-protocol';
import type { MessageActionItem, ShowMessageRequestParams } from 'vscode-languageserver-protocol';
import type { Notebook } from '../../notebook/index.ts';
import { visible, visibleLines } from '../../notebook/untrusted.ts';
import { type Questions, recordOf, type VersionChoice } from '../../record/index.ts';
import { ErrorCodes } from '../jsonrpc.ts';
import type { Session } from '../session.ts';
import { within } from '../within.ts';

/** So long somebody may think about a question; Emacs says nothing after C-g. Nothing waits for the answer but what asked. In milliseconds. */
const thinkingTime = 300_000;

/**
 * Asks the user in the editor's own dialogue, and gives the title that was chosen. `cannot ask` where the editor has no dialogue, `aborted` where
 * the user closed it or did not answer in time, or nobody wants to know any more. A `warning` is about something that should not be overlooked, a `choice` is one among equals.
 */
export async function askUser<Title extends string>(
  { connection }: Session,
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

/** What a publish asks, in the editor's own dialogue. */
export function publishQuestions(session: Session, notebook: Notebook, signal: AbortSignal): Questions {
  const name = visible(notebook.name, 60);
  return {
    proceed: async (obstacles) => {
      const reasons = obstacles.map(({ message }) => message).join(' ');
      const question = `Publish ${name} in spite of this? ${reasons}`;
      const answer = await askUser(session, 'warning', question, ['Publish anyway', 'Cancel'], signal);
      return answer === 'Publish anyway' ? 'yes' : answer === 'cannot ask' ? answer : 'aborted';
    },
    version: async (choices) => {
      const present = recordOf(notebook)?.version;
      const now = typeof present === 'string' ? ` (now ${visible(present, 40)})` : '';
      const question = `Publish ${name}${now} as which version?`;
      const titles = choices.map((choice) => choiceTitle(choice, present));
      const offered = session.client.extensions.askText ? [...titles, otherVersion] : titles;
      const answer = await askUser(session, 'choice', question, offered, signal);
      if (answer === otherVersion) return writtenVersion(session, question, choices[0]?.version ?? '', signal);
      const chosen = choices[titles.indexOf(answer)];
      return chosen ?? (answer === 'cannot ask' ? answer : 'aborted');
    },
  };
}

const otherVersion = 'Other…';

/** LSP has no question that is answered with a text: only our own clients have one. */
async function writtenVersion(
  { connection }: Session,
  message: string,
  value: string,
  signal: AbortSignal,
): Promise<{ readonly version: string } | 'aborted'> {
  const params: AskTextParams = { message, value };
  const asked = connection.request<unknown>(askText, params, signal);
  const answer = await within(thinkingTime, asked, signal).catch(() => null);
  return typeof answer === 'string' ? { version: answer.trim() } : 'aborted';
}

function choiceTitle({ version, bump }: VersionChoice, present: unknown): string {
  return `${visible(version, 60)} (${version === present ? 'as it is' : bump})`;
}
