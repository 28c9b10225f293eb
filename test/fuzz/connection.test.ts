import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';
import { bundleServer } from '../support/serverProcess.ts';
import { FuzzedProcess } from './fuzzedProcess.ts';
import { anyMessage } from './messages.ts';
import { mutated } from './mutations.ts';
import { Random } from './random.ts';

/** The long run (`npm run fuzz`) sets both, its seed anew each time; a failure says which seed shows it again. */
const seconds = Number(process.env.NBPROJECT_FUZZ_SECONDS ?? 4);
const seed = Number(process.env.NBPROJECT_FUZZ_SEED ?? 1);

/** Messages of one session. */
const steps = 150;

const { text } = writeNotebook('--- markdown\n# Title\n--- code [1]\nimport os\nx = 1\n--- code [2]\nprint(x, y)');

const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('Should answer every request once, whatever is sent, and end as it is told to: no exception, no end of patience', {
  timeout: (seconds + 90) * 1000,
}, async () => {
  const program = await bundleServer(folder);
  const end = performance.now() + seconds * 1000;
  let sessions = 0;
  let messages = 0;
  do {
    const own = seed + sessions;
    try {
      messages += await playSession(program, new Random(own));
    } catch (error) {
      throw new Error(`NBPROJECT_FUZZ_SEED=${own}`, { cause: error });
    }
    sessions++;
  } while (performance.now() < end);
  console.info(`${sessions} connections from seed ${seed} on, ${messages} messages`);
  expect(messages).toBeGreaterThan(0);
});

async function playSession(program: string, random: Random): Promise<number> {
  const server = new FuzzedProcess(program, random);
  const project = pathToFileURL(folderWith({ 'a.ipynb': text, 'b.ipynb': '{' })).href;
  const say = (message: object) => server.send(Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message })));
  const junk = () => server.send(mutated(bodyOf(project, random), random));
  for (let count = random.below(4); count > 0; count--) junk();
  const workspaceFolders = [{ uri: project, name: '' }];
  say({
    id: 'start',
    method: 'initialize',
    params: { processId: null, capabilities: offered(random), workspaceFolders },
  });
  for (let step = 0; step < steps; step++) {
    if (random.next() < 0.4) junk();
    else if (random.next() < 0.1) say({ method: '$/cancelRequest', params: { id: random.below(steps) } });
    else server.send(bodyOf(project, random));
  }
  // What came before may have been an end, or have held it up.
  say({ id: 'after', method: 'nbproject/header', params: { uri: `${project}/a.ipynb` } });
  await server.settled();
  expectNoFailure(server);
  if (random.next() < 0.3) await expectEndOf(server, random);
  else {
    say({ id: 'shutdown', method: 'shutdown' });
    say({ id: 'late', method: 'nbproject/header', params: { uri: project } });
    await server.settled();
    expect(server.received.filter(({ id }) => id === 'late')).toMatchObject([{ error: { code: -32600 } }]);
    say({ method: 'exit' });
    expect(await server.end()).toEqual({ code: 0, said: '' });
  }
  return steps;
}

function bodyOf(project: string, random: Random): Buffer {
  const { kind, method, params } = anyMessage(project, text, random);
  // Few ids, so that some are used twice at a time.
  const id = random.of<string | number>([random.below(steps), String(random.below(9)), -1, 0.5]);
  return Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...(kind === 'request' && { id }), method, params }));
}

function offered(random: Random): object {
  const edits = { applyEdit: true, workspaceEdit: { documentChanges: random.next() < 0.5 } };
  return random.of([
    {},
    { workspace: edits },
    { workspace: { ...edits, configuration: true }, window: { workDoneProgress: true } },
  ]);
}

/** Nothing that a client sends is an exception: it is answered, or passed over with a word in the log. */
function expectNoFailure({ received }: FuzzedProcess): void {
  const failures = received.filter(
    ({ method, error, params }) =>
      error?.code === -32603 ||
      (method === 'window/logMessage' && / failed|which is a bug/.test(JSON.stringify(params))),
  );
  expect(failures.slice(0, 3)).toEqual([]);
}

/** Bytes behind which no message can be found: it ends, and says why. */
async function expectEndOf(server: FuzzedProcess, random: Random): Promise<void> {
  server.write(
    Buffer.from(
      random.of([
        'Content-Length: x\r\n\r\n{}',
        'Content-Length: -1\r\n\r\n{}',
        'Content-Length: 99999999999999\r\n\r\n',
        'Content-Length: 1\r\n\r\n{}{}',
        'Content-Lengt\r\n\r\n',
        'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
        '{"jsonrpc": "2.0"}\n',
        `Content-Length: ${'1'.repeat(5000)}`,
        '\0\0\0\0',
      ]),
    ),
  );
  expect(await server.end()).toEqual({ code: 1, said: expect.stringMatching(/^nbproject-language-server: .+\n$/) });
}
