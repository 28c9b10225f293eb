import type { Notebook } from '../../notebook/model.ts';
import type { Author } from '../author.ts';
import { type LiveEnvironment, liveCode } from '../live/packages.ts';
import type { Program } from '../live/program.ts';
import { recordOf } from '../record.ts';
import type { PublishFacts } from './publishEdits.ts';

/** What a publish writes down of where a notebook runs; nothing of that for a notebook in another language than Python. */
export function publishFacts(
  notebook: Notebook,
  program: Program | undefined,
  environment: LiveEnvironment | undefined,
  author: Author | undefined,
  now: Date,
): PublishFacts {
  return {
    packages: program && liveCode(recordOf(notebook), program, environment).packages,
    python: program && environment?.answer.environment?.interpreter.version?.text,
    author,
    now,
  };
}
