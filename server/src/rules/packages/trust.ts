import type { Environment } from '../../environment/index.ts';
import type { LiveEnvironment } from '../../record/index.ts';

/**
 * The environment, where it can be told to be the notebook's: chosen by someone, named by its kernel, or beside it. A Python that
 * merely is on the PATH, as on every machine that checks notebooks, says nothing about what the notebook has where it runs.
 */
export function ownEnvironment(live: LiveEnvironment | undefined): Environment | undefined {
  const environment = live?.answer.environment;
  return environment?.source === 'path' ? undefined : environment;
}

/** `…/project/.venv, Python 3.11.7`, for messages. */
export function environmentLabel({ interpreter }: Environment): string {
  const version = interpreter.version ? `, Python ${interpreter.version.text}` : '';
  return `${interpreter.prefix}${version}`;
}
