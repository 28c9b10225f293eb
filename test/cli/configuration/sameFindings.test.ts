import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { Editor } from '../../support/editor.ts';
import { folderWith } from '../../support/folder.ts';
import { writeNotebook } from '../../support/notation.ts';
import { nbls } from '../program.ts';

const notebook = writeNotebook(`
--- markdown
## Growth
--- code [2] id=a
print(a)  # nbproject: ignore[undefined-name]
--- code [1] id=a
# nbproject: ignore-cell[out-of-order]
print(b)  # noqa
--- code [5] tags=nbproject-ignore
print(c)
--- code [ ]
x = 1
x + d
y = x  # nbproject: ignore[long-cell, State]
--- metadata
{"nbproject_ignore": ["uninitialized"]}
`).text;

const severityOf = { 1: 'error', 2: 'warning', 3: 'info', 4: 'hint' } as const;

function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, severity, message }) => `${severityOf[severity ?? 1]} ${code} ${message}`).sort();
}

/** Waits until the rules that need Python's grammar and the environment have had their say. */
async function settled(editor: Editor, documents: readonly string[], expected: readonly string[]): Promise<string[]> {
  const current = () => shown(documents.flatMap((uri) => editor.published(uri)?.diagnostics ?? []));
  await editor.until(() => current().length === expected.length && current().join() === expected.join());
  return current();
}

test.each([
  ['nothing', ''],
  ['a selection', 'select = ["Execution", "State", "unused-ignore", "long-cell"]\nlong-cell.max-lines = 1\n'],
  ['severities and what is ignored', 'severity = { State = "error", few-words = "info" }\nignore = ["Format"]\n'],
  ['a policy', 'policy = "stripped"\n'],
  ['another policy', 'policy = "executed"\nper-file-ignores = { "a.*" = ["Narrative"], "b.*" = ["ALL"] }\n'],
])('The editor and the command line find the same with a configuration of %s', async (_, text) => {
  const folder = folderWith({ 'a.ipynb': notebook, 'nbproject.toml': text });
  const { out } = await nbls(['check', '--format', 'json'], { folder });
  const expected = JSON.parse(out)
    .map((one: Record<string, string>) => `${one.severity} ${one.code} ${one.message}`)
    .sort();
  expect(expected.length).toBeGreaterThan(2);
  const uri = pathToFileURL(path.join(folder, 'a.ipynb')).href;

  const asText = await Editor.start();
  await asText.openText(uri, readFileSync(path.join(folder, 'a.ipynb'), 'utf8'));
  expect(await settled(asText, [uri], expected)).toEqual(expected);

  const asCells = await Editor.start();
  const tab = await asCells.openNotebook(uri, JSON.parse(notebook));
  const documents = [uri, ...[0, 1, 2, 3, 4].map((cell) => tab.uriOf(cell))];
  // What nbformat's schema says of a file is not to be seen in an editor's notebook.
  expect(await settled(asCells, documents, expected)).toEqual(expected);
});
