import type { RegistrationParams } from 'vscode-languageserver-protocol';
import { configurationFileNames } from '../project/configuration/index.ts';
import type { Session } from './session.ts';

/**
 * Has the client tell of configuration files that change on disk. Only within a real workspace: without one, Emacs would watch every
 * folder around the file. A client that cannot is no loss: the files are looked at when something is opened or saved.
 */
export function watchConfigurations({ client, connection, live }: Session): void {
  if (!client.watchesFiles || live.workspaceFolders.length === 0) return;
  const watchers = [{ globPattern: `**/{${configurationFileNames.join(',')}}` }];
  const params: RegistrationParams = {
    registrations: [
      { id: 'configuration-files', method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers } },
    ],
  };
  connection.request('client/registerCapability', params).catch((error: unknown) => {
    connection.log('info', `The client does not watch configuration files: ${String(error)}`);
  });
}
