import type { PublishFinding, PublishRefused } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/model.ts';
import { type VersionChoice, type VersionWish, versionChoices, wishedVersion } from './choices.ts';
import { hardObstacle, type Obstacle, softObstacles } from './obstacles.ts';

export interface PublishWish extends VersionWish {
  /** Whether to publish what is not consecutive or has errors; undefined asks. */
  readonly proceed?: boolean | undefined;
}

/** How whoever publishes is asked. `cannot ask` where there is nobody, `aborted` where somebody would not answer. */
export interface Questions {
  readonly proceed: (obstacles: readonly Obstacle[]) => Promise<'yes' | Unanswered>;
  /** Gives the version of one of the choices, of which there are at least two, the default first; or any other. */
  readonly version: (choices: readonly VersionChoice[]) => Promise<{ readonly version: string } | Unanswered>;
}

export type Unanswered = 'aborted' | 'cannot ask';

/** Runs the checks of a publish, and finds the version. What cannot be published whatever anybody answers is refused without a question. */
export async function decidePublish(
  notebook: Notebook,
  findings: readonly PublishFinding[],
  wish: PublishWish,
  questions: Questions,
): Promise<{ readonly version: string } | PublishRefused> {
  const hard = hardObstacle(notebook);
  if (hard) return refusal(hard.reason, hard.message);
  const wished = wishedVersion(notebook, wish);
  if ('problem' in wished) return refusal('version', wished.problem);

  const soft = softObstacles(notebook, findings);
  const [first] = soft;
  if (first && wish.proceed !== true) {
    const answer = wish.proceed === false ? 'cannot ask' : await questions.proceed(soft);
    const found = soft.flatMap((obstacle) => obstacle.findings);
    if (answer === 'aborted') return refusal('aborted', aborted, found);
    if (answer === 'cannot ask') return refusal(first.reason, soft.map(({ message }) => message).join(' '), found);
  }

  const choices = wish.version === undefined && wish.bump === undefined ? versionChoices(notebook) : [];
  if (choices.length < 2) return wished;
  const answer = await questions.version(choices);
  if (answer === 'aborted') return refusal('aborted', aborted);
  if (answer === 'cannot ask') return wished;
  const chosen = wishedVersion(notebook, { version: answer.version, force: wish.force });
  return 'problem' in chosen ? refusal('version', chosen.problem) : chosen;
}

export function refusal(
  reason: PublishRefused['reason'],
  message: string,
  findings: readonly PublishFinding[] = [],
): PublishRefused {
  return { status: 'refused', reason, message, findings };
}

const aborted = 'Nothing was published, as the question was not answered with yes.';
