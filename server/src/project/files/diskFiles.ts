import type { NotebookEdit } from 'nbproject-protocol';
import {
  decodeFile,
  isEditable,
  type Notebook,
  type NotebookText,
  notebookName,
  planEdits,
  readNotebook,
  Text,
} from '../../notebook/index.ts';
import { editedText } from '../../notebook/text/editedText.ts';
import type { Problem, ProjectFiles, WriteFile } from './projectFiles.ts';
import { readSource } from './readSource.ts';

/** Files as they are on the disk. `write` is what becomes of changes: they replace the files, or are shown only. */
export function diskFiles(write: WriteFile): ProjectFiles {
  return {
    read: async (file) => {
      const read = readDocument(file);
      return 'problem' in read ? read : read.document.notebook;
    },
    edit: (file, _, editsFor) => editOnDisk(file, editsFor, write),
    write,
  };
}

async function editOnDisk(
  file: string,
  editsFor: (notebook: Notebook) => readonly NotebookEdit[] | Problem,
  write: WriteFile,
): Promise<'changed' | 'unchanged' | Problem> {
  const read = readDocument(file);
  if ('problem' in read) return read;
  const { bytes, document } = read;
  const edits = editsFor(document.notebook);
  if ('problem' in edits) return edits;
  const before = document.text.toString();
  const after = editedText(before, planEdits(document, edits));
  if (after === before) return 'unchanged';
  const unwritten = await write(file, bytes, Buffer.from(after));
  return unwritten === undefined ? 'changed' : { problem: `It is not changed: ${unwritten}.` };
}

function readDocument(file: string): { readonly bytes: Buffer; readonly document: NotebookText } | Problem {
  const source = readSource(file);
  if ('problem' in source) return source;
  const { content, problem } = decodeFile(source.bytes);
  if (problem) return { problem: problem.message };
  const document = readNotebook(notebookName(file), Text.from(content));
  return isEditable(document) ? { bytes: source.bytes, document } : { problem: uneditable };
}

/** Of a notebook that is read in part, or whose format is another. */
export const uneditable =
  'It is left alone: its JSON is broken, or its format is not nbformat 4. `nbls check` says more.';
