import {
  decodeFile,
  loadScriptPlanner,
  notebookName,
  type OffsetEdit,
  ScriptView,
  scriptNotebook,
  Text,
} from '../../notebook/index.ts';
import { editedText } from '../../notebook/text/editedText.ts';
import { readSource } from '../files/readSource.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { keepOlder } from './keepOlder.ts';
import { readPairedScript } from './pairedScript.ts';

/**
 * Has the script of a notebook that was just written say what that says now of the notebook's record, where its header has a say in it: the next save of the
 * script would write the old record over the new one. The notebook is no newer than the script then; where the header cannot be written it stays newer,
 * so that jupytext takes what the notebook says. Files are read in `folders` only.
 */
export async function followNotebook(notebook: string, script: string, folders: readonly string[]): Promise<void> {
  const source = readSource(script);
  if ('problem' in source) return;
  const { content, problem } = decodeFile(source.bytes);
  const edits = problem ? undefined : await headerEdits(script, content, folders);
  if (!edits) return;
  const edited = editedText(content, edits);
  if (edited !== content && (await replaceFile(script, source.bytes, Buffer.from(edited))) !== undefined) return;
  await keepOlder(notebook, script);
}

/** Undefined where the header cannot be edited. */
async function headerEdits(
  file: string,
  content: string,
  folders: readonly string[],
): Promise<readonly OffsetEdit[] | undefined> {
  const found = await readPairedScript(file, content, folders);
  const saved = found?.saved?.notebook;
  const record = saved?.metadata.nbproject;
  if (!found || !saved || record === undefined) return [];
  const { script } = found;
  const paired = scriptNotebook(notebookName(file), script, saved, undefined);
  const shown = { uri: file, version: 0, text: Text.from(content), script, paired, hasFile: false };
  const view = new ScriptView(shown, 'utf-16', await loadScriptPlanner());
  const edits = [{ kind: 'setMetadata', path: ['nbproject'], value: record }] as const;
  // Without a file behind it a script takes what its header has a say in, and nothing else.
  return view.changeKind(edits) === undefined ? [] : view.planScript(edits);
}
