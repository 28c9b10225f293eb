import type { RegistrationParams } from 'vscode-languageserver-protocol';
import { configurationFileNames } from '../../project/configuration/index.ts';
import type { Session } from '../session.ts';

/**
 * Has the client tell of configuration files and notebooks that change on disk, once. Only within a real workspace: without one, Emacs would watch
 * every folder around the file. A client that cannot is no loss, nor is one that sees its own files only: all are looked at when something is
 * opened or saved.
 */
export function watchFiles(session: Session): void {
  const { client, connection, live } = session;
  if (!client.watchesFiles || live.workspaceFolders.length === 0 || session.watchesFiles) return;
  session.watchesFiles = true;
  const globs = [`**/{${configurationFileNames.join(',')}}`, '**/*.ipynb'];
  const watchers = globs.map((globPattern) => ({ globPattern }));
  const params: RegistrationParams = {
    registrations: [{ id: 'files', method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers } }],
  };
  connection.request('client/registerCapability', params).catch((error: unknown) => {
    connection.log('info', `The client does not watch files: ${String(error)}`);
  });
}
