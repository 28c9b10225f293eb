import type { PublishResult } from 'nbproject-protocol';
import { decodeFile, planEdits } from '../../notebook/index.ts';
import { editedText } from '../../notebook/text/editedText.ts';
import { readSource } from '../../project/files/readSource.ts';
import { changedMeanwhile, replaceFile } from '../../project/files/replaceFile.ts';
import { followNotebook } from '../../project/scripts/followNotebook.ts';
import {
  decidePublish,
  type PublishWish,
  publishEdits,
  publishFacts,
  type Questions,
  refusal,
} from '../../record/index.ts';
import { type AnalysisContext, analyse } from '../analysis/analyse.ts';
import type { NamedNotebook } from '../scripts/notebookOf.ts';

/** Publishes one notebook, whose file is written as a whole or not at all. Whatever is in it, there is a result. */
export async function publishFile(
  { file, script, difference }: NamedNotebook,
  wish: PublishWish,
  questions: Questions,
  context: AnalysisContext,
): Promise<PublishResult> {
  if (difference !== undefined) return refusal('stale', `${difference}.`);
  const source = readSource(file);
  if ('problem' in source) return refusal('no-notebook', source.problem);
  const { content, problem } = decodeFile(source.bytes);
  if (problem) return refusal('no-notebook', problem.message);
  const { view, findings, surroundings, author } = await analyse(file, content, context);
  const { notebook, document } = view;
  const decision = await decidePublish(notebook, findings, wish, questions);
  if ('status' in decision) return decision;

  const { version } = decision;
  const { program, environment } = surroundings;
  const facts = publishFacts(notebook, program, environment, author, new Date());
  const edited = editedText(content, planEdits(document, publishEdits(notebook, version, facts)));
  const failure = await replaceFile(file, source.bytes, Buffer.from(edited));
  if (failure === undefined && script !== undefined) await followNotebook(file, script, [process.cwd()]);
  if (failure === undefined) return { status: 'published', version };
  if (failure === changedMeanwhile)
    return refusal('stale', 'The file was changed meanwhile, and is left so. Publish it again.');
  return refusal('not-applied', `The file is as it was: ${failure}.`);
}
