import type { PublishFinding } from 'nbproject-protocol';
import { titleOf } from '../../notebook/markdown/title.ts';
import type { Notebook } from '../../notebook/model.ts';
import { isConsecutive } from '../consecutive.ts';
import { recordOf } from '../record.ts';

/** A check of a publish that failed; the message says what to do. */
export interface Obstacle {
  readonly reason: 'no-notebook' | 'no-title' | 'not-consecutive' | 'errors';
  readonly message: string;
  readonly findings: readonly PublishFinding[];
}

/** What nobody can wave through; undefined where there is nothing. */
export function hardObstacle(notebook: Notebook): Obstacle | undefined {
  const { complete, format, metadata } = notebook;
  if (!complete) return obstacle('no-notebook', 'The text is no complete notebook. Mend its JSON first.');
  if (format.major !== 4) {
    return obstacle('no-notebook', 'The notebook is not in format 4. Save it from a current Jupyter first.');
  }
  if (metadata.nbproject !== undefined && metadata.nbproject !== null && !recordOf(notebook)) {
    return obstacle('no-notebook', '`metadata.nbproject` holds something that is no record. Remove it first.');
  }
  if (titleOf(notebook)?.text) return undefined;
  return obstacle('no-title', 'The notebook has no title. Begin its first cell with `# ` and a title.');
}

/** What its author may publish in spite of. */
export function softObstacles(notebook: Notebook, findings: readonly PublishFinding[]): readonly Obstacle[] {
  const errors = findings.filter(({ severity }) => severity === 'error').map(plain);
  return [
    ...(isConsecutive(notebook)
      ? []
      : [obstacle('not-consecutive', 'The cells were not run one after the other. Restart the kernel and run all.')]),
    ...(errors.length === 0 ? [] : [obstacle('errors', errorsMessage(errors), errors)]),
  ];
}

function errorsMessage([first, ...others]: readonly PublishFinding[]): string {
  return others.length === 0
    ? `The notebook has an error: ${first?.message}`
    : `The notebook has ${others.length + 1} errors. Mend them, the first is: ${first?.message}`;
}

function obstacle(reason: Obstacle['reason'], message: string, findings: readonly PublishFinding[] = []): Obstacle {
  return { reason, message, findings };
}

/** No more than the protocol names: findings have places too. */
function plain({ code, severity, message }: PublishFinding): PublishFinding {
  return { code, severity, message };
}
