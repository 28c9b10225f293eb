import type { Notebook } from '../../notebook/index.ts';
import { visible } from '../../notebook/untrusted.ts';
import { type Questions, recordOf, type VersionChoice } from '../../record/index.ts';
import type { Session } from '../session.ts';
import { askForText, askUser } from '../user/ask.ts';

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
      if (answer === otherVersion) {
        const version = await askForText(session, question, choices[0]?.version ?? '', signal);
        return version === undefined ? 'aborted' : { version };
      }
      const chosen = choices[titles.indexOf(answer)];
      return chosen ?? (answer === 'cannot ask' ? answer : 'aborted');
    },
  };
}

const otherVersion = 'Other…';

function choiceTitle({ version, bump }: VersionChoice, present: unknown): string {
  return `${visible(version, 60)} (${version === present ? 'as it is' : bump})`;
}
