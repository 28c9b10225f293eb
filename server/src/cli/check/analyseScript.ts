import path from 'node:path';
import {
  decodeFile,
  loadScriptReader,
  looksLikeNotebook,
  readNotebook,
  ScriptView,
  scriptNotebook,
  Text,
} from '../../notebook/index.ts';
import { readSource } from '../../project/files/readSource.ts';
import { notebookExtension, pairedNotebookOf, withoutExtension } from '../../project/scripts/pairedNotebook.ts';
import { type Analysis, type AnalysisContext, analyseView } from './analyse.ts';

/**
 * What is known of a notebook that is written as a script, with the notebook's file behind it: a file paired with one, or what an editor shows
 * under a notebook's name. Undefined for a text that is none.
 */
export async function analyseScript(
  file: string,
  content: string,
  context: AnalysisContext,
): Promise<Analysis<ScriptView> | undefined> {
  if (looksLikeNotebook(content)) return undefined;
  const read = await loadScriptReader();
  const isNamedNotebook = path.extname(file).toLowerCase() === notebookExtension;
  const script = read(content, isNamedNotebook ? undefined : path.extname(file));
  if (!script) return undefined;
  const behind = isNamedNotebook ? file : await pairedNotebookOf(path.resolve(file), script, [process.cwd()]);
  const source = readSource(behind);
  const name = path.basename(withoutExtension(file));
  const saved =
    'problem' in source ? undefined : readNotebook(name, Text.from(decodeFile(source.bytes).content)).notebook;
  const paired = scriptNotebook(name, script, saved, undefined);
  const shown = { uri: file, version: 0, text: Text.from(content), script, paired, hasFile: saved !== undefined };
  return analyseView(new ScriptView(shown, 'utf-16', read), saved ? behind : file, content, context);
}
