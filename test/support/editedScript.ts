import type { NotebookEdit } from 'nbproject-protocol';
import {
  loadScriptPlanner,
  loadScriptReader,
  planEdits,
  readNotebook,
  ScriptView,
  scriptNotebook,
  Text,
  type TextChange,
} from '../../server/src/notebook/index.ts';
import { editedText } from '../../server/src/notebook/text/editedText.ts';

export const readScript = await loadScriptReader();
const plan = await loadScriptPlanner();

/** A script and the file behind it after edits of the notebook that they are, each as it is where nothing of it changes. */
export interface EditedScript {
  readonly script: string;
  readonly file: string;
}

/** Undefined where the format cannot say the edits. `expected` is the extension of the script's file. */
export function editedScript(
  content: string,
  file: string | undefined,
  edits: readonly NotebookEdit[],
  expected?: string,
): EditedScript | undefined {
  const script = readScript(content, expected);
  if (!script) throw new Error('no script');
  const document = file === undefined ? undefined : readNotebook('x', Text.from(file));
  const paired = scriptNotebook('x', script, document?.notebook, undefined);
  const shown = { uri: 'file:///x', version: 0, text: Text.from(content), script, paired, hasFile: file !== undefined };
  const change = new ScriptView(shown, 'utf-16', plan).plan(edits);
  if (!change || change.kind === 'notebook') return undefined;
  const text = change.kind === 'text' ? change : change.text;
  const written = change.kind === 'file' && document ? editedText(file ?? '', planEdits(document, change.edits)) : file;
  return { script: text ? made(shown.text, text) : content, file: written ?? '' };
}

function made(text: Text, { documents }: TextChange): string {
  return documents
    .flatMap(({ edits }) => edits)
    .reduceRight((before, { range, newText }) => {
      const start = before.offsetAt(range.start, 'utf-16');
      return before.replace(start, before.offsetAt(range.end, 'utf-16'), newText);
    }, text)
    .toString();
}
