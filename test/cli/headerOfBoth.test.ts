import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Header } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';
import { folderWith, nbls } from './program.ts';

const notation = `
--- markdown
# Growth of *yeast*
--- code [1]
import no_such_module_here, pip
x = undefined_name
--- code [3] stderr=oh
y = 2
--- metadata
{"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
  "nbproject": {"id": "a1B2c3D4e5F6", "version": "2", "time_init": "2024-05-31T09:30:00+00:00", "pypackage": {"pip": "1.0", "gone": ""},
  "parent": "Zz9yX8wVu7Tt", "source_sha256": "0", "user_handle": "ada", "user_name": "Ada"}}
`;

const name = 'growth.ipynb';

const child = writeNotebook(`
--- markdown
# Child
--- metadata
{"nbproject": {"id": "c3D4e5F6a1B2", "version": "1", "parent": "a1B2c3D4e5F6"}}
`).text;

function folderInGit(): string {
  const folder = folderWith({ [name]: writeNotebook(notation).text, 'b.ipynb': '{}', 'c.ipynb': child });
  try {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'First');
  } catch {
    console.warn('skipped: the commit in a header (there is no git)');
  }
  return folder;
}

test.each<[string, (editor: Editor, uri: string) => Promise<unknown>]>([
  ['as text', (editor, uri) => editor.openText(uri, writeNotebook(notation).text)],
  ['as cells', (editor, uri) => editor.openNotebook(uri, jsonOf(notation))],
])('nbls header --json should print what an editor is told of the notebook open %s', async (_, open) => {
  const folder = folderInGit();
  const uri = pathToFileURL(path.join(folder, name)).href;
  const printed: Header = JSON.parse((await nbls(['header', name, '--json'], { folder })).out);
  expect(printed).toMatchObject({ state: 'modified', title: 'Growth of yeast', packages: { length: 3 } });
  expect(printed.children).toMatchObject([{ title: 'Child' }]);

  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'growth' }];
  const editor = await Editor.start(usualCapabilities, { workspaceFolders });
  await open(editor, uri);
  const told = () =>
    editor.received<{ uri: string; header: Header }>('nbproject/headerDidChange').findLast((one) => one.uri === uri)
      ?.header;
  const isComplete = (header: Header | undefined) =>
    JSON.stringify(header?.identities) === JSON.stringify(printed.identities) &&
    JSON.stringify(header?.packages) === JSON.stringify(printed.packages) &&
    JSON.stringify(header?.problems) === JSON.stringify(printed.problems) &&
    header?.children.length === 1;
  await editor.until(() => isComplete(told()));
  expect(await editor.request('nbproject/header', { uri })).toEqual({ ...printed, uri });
});
