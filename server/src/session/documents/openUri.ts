import { realpathSync } from 'node:fs';
import type { Session } from '../session.ts';
import { filePath } from '../uris.ts';

/** The URI by which the editor has a file open as a notebook, also under another path that leads to it. */
export function openUri(session: Session, file: string): string | undefined {
  const uris = [...session.notebooks.uris(), ...session.texts.uris()].filter((uri) => session.viewOf(uri));
  const real = realPath(file);
  return uris.find((uri) => {
    const path = filePath(uri);
    return path !== undefined && (path === file || realPath(path) === real);
  });
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
