import { PassThrough } from 'node:stream';
import { StreamMessageWriter } from 'vscode-jsonrpc/node';
import { FramedReader } from '../../server/src/session/messages/framedReader.ts';
import { sessionOpener } from '../../server/src/session/openSession.ts';
import { startServer } from '../../server/src/session/server.ts';

/** A server in this process, with the streams that it reads and writes. Its session is there when `load` is done. */
export function serverInProcess(load: () => Promise<void> = async () => {}) {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  /** Why it ended, where it could not tell its client. */
  const complaints: string[] = [];
  const exited = new Promise<number>((resolve) => {
    startServer(new FramedReader(toServer), new StreamMessageWriter(toClient), {
      version: '0.0.0-test',
      loadSession: async () => {
        await load();
        return sessionOpener({
          pageOf: (code) => `file:///rules/${code}.md`,
          index: { version: 'test', cacheFolder: undefined, threads: { workers: 0, program: '', mainThread: 'reads' } },
        });
      },
      exit: resolve,
      complain: (reason) => complaints.push(reason),
    });
  });
  return { toServer, toClient, exited, complaints };
}
