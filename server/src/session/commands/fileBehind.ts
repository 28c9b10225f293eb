import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type FileDidChangeParams, fileDidChange } from 'nbproject-protocol';
import type { FileToWrite, Unwritable } from '../documents/fileToWrite.ts';
import { openUri } from '../documents/openUri.ts';
import type { Session } from '../session.ts';

/** The notebook's file behind a script, where it may be written now. An editor that shows the file too, and has changed it there, has the say. */
export async function fileBehind(session: Session, uri: string): Promise<FileToWrite | Unwritable> {
  const open = session.texts.get(uri);
  if (!open) return { reason: `${uri} is not open.`, isBehind: false };
  const target = await session.documents.scripts.fileToWrite(open);
  if ('reason' in target) return target;
  const other = openUri(session, target.path);
  if (other === undefined || other === uri) return target;
  const shown = session.texts.get(other)?.document.text.toString();
  if (shown !== undefined && isSameText(shown, target.content)) return target;
  const reason = `${path.basename(target.path)} is open itself, and not as its file is: save it, or change it there.`;
  return { reason, isBehind: false };
}

/** Editors end a text with a line break of their own. */
function isSameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\r\n/g, '\n').trimEnd();
  return plain(one) === plain(other);
}

/** Has an editor that wants to know look at a file that was written. */
export function tellOfFile(session: Session, file: string): void {
  if (!session.client.extensions.fileDidChange) return;
  const params: FileDidChangeParams = { uri: openUri(session, file) ?? pathToFileURL(file).href };
  session.connection.notify(fileDidChange, params);
}
