import path from 'node:path';
import { ScriptView } from '../../notebook/index.ts';
import { readSource } from '../../project/files/readSource.ts';
import { notebookExtension } from '../../project/scripts/pairedNotebook.ts';
import { isPython } from '../../record/index.ts';
import type { RunSettings } from '../configuration/configuredRun.ts';
import type { InFile } from '../fix/applyFixes.ts';
import type { Basis, Conversation } from '../report/fileReport.ts';
import { digest } from './digest.ts';

/** Undefined for what may be different the next time though nothing has changed. `analysis` is undefined for bytes that are no text. */
export function basisOf(
  file: string,
  bytes: Buffer,
  analysis: InFile | undefined,
  conversation: Conversation,
  settings: RunSettings,
): Basis | undefined {
  // A script is what the files paired with it make of it, and those are read beside what is watched.
  if (path.extname(file).toLowerCase() !== notebookExtension) return undefined;
  if (analysis && !isRepeatable(file, bytes, analysis, settings.selectionFor(file).needs.has('program')))
    return undefined;
  return { content: digest(bytes), ...conversation };
}

/** A rule, the grammar or the parser may have failed for a reason that is gone the next time. */
function isRepeatable(file: string, bytes: Buffer, { failures, surroundings, view }: InFile, needsProgram: boolean) {
  const { program } = surroundings;
  if (failures.length > 0 || program?.python.some(({ tookTooLong }) => tookTooLong)) return false;
  if (needsProgram && program === undefined && isPython(view.notebook.metadata)) return false;
  // A script under a notebook's name is paired with its own file, which was read a second time.
  return !(view instanceof ScriptView) || holds(file, bytes);
}

function holds(file: string, bytes: Buffer): boolean {
  const source = readSource(file);
  return 'bytes' in source && source.bytes.equals(bytes);
}
