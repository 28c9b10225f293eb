import type { FileRename } from 'vscode-languageserver-protocol';
import type { Renaming } from '../../project/metadata/renameNotebooks.ts';
import { filePath } from '../uris.ts';

/** What the editor has renamed or is about to; undefined for what is no file of this machine. */
export function renamingOf({ oldUri, newUri }: FileRename): Renaming | undefined {
  const [from, to] = [filePath(oldUri), filePath(newUri)];
  return from === undefined || to === undefined ? undefined : { from: withoutSlash(from), to: withoutSlash(to) };
}

/** The URI of a folder may end in a slash. */
function withoutSlash(file: string): string {
  return file.replace(/(?<=.)[/\\]$/, '');
}
