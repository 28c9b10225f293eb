import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usualCapabilities } from '../support/editor.ts';
import { writeNotebook } from '../support/notation.ts';
import { framed } from '../support/rawClient.ts';
import {
  bundleServer,
  editorOf,
  editorOverIpc,
  editorOverSocket,
  exitOf,
  forkProcess,
  listen,
  type Piped,
  startProcess,
} from '../support/serverProcess.ts';
import { temporaryFolder } from '../support/temporary.ts';

const uri = 'file:///home/ada/analysis.ipynb';
const { text } = writeNotebook('--- markdown\n# Title\n');

const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-server-'));
let program = '';
beforeAll(async () => {
  program = await bundleServer(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Milliseconds until something has happened. */
async function timeOf(happening: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await happening;
  return performance.now() - start;
}

/** In milliseconds, on a busy machine; what waits for nothing takes less than a tenth of it on another. */
const soon = 4000;

describe('The server as a process', () => {
  test('Should serve a client from the start to an exit with 0', async () => {
    const child = startProcess(program, []);
    const editor = editorOf(child);
    const { serverInfo } = await editor.initialize();
    expect(serverInfo).toEqual({ name: 'nbproject', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    await editor.openText(uri, text);
    expect(await editor.findings(uri)).toHaveLength(1);
    expect(await editor.stop()).toBe(0);
    await editor.finish();
  });

  test('Should exit with 1 when it is told to without a shutdown', async () => {
    const child = startProcess(program, ['--stdio']);
    const editor = editorOf(child);
    await editor.initialize();
    await editor.notify('exit', undefined);
    expect(await editor.exited).toBe(1);
  });

  test('Should answer what was asked before it ends, though it is told to in the same chunk and its input closes', async () => {
    const child = startProcess(program, []);
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
    });
    const params = { processId: null, rootUri: null, capabilities: {} };
    const life = [
      { id: 1, method: 'initialize', params },
      { method: 'initialized', params: {} },
      { id: 2, method: 'nbproject/header', params: { uri } },
      { id: 3, method: 'shutdown' },
      { method: 'exit' },
    ];
    const messages = life.map((message) => framed(JSON.stringify({ jsonrpc: '2.0', ...message })));
    child.stdin.end(Buffer.concat(messages));
    await new Promise((resolve) => child.once('close', resolve));
    expect(said).toMatch(/"id":1,"result":\{"capabilities".*"id":2,.*"id":3,"result":null\}$/s);
    expect(child.exitCode).toBe(0);
  });

  test.each([
    ['before initialize', false],
    ['in the middle of its work', true],
  ])('Should be gone soon after its standard input has closed %s', async (_, initialized) => {
    const child = startProcess(program, []);
    const editor = editorOf(child);
    if (initialized) {
      await editor.initialize();
      await editor.openText(uri, text);
      await editor.diagnostics(uri);
    }
    child.stdin.end();
    expect(await timeOf(exitOf(child))).toBeLessThan(soon);
    expect(child.exitCode).toBe(1);
  });

  test('Should be gone soon after the process that started it was killed', async () => {
    const parent = path.join(temporaryFolder(), 'parent.cjs');
    // The parent's own pipes pass through, so that the server's id can be read and its end be seen: the pipe closes.
    writeFileSync(
      parent,
      `const server = require('node:child_process').spawn(process.execPath, [${JSON.stringify(program)}], { stdio: ['pipe', 'inherit', 'inherit'] });
       process.stdout.write(String(server.pid));
       setInterval(() => {}, 1000);`,
    );
    const child = startProcess(parent, []);
    const id = Number(await new Promise((resolve) => child.stdout.once('data', resolve)));
    expect(process.kill(id, 0)).toBe(true);
    child.kill('SIGKILL');
    expect(await timeOf(new Promise((resolve) => child.stdout.once('close', resolve)))).toBeLessThan(soon);
  });

  test('Should be gone soon after its client has ended, though the pipes are open, and not for a client that it cannot see', async () => {
    const client = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const gone = spawn(process.execPath, ['-e', '']);
    await exitOf(gone);
    const start = async (args: string[], processId: number | null) => {
      const child = startProcess(program, args);
      const editor = editorOf(child);
      await editor.initialize(usualCapabilities, { processId });
      return { child, editor };
    };
    // A container has process ids of its own: the client's is not to be seen.
    const unseen = await start([], gone.pid ?? 0);
    const unseenByArgument = await start([`--clientProcessId=${gone.pid}`], null);
    const byInitialize = await start([], client.pid ?? 0);
    const byArgument = await start(['--clientProcessId', String(client.pid)], null);
    client.kill('SIGKILL');
    const exits = Promise.all([exitOf(byInitialize.child), exitOf(byArgument.child)]);
    expect(await timeOf(exits)).toBeLessThan(soon);
    expect(await exits).toEqual([1, 1]);
    expect(await unseen.editor.request('nbproject/header', { uri })).toBeNull();
    expect(await unseenByArgument.editor.request('nbproject/header', { uri })).toBeNull();
  });

  test('Should answer over a socket, and end with it', async () => {
    const { address, connected } = await listen(0);
    const child = startProcess(program, [`--socket=${address}`]);
    const socket = await connected;
    const editor = editorOverSocket(child, socket);
    expect(await editor.initialize()).toHaveProperty('capabilities');
    socket.destroy();
    expect(await timeOf(exitOf(child))).toBeLessThan(soon);
  });

  test('Should answer over a named pipe, and end with it', async () => {
    const name = process.platform === 'win32' ? `\\\\.\\pipe\\nbproject-${process.pid}` : `${temporaryFolder()}/pipe`;
    const { address, connected } = await listen(name);
    const child = startProcess(program, ['--pipe', address]);
    const editor = editorOverSocket(child, await connected);
    expect(await editor.initialize()).toHaveProperty('capabilities');
    expect(await editor.stop()).toBe(0);
  });

  test('Should answer over the channel of Node, and end with it', async () => {
    const child = forkProcess(program, ['--node-ipc']);
    const editor = editorOverIpc(child);
    expect(await editor.initialize()).toHaveProperty('capabilities');
    child.disconnect();
    expect(await timeOf(exitOf(child))).toBeLessThan(soon);
    expect(child.exitCode).toBe(1);
  });

  test.each([[['--no-such']], [['--socket=none']], [['--clientProcessId=x']], [['--socket', '0']]])(
    'Should say what is wrong with its arguments: %j',
    async (args) => {
      const child = startProcess(program, args);
      expect(await complaintOf(child)).toContain('Usage:');
      expect(child.exitCode).toBe(2);
    },
  );
});

describe('A server without the grammar of Python beside it', () => {
  test('Should say so once, and check all else', async () => {
    const without = temporaryFolder();
    const bundled = await bundleServer(without);
    rmSync(path.join(without, 'tree-sitter-python.wasm'));
    const editor = editorOf(startProcess(bundled, []));
    await editor.initialize();
    await editor.openText(uri, text);
    await editor.until(() => editor.received('window/logMessage').length > 0);
    for (const [old, next] of [
      ['# Title', 'Title'],
      ['Title', '# Title'],
      ['# Title', 'Title'],
    ] as const) {
      await editor.type(uri, old, next);
      await editor.diagnostics(uri);
    }
    expect((await editor.findings(uri)).map(([code]) => code)).toContain('missing-title');
    expect(editor.received('window/logMessage')).toEqual([{ type: 1, message: expect.stringContaining('grammar') }]);
  });
});

describe.skipIf(process.platform === 'win32')('A failure that nothing has caught', () => {
  /** A server in which something fails at each signal, outside of any request. */
  async function startFailing() {
    const failing = path.join(temporaryFolder(), 'failing.cjs');
    writeFileSync(
      failing,
      `process.on('SIGUSR2', () => { setImmediate(() => { throw new Error('a timer'); }); });
       process.on('SIGHUP', () => void Promise.reject(new Error('a promise')));`,
    );
    const child = startProcess(program, [], { NODE_OPTIONS: `--require ${JSON.stringify(failing)}` });
    const editor = editorOf(child);
    await editor.initialize();
    await editor.openText(uri, text);
    await editor.diagnostics(uri);
    const failures = () => editor.received<{ message: string }>('window/logMessage').map(({ message }) => message);
    const fail = async (signal: NodeJS.Signals) => {
      const before = failures().length;
      child.kill(signal);
      await editor.until(() => failures().length > before);
    };
    return { child, editor, failures, fail };
  }

  test('Should be logged with its place, the first one be shown, and the server go on', async () => {
    const { editor, failures, fail } = await startFailing();
    await fail('SIGUSR2');
    await fail('SIGHUP');
    expect(failures()).toEqual([
      expect.stringMatching(/which is a bug: Error: a timer\n +at .*failing\.cjs:1/),
      expect.stringMatching(/which is a bug: Error: a promise\n +at .*failing\.cjs:2/),
    ]);
    expect(editor.received('window/showMessage')).toEqual([
      { type: 2, message: expect.stringContaining('Please report it.') },
    ]);
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({ title: 'Title' });
    expect(await editor.stop()).toBe(0);
  });

  test('Should end the process, which editors start again, where one follows the other', async () => {
    const { child, fail } = await startFailing();
    const complaint = complaintOf(child);
    for (let failure = 0; failure < 20; failure++) await fail('SIGUSR2');
    child.kill('SIGUSR2');
    expect(await complaint).toMatch(
      /^nbproject-language-server: One failure follows the other, the last: Error: a timer/,
    );
    expect(child.exitCode).toBe(1);
  });
});

/** What a process says on its standard error until it ends. */
async function complaintOf(child: Piped): Promise<string> {
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return said;
}

describe('A connection that breaks', () => {
  test.each([
    ['a length that is too short', `Content-Length: 10\r\n\r\n{"jsonrpc": "2.0", "method": "$/x"}`],
    ['no header', 'what is this\r\n\r\n'],
    ['a length that no memory holds', `Content-Length: ${2 ** 40}\r\n\r\n{`],
  ])('Should end the process with a word of why, where nothing behind it can be told apart: %s', async (_, bytes) => {
    const child = startProcess(program, []);
    const editor = editorOf(child);
    await editor.initialize();
    const complaint = complaintOf(child);
    child.stdin.write(bytes);
    expect(await timeOf(exitOf(child))).toBeLessThan(soon);
    expect(child.exitCode).toBe(1);
    expect(await complaint).toMatch(
      /^nbproject-language-server: .*Content-Length|^nbproject-language-server: A message of/,
    );
  });

  test('Should end the process where nobody reads what it says any more', async () => {
    const child = startProcess(program, []);
    const editor = editorOf(child);
    await editor.initialize();
    child.stdout.destroy();
    await editor.openText(uri, text);
    expect(await timeOf(exitOf(child))).toBeLessThan(soon);
    expect(child.exitCode).toBe(1);
  });

  test.each([['--socket=1'], ['--pipe=/no/such/pipe']])('Should be told where there is none: %s', async (argument) => {
    const child = startProcess(program, [argument]);
    expect(await complaintOf(child)).toMatch(/^nbproject-language-server: connect E(?:CONNREFUSED|NOENT)/);
    expect(child.exitCode).toBe(1);
  });
});
