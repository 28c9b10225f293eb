import type { FileRename } from 'vscode-languageserver-protocol';
import { innermostAround } from '../../environment/paths.ts';
import { replaceFile } from '../../project/files/replaceFile.ts';
import { renameNotebooks } from '../../project/metadata/renameNotebooks.ts';
import type { Connection } from '../connection.ts';
import { tell } from '../user/tell.ts';
import { renamingOf } from './renamingOf.ts';

/**
 * Keeps nbproject_metadata.yml true when the editor has renamed notebooks or folders. One rename after the other: an editor may tell of the next
 * before the file is written.
 */
export class RenamedNotebooks {
  readonly #connection: Connection;
  readonly #workspaceFolders: () => readonly string[];
  #last: Promise<void> = Promise.resolve();

  constructor(connection: Connection, workspaceFolders: () => readonly string[]) {
    this.#connection = connection;
    this.#workspaceFolders = workspaceFolders;
  }

  follow(files: readonly FileRename[]): void {
    const connection = this.#connection;
    const renamings = files.flatMap((file) => renamingOf(file) ?? []);
    if (renamings.length === 0) return;
    const folderOf = (file: string) => innermostAround(this.#workspaceFolders(), file);
    this.#last = this.#last
      .then(() => renameNotebooks(renamings, folderOf, replaceFile))
      .then((problems) => {
        if (problems.length > 0) tell({ connection }, 'A renamed notebook still has its old name in a list.', problems);
      })
      .catch((error: unknown) => connection.log('error', `A rename could not be followed: ${String(error)}`));
  }
}
