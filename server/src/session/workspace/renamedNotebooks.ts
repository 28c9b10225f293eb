import type { FileRename } from 'vscode-languageserver-protocol';
import { replaceFile } from '../../project/files/replaceFile.ts';
import { renameNotebooks } from '../../project/metadata/renameNotebooks.ts';
import { tell } from '../commands/projectMessages.ts';
import { workspaceFolderOf } from '../commands/projectTarget.ts';
import type { Session } from '../session.ts';
import { renamingOf } from './renames.ts';

/**
 * Keeps nbproject_metadata.yml true when the editor has renamed notebooks or folders. One rename after the other: an editor may tell of the next
 * before the file is written.
 */
export class RenamedNotebooks {
  #last: Promise<void> = Promise.resolve();

  follow(session: Session, files: readonly FileRename[]): void {
    const renamings = files.flatMap((file) => renamingOf(file) ?? []);
    if (renamings.length === 0) return;
    this.#last = this.#last
      .then(() => renameNotebooks(renamings, (file) => workspaceFolderOf(session, file), replaceFile))
      .then((problems) => {
        if (problems.length > 0) tell(session, 'A renamed notebook still has its old name in a list.', problems);
      })
      .catch((error: unknown) => session.connection.log('error', `A rename could not be followed: ${String(error)}`));
  }
}
