import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Message, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import * as protocol from '../../protocol/src/index.ts';
import { makeEnvironment } from '../support/exampleEnvironment.ts';
import { serverInProcess } from '../support/serverInProcess.ts';
import { demoProject, root } from './demoProject.ts';
import { difference, type Entry, transcriptsOf } from './transcript.ts';

const page = readFileSync(path.join(root, 'docs', 'protocol.md'), 'utf8');
const transcripts = transcriptsOf(page);
const [first] = transcripts;

describe('The page about the protocol', () => {
  test.each(transcripts)('shows of $title what is said', async ({ entries }) => {
    const talk = conversation();
    for (const entry of entries === first?.entries ? entries : [...(first?.entries ?? []), ...entries]) {
      if (entry.from === 'client') await talk.say(entry);
      else await talk.hear(entry);
    }
  });

  test('shows every message and every command, and names no other', () => {
    const messages = Object.values(protocol)
      .map(String)
      .filter((value) => value.startsWith('nbproject/'));
    const commands: readonly string[] = Object.values(protocol.commands);
    const shown = transcripts.flatMap(({ entries }) => entries.flatMap(namesIn));
    expect(shown).toEqual(expect.arrayContaining([...messages, ...commands]));
    const inTable = [...page.matchAll(/^\| `(nbproject\.\w+)` \|/gm)].map(([, name]) => name);
    expect(inTable.sort()).toEqual([...commands].sort());
    const named = [...page.matchAll(/`(nbproject[./][a-z]\w*)`/gi)].map(([, name]) => name);
    expect(named.filter((name = '') => ![...messages, ...commands].includes(name))).toEqual([]);
  });
});

/** The method of a message, and the command that it is about. */
function namesIn(entry: Entry): readonly string[] {
  if ('result' in entry) return [];
  const { command } = (entry.params ?? {}) as { readonly command?: string };
  return command === undefined ? [entry.method] : [entry.method, command];
}

/** A client that says what a transcript says, to a server over a copy of the demonstration's notebooks. */
function conversation() {
  const folder = demoProject();
  makeEnvironment(path.join(folder, 'other'), { numpy: '1.26.4', pandas: '2.2.1', scipy: '1.12.0' });
  const project = pathToFileURL(folder).href;
  const { toServer, toClient } = serverInProcess();
  const writer = new StreamMessageWriter(toServer);
  const heard: Heard[] = [];
  let wake = () => {};
  new StreamMessageReader(toClient).listen((message) => {
    heard.push(JSON.parse(JSON.stringify(message).replaceAll(project, 'file:///project')));
    wake();
  });
  onTestFinished(async () => {
    await writer.write({ jsonrpc: '2.0', id: 'last', method: 'shutdown' } as Message);
    while (!heard.some(({ id }) => id === 'last')) await new Promise<void>((resolve) => (wake = resolve));
    await writer.write({ jsonrpc: '2.0', method: 'exit' } as Message);
  });
  let asked = 0;
  let toAnswer: Heard['id'];
  return {
    async say(entry: Entry): Promise<void> {
      const text = JSON.stringify('method' in entry ? entry.params : entry.result);
      const value = filled(
        JSON.parse(text.replaceAll('file:///project', project).replaceAll('"/project/', `"${folder}/`)),
      );
      const content =
        'result' in entry
          ? { id: toAnswer, result: value }
          : { method: entry.method, params: value, ...(entry.kind === 'request' ? { id: ++asked } : {}) };
      await writer.write({ jsonrpc: '2.0', ...content } as Message);
    },

    /** Notifications are waited for until one is what is shown; an answer, and a request, has to be that at once. */
    async hear(entry: Entry): Promise<void> {
      const isIt = (message: Heard) =>
        'result' in entry ? message.method === undefined && message.id === asked : message.method === entry.method;
      for (;;) {
        const at = heard.findIndex(isIt);
        const message = heard[at];
        if (message) {
          heard.splice(at, 1);
          if (entry.kind === 'request') toAnswer = message.id;
          if (entry.kind === 'response' && message.error !== undefined) throw new Error(JSON.stringify(message));
          const sent = entry.kind === 'error' ? message.error : 'result' in entry ? message.result : message.params;
          const shown = 'result' in entry ? entry.result : entry.params;
          const problem = difference(shown, sent);
          if (problem !== undefined && entry.kind === 'notification') continue;
          if (problem !== undefined) throw new Error(`${problem} in ${JSON.stringify(message)}`);
          return;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

interface Heard {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Opens documents with the text of their files, for which `…` stands. */
function filled(params: { readonly textDocument?: { readonly uri: string; text?: string } } | null): unknown {
  const textDocument = params?.textDocument;
  if (textDocument?.text === '…') textDocument.text = readFileSync(fileURLToPath(textDocument.uri), 'utf8');
  return params;
}
