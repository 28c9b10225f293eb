import { statSync } from 'node:fs';
import path from 'node:path';
import type { ProjectTarget } from 'nbproject-protocol';
import { innermostAround, isWithinAny } from '../../environment/paths.ts';
import { findNotebooks } from '../../project/find/index.ts';
import { findMetadataFile } from '../../project/metadata/metadataFile.ts';
import { invalidParams } from '../messages/errors.ts';
import type { Session } from '../session.ts';
import { filePath } from '../uris.ts';
import { failed } from '../user/tell.ts';

/** The folder that a target stands for. Where folders are open, nothing outside of them is touched. */
export function targetFolder(session: Session, target: ProjectTarget | null | undefined): string {
  const folders = session.live.workspaceFolders;
  const uri = target?.uri;
  if (uri === undefined) {
    const [first] = folders;
    if (first === undefined) throw failed(session, 'There is no project: no folder is open.');
    return first;
  }
  if (typeof uri !== 'string') throw invalidParams('`uri` has to be a string.');
  const file = filePath(session.notebooks.notebookOf(uri) ?? uri);
  if (file === undefined) throw failed(session, `${uri} is no file or folder on this machine.`);
  const named = path.resolve(file);
  const folder = statSync(named, { throwIfNoEntry: false })?.isDirectory() ? named : path.dirname(named);
  if (folders.length > 0 && !isWithinAny(folders, folder))
    throw failed(session, `${folder} is in none of the folders that are open.`);
  return folder;
}

/** The folder of the project that a target is in; that of the target where there is none. */
export function projectFolder(session: Session, target: ProjectTarget | undefined): string {
  const folder = targetFolder(session, target);
  const file = projectOf(session)(folder);
  return file === undefined ? folder : path.dirname(file);
}

export async function notebooksIn(session: Session, folder: string): Promise<readonly string[]> {
  const { paths } = await findNotebooks([folder], folder, session.exclusion());
  return paths;
}

/** Looks no further up than the workspace reaches. */
export function projectOf(session: Session): (folder: string) => string | undefined {
  return (folder) => findMetadataFile(folder, innermostAround(session.live.workspaceFolders, folder));
}

/** As a message names a file. */
export function shownPath(session: Session, file: string): string {
  return path.relative(innermostAround(session.live.workspaceFolders, file) ?? path.dirname(file), file);
}
