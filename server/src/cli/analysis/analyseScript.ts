import { loadScriptPlanner, notebookName, ScriptView, scriptNotebook, Text } from '../../notebook/index.ts';
import { hasMarkedCells, withoutExtension } from '../../project/scripts/pairedNotebook.ts';
import { readPairedScript } from '../../project/scripts/pairedScript.ts';
import { type Analysis, type AnalysisContext, analyseView } from './analyse.ts';

/**
 * What is known of a notebook that is written as a script, with the notebook's file behind it: a file paired with one, one that marks its cells, or
 * what an editor shows under a notebook's name. Undefined for a text that is none.
 */
export async function analyseScript(
  file: string,
  content: string,
  context: AnalysisContext,
): Promise<Analysis<ScriptView> | undefined> {
  const found = await readPairedScript(file, content, [process.cwd()]);
  if (!found) return undefined;
  const { script, notebookFile, saved } = found;
  if (notebookFile === undefined && !hasMarkedCells(script)) return undefined;
  const paired = scriptNotebook(
    notebookName(notebookFile ?? withoutExtension(file)),
    script,
    saved?.notebook,
    undefined,
  );
  const shown = { uri: file, version: 0, text: Text.from(content), script, paired, hasFile: saved !== undefined };
  const view = new ScriptView(shown, 'utf-16', await loadScriptPlanner());
  return analyseView(view, (saved && notebookFile) ?? file, content, context);
}
