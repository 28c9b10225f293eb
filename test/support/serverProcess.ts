import { type ChildProcess, type ChildProcessByStdio, fork, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type BuildOptions, build } from 'esbuild';
import { onTestFinished } from 'vitest';
import {
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { Editor } from './editor.ts';

interface Bundling {
  readonly bundleOptions: BuildOptions;
  readonly copyGrammar: (folder: string) => void;
  readonly bundleLibraries: (folder: string) => Promise<void>;
}

/** Bundles the server into a folder as a release has it. The path of the program. */
export async function bundleServer(folder: string): Promise<string> {
  const scripts = path.join(import.meta.dirname, '..', '..', 'scripts', 'bundle.mjs');
  const { bundleOptions, copyGrammar, bundleLibraries }: Bundling = await import(scripts);
  const outfile = path.join(folder, 'nbproject-language-server.cjs');
  await build({ ...bundleOptions, entryPoints: ['server/src/session/main.ts'], outfile });
  copyGrammar(folder);
  await bundleLibraries(folder);
  const program = path.join(folder, 'program.cjs');
  writeFileSync(program, `require(${JSON.stringify(outfile)}).main(process.argv.slice(2));\n`);
  return program;
}

export type Piped = ChildProcessByStdio<Writable, Readable, Readable>;

/** A program with pipes; ended when the test is done. `environment` comes on top of this process's own. */
export function startProcess(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Piped {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env });
  // A write to a process that has just ended is no failure of the test.
  child.stdin.on('error', () => {});
  endAfterTest(child);
  return child;
}

export function forkProcess(program: string, args: readonly string[]): ChildProcess {
  const child = fork(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  endAfterTest(child);
  return child;
}

/** The exit code of a process, as soon as it has ended; null for one that was killed. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** An editor on the pipes of a server process. */
export function editorOf(child: Piped): Editor {
  return onEnds(child, new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
}

export function editorOverIpc(child: ChildProcess): Editor {
  return onEnds(child, new IPCMessageReader(child), new IPCMessageWriter(child));
}

export function editorOverSocket(child: ChildProcess, socket: Socket): Editor {
  return onEnds(child, new StreamMessageReader(socket), new StreamMessageWriter(socket));
}

/** Listens at a port that is free, or at a path; and the first who connects. */
export async function listen(
  at: string | 0,
): Promise<{ readonly address: string; readonly connected: Promise<Socket> }> {
  const server: Server = createServer();
  onTestFinished(() => void server.close());
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await new Promise<void>((resolve) =>
    typeof at === 'string' ? server.listen(at, resolve) : server.listen(at, '127.0.0.1', resolve),
  );
  const address = server.address();
  return { address: typeof address === 'string' ? address : String(address?.port), connected };
}

function onEnds(child: ChildProcess, reader: MessageReader, writer: MessageWriter): Editor {
  const editor = new Editor(reader, writer, exitOf(child));
  onTestFinished(() => {
    editor.connection.dispose();
    const { violations } = editor.traffic;
    if (violations.length > 0) throw new Error(`The server broke the protocol:\n${violations.join('\n')}`);
  });
  return editor;
}

function endAfterTest(child: ChildProcess): void {
  onTestFinished(() => void child.kill('SIGKILL'));
}
