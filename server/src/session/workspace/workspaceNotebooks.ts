import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Workspace, WorkspaceNotebook } from '../../features/lineage/workspace.ts';
import type { Lineage } from '../../lineage/index.ts';
import { decodeFile, type PositionEncoding, readNotebook, Text, TextView } from '../../notebook/index.ts';
import { lookUpDataFiles } from '../../project/files/lookUpDataFiles.ts';
import type { Session } from '../session.ts';
import { filePath, nameOfUri } from '../uris.ts';

/** Larger files are not read to find a place in them: nearly all of it is outputs. In bytes. */
const maxSize = 16 * 1024 * 1024;

/** What features may know of the workspace, for one request: what is read is kept that long. Undefined where there is no workspace. */
export async function workspaceOf(session: Session): Promise<Workspace | undefined> {
  const lineage = await session.index.upToDate();
  return lineage && workspaceWith(lineage, session);
}

/** The same as it is known now: for what an editor asks at every change. */
export async function knownWorkspaceOf(session: Session): Promise<Workspace | undefined> {
  const { lineage } = session.index;
  return lineage ? workspaceWith(lineage, session) : workspaceOf(session);
}

function workspaceWith(lineage: Lineage, session: Session): Workspace {
  const opened = new Map<string, Promise<WorkspaceNotebook | undefined>>();
  return {
    lineage,
    open: (file) => {
      const known = opened.get(file) ?? openNotebook(session, file);
      opened.set(file, known);
      return known;
    },
    lookUp: (files) => lookUpDataFiles(files, session.live.workspaceFolders),
  };
}

/** A notebook of the workspace as {@link Workspace.open} gives it, kept by nobody: for who goes through many. */
export async function openNotebook(session: Session, file: string): Promise<WorkspaceNotebook | undefined> {
  // The client's own URI: it may be written otherwise than ours.
  const uri = [...session.notebooks.uris(), ...session.texts.uris()].find((one) => filePath(one) === file);
  const shown = uri === undefined ? undefined : session.viewOf(uri);
  if (shown) return { view: shown, isOpen: true };
  const view = await readView(file, session.client.encoding);
  return view && { view, isOpen: false };
}

async function readView(file: string, encoding: PositionEncoding): Promise<TextView | undefined> {
  try {
    if ((await stat(file)).size > maxSize) return undefined;
    const { content } = decodeFile(await readFile(file));
    const uri = pathToFileURL(file).href;
    return new TextView(uri, 0, readNotebook(nameOfUri(uri), Text.from(content)), encoding);
  } catch {
    // Gone since it was indexed, or not to be read any more.
    return undefined;
  }
}
