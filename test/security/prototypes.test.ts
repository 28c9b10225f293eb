import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { editorIn } from '../support/study.ts';
import { askEverything } from './askEverything.ts';

/** Members that every object has, as keys of someone who hopes that they are set on all objects. */
const members = '"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "toString": null';

const notebook = `{${members}, "cells": [
  {${members}, "cell_type": "markdown", "id": "__proto__", "metadata": {${members}}, "source": "# Title"},
  {${members}, "cell_type": "code", "id": "constructor", "metadata": {${members}}, "execution_count": 1,
   "outputs": [{${members}, "output_type": "__proto__", "data": {${members}}}],
   "source": "import constructor, __proto__, toString\\nx = __proto__.read_csv('__proto__')\\n"}],
 "metadata": {${members}, "kernelspec": {${members}, "name": "__proto__", "language": "python"},
  "nbproject": {${members}, "id": "constructor1", "version": "constructor", "time_init": "2024-05-30T09:30:00+00:00",
   "pypackage": {"__proto__": "1", "constructor": "1", "toString": "1", "hasOwnProperty": "1"}, "parent": ["__proto__", "toString"]}},
 "nbformat": 4, "nbformat_minor": 5}`;

test('Should be keys as any other: __proto__, constructor and toString, wherever they are written', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  const folder = folderWith({
    'a.ipynb': notebook,
    'nbproject.toml':
      '__proto__ = 1\nconstructor = 2\nseverity = { __proto__ = "error", toString = "off" }\n[per-file-ignores]\n"__proto__" = ["toString"]\n[constructor]\nprototype = {polluted = 1}\n[long-cell]\n__proto__ = 3\n',
    'nbproject_metadata.yml':
      '__proto__: {polluted: 1, __proto__: {polluted: 1}}\nconstructor: {prototype: {polluted: 1}}\n',
  });
  const editor = await editorIn(folder);
  const settings = JSON.parse(
    '{"severity": {"__proto__": "error", "toString": "off"}, "select": ["constructor"], "__proto__": {"polluted": 1}}',
  );
  await editor.notify('workspace/didChangeConfiguration', { settings: { nbproject: settings } });
  const uri = pathToFileURL(path.join(folder, 'a.ipynb')).href;
  await editor.openText(uri, notebook);
  const messages = (await editor.diagnostics(uri)).map(({ message }) => String(message)).join('\n');
  for (const id of ['__proto__', 'toString']) expect(messages).toContain(`\`${id}\``);
  await askEverything(editor, uri);
  const configuration = pathToFileURL(path.join(folder, 'nbproject.toml')).href;
  await editor.openText(configuration, '__proto__ = 1\nconstructor = 1\n[severity]\ntoString = "off"\n', 'toml');
  const problems = (await editor.diagnostics(configuration)).map(({ message }) => String(message)).join('\n');
  for (const key of ['__proto__', 'constructor', 'toString']) expect(problems).toContain(`\`${key}\``);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect('polluted' in {}).toBe(false);
  expect(
    editor
      .received<{ readonly message: string }>('window/logMessage')
      .filter(({ message }) => /failed|bug/.test(message)),
  ).toEqual([]);
});
