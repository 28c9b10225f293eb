import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** By the name of a program, milliseconds of its starts. */
export type Starts = ReadonlyMap<string, readonly number[]>;

const nothing = 'node -e 0';
export const floor = 'framing by hand, no library';

/**
 * Starts each server `runs` times, one after the other in turn, with the floors: Node that does nothing until it has ended, and a server that can do nothing but
 * answer. The time is from the spawn to the answer to `initialize`.
 */
export async function measureStarts(servers: ReadonlyMap<string, readonly string[]>, runs: number): Promise<Starts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-start-'));
  const bare = path.join(folder, 'bare.cjs');
  writeFileSync(bare, bareServer);
  const starts = new Map<string, number[]>();
  const all: readonly (readonly [string, () => Promise<number>])[] = [
    [nothing, timeOfNothing],
    [floor, () => timeToAnswer([bare])],
    ...[...servers].map(([name, args]) => [name, () => timeToAnswer(args)] as const),
  ];
  // The first round fills the caches of the disk.
  for (let run = -1; run < runs; run++) {
    for (const [name, measure] of all) {
      const time = await measure();
      if (run >= 0) starts.set(name, [...(starts.get(name) ?? []), time]);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return starts;
}

async function timeOfNothing(): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await once(child, 'exit');
  return performance.now() - start;
}

async function timeToAnswer(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.write(framed({ id: 1, method: 'initialize', params }));
  await firstAnswer(child.stdout);
  const time = performance.now() - start;
  const ended = once(child, 'exit');
  child.stdin.on('error', () => {});
  child.kill('SIGKILL');
  await ended;
  return time;
}

const params = { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null };

function framed(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** Notifications may come before it. */
async function firstAnswer(output: NodeJS.ReadableStream): Promise<void> {
  let text = '';
  for await (const chunk of output) {
    text += chunk;
    if (/"id":1\b/.test(text)) return;
  }
  throw new Error(`A server ended without an answer: ${text.slice(0, 1000)}`);
}

const bareServer = `
let text = '';
process.stdin.on('data', (chunk) => {
  text += chunk;
  const end = text.indexOf('\\r\\n\\r\\n');
  const length = Number(/Content-Length: (\\d+)/.exec(text)?.[1]);
  if (end < 0 || text.length < end + 4 + length) return;
  const { id } = JSON.parse(text.slice(end + 4, end + 4 + length));
  const body = JSON.stringify({ jsonrpc: '2.0', id, result: { capabilities: {} } });
  process.stdout.write('Content-Length: ' + body.length + '\\r\\n\\r\\n' + body);
});
`;
