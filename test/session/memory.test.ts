import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { clientOf } from '../../server/src/session/client.ts';
import { notifications } from '../../server/src/session/notifications.ts';
import { Session } from '../../server/src/session/session.ts';
import { readSettings } from '../../server/src/session/settings/settings.ts';
import { usualCapabilities } from '../support/editor.ts';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';

/** What nobody can tell by what the server says, and `npm run soak` only in minutes. */

const contentOf = (title: string, id: string) =>
  writeNotebook(`--- markdown\n# ${title}\n--- metadata\n{"nbproject": {"id": "${id}", "version": "1"}}`).text;

/** A session whose client listens to nothing, with notebooks open of which none has to do with another. */
async function sessionWith(files: Readonly<Record<string, string>>) {
  const folder = folderWith(files);
  const connection = { notify: () => {}, request: () => new Promise<never>(() => {}), log: () => {} };
  const client = clientOf({ processId: null, rootUri: null, capabilities: usualCapabilities });
  const threads = { workers: 0, program: '', mainThread: 'reads' } as const;
  const session = new Session(client, connection, readSettings(undefined).settings, {
    pageOf: undefined,
    index: { version: 'test', cacheFolder: undefined, threads },
  });
  const tell = (method: string, params: object) => notifications[method]?.(session, params as never);
  session.setFolders([folder]);
  const uris = Object.keys(files).map((name) => pathToFileURL(path.join(folder, name)).href);
  for (const [index, uri] of uris.entries()) {
    const text = Object.values(files)[index];
    tell('textDocument/didOpen', { textDocument: { uri, languageId: 'json', version: 0, text } });
    // Asks for the grammar, without which a notebook does not count as the editor shows it.
    session.analysisOf(uri);
    await session.live.settled(uri);
  }
  await session.index.upToDate();
  return { session, tell, uris };
}

test('Should hold of the other notebooks of a project how they are, and not how they were', async () => {
  const { session, tell, uris } = await sessionWith({
    'counts.ipynb': contentOf('Counts', 'aaaaaaaaaaaa'),
    'figures.ipynb': contentOf('Figures', 'bbbbbbbbbbbb'),
    'tables.ipynb': contentOf('Tables', 'cccccccccccc'),
  });
  const [counts = '', figures = '', ...tables] = uris;
  const others = [figures, ...tables];
  // As a notebook last was complete counts while its text is broken.
  tell('textDocument/didChange', { textDocument: { uri: figures, version: 1 }, contentChanges: [{ text: '{' }] });
  const { lineage: before } = session.index;
  const known = others.map((uri) => session.analysisOf(uri)?.findings);

  const contentChanges = [{ text: contentOf('Sums', 'aaaaaaaaaaaa') }];
  tell('textDocument/didChange', { textDocument: { uri: counts, version: 1 }, contentChanges });
  session.analysisOf(counts);

  const { lineage } = session.index;
  expect(lineage?.notebooks.map(({ title }) => title)).toEqual(['Sums', 'Figures', 'Tables']);
  expect(lineage).not.toBe(before);
  for (const uri of others) {
    expect(session.analysisOf(uri)?.surroundings.lineage).toBe(lineage);
    expect(session.lastCompleteAnalysisOf(uri)?.surroundings.lineage).toBe(lineage);
  }
  // They were not checked again.
  for (const [index, uri] of others.entries()) expect(session.analysisOf(uri)?.findings).toBe(known[index]);
  session.dispose();
});

test('Should hold nothing of the changes of a notebook that was closed', async () => {
  const { session, tell, uris } = await sessionWith({ 'counts.ipynb': contentOf('Counts', 'aaaaaaaaaaaa') });
  const [uri = ''] = uris;
  const change = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: ' ' };
  tell('textDocument/didChange', { textDocument: { uri, version: 1 }, contentChanges: [change] });
  const changed = session.moves.lastOf(uri);
  expect(changed).toBeGreaterThan(0);

  tell('textDocument/didClose', { textDocument: { uri } });
  expect(session.moves.lastOf(uri)).toBe(0);

  // A change after that is not taken for the one before.
  tell('textDocument/didOpen', {
    textDocument: { uri, languageId: 'json', version: 0, text: contentOf('Counts', 'a') },
  });
  tell('textDocument/didChange', { textDocument: { uri, version: 1 }, contentChanges: [change] });
  expect(session.moves.lastOf(uri)).not.toBe(changed);
  session.dispose();
});
