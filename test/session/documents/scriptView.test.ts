import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { folderWith } from '../../support/folder.ts';
import { jsonOf, writeNotebook } from '../../support/notation.ts';

const record = `--- metadata
{"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
 "nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00"}}`;

const notebook = writeNotebook(`
--- markdown
# Ants of the garden
--- code [1]
x = 1
--- code [3]
%time y = x + 1
--- code [4]
y
${record}
`).text;

const script = `# %% [markdown]
# # Ants of the garden

# %%
x = 1

# %%
# %time y = x + 1

# %%
y
`;

/** The same, with the notebook's record in its own header, as a filter of metadata has jupytext write it. */
const headed = `# ---
# jupyter:
#   jupytext:
#     notebook_metadata_filter: nbproject
#   nbproject:
#     id: Rx2s9cPTMQLY
#     version: '1'
#     time_init: '2024-05-31T09:30:00+00:00'
# ---

${script}`;

/** An editor that shows a script, and the folder of the notebook behind it. */
async function openScript(
  name: string,
  text: string,
  languageId: string,
  files: Record<string, string>,
  capabilities = usualCapabilities,
) {
  const folder = folderWith(files);
  const uri = pathToFileURL(path.join(folder, name)).href;
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'garden' }];
  const editor = await Editor.start(capabilities, { workspaceFolders });
  await editor.openText(uri, text, languageId);
  return { editor, uri, folder, fileText: (file: string) => readFileSync(path.join(folder, file), 'utf8') };
}

/** What our own clients offer. */
const savingCapabilities = {
  ...usualCapabilities,
  experimental: { nbproject: { headerDidChange: true, saveDocument: true, fileDidChange: true } },
};

describe('A script in a buffer named like a notebook', () => {
  const open = (text = script, languageId = 'python') =>
    openScript('ants.ipynb', text, languageId, { 'ants.ipynb': notebook });

  test('Should have the findings of the notebook in its file, at the markers of cells', async () => {
    const { editor, uri } = await open();
    const [finding, ...others] = await editor.diagnostics(uri);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'execution-gap', range: { start: { line: 6, character: 0 } } });
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({
      title: 'Ants of the garden',
      record: { id: 'Rx2s9cPTMQLY' },
    });
  });

  test('Should count a cell that has changed since the file was written as not run', async () => {
    const { editor, uri } = await open();
    await editor.diagnostics(uri);
    await editor.type(uri, 'x = 1', 'x = 2');
    expect(await editor.findings(uri)).toEqual([
      ['execution-gap', '# %%'],
      ['unexecuted-cell', '# %%'],
    ]);
    await editor.type(uri, 'x = 2', 'x = 1');
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['execution-gap']);
  });

  test('Should know a cell that was moved', async () => {
    const { editor, uri } = await open();
    await editor.replaceAll(uri, script.replace('# %%\nx = 1\n\n', '').concat('\n# %%\nx = 1\n'));
    expect((await editor.diagnostics(uri)).map(({ code, message }) => [code, message])).toContainEqual([
      'out-of-order',
      expect.stringContaining('Cell 4'),
    ]);
  });

  test('Should insert a title in its own format', async () => {
    const { editor, uri } = await open(script.slice(script.indexOf('# %%\n')));
    await editor.diagnostics(uri);
    await editor.execute('nbproject.insertTitle', { uri });
    expect(editor.text(uri)).toBe(`# %% [markdown]\n# # Ants\n\n${script.slice(script.indexOf('# %%\n'))}`);
  });

  test('Should write what only the notebook can hold to its file, and say so where that is behind', async () => {
    const { editor, uri, fileText } = await open();
    await editor.diagnostics(uri);
    await editor.execute('nbproject.clearOutputs', { uri });
    expect(JSON.parse(fileText('ants.ipynb')).cells[1].execution_count).toBeNull();
    expect(editor.text(uri)).toBe(script);
    await editor.until(() => editor.published(uri)?.diagnostics.length === 0);

    await editor.type(uri, 'x = 1', 'x = 2');
    await editor.diagnostics(uri);
    const before = fileText('ants.ipynb');
    expect(await editor.execute('nbproject.publish', { uri, version: '2', proceed: true })).toMatchObject({
      status: 'refused',
      message: 'ants.ipynb does not hold what is shown. Save the script first.',
    });
    expect(fileText('ants.ipynb')).toBe(before);

    const late = script.replace('# %%\ny', '# %%\nz = 1');
    await editor.replaceAll(uri, late);
    await editor.diagnostics(uri);
    await expect(editor.execute('nbproject.clearOutputs', { uri })).rejects.toThrow('Save the script first.');
  });

  test('Should say what its header cannot, and leave the file alone', async () => {
    const myst = `---
jupytext:
  notebook_metadata_filter: nbproject
  text_representation: {extension: .md, format_name: myst}
---

# Ants of the garden

\`\`\`{code-cell}
x = 1
\`\`\`

\`\`\`{code-cell}
%time y = x + 1
\`\`\`

\`\`\`{code-cell}
y
\`\`\`
`;
    const without = notebook.replace(/"nbproject": \{[^}]*\}/, '"other": {}');
    const { editor, uri, fileText } = await openScript('ants.ipynb', myst, 'markdown', { 'ants.ipynb': without });
    await editor.diagnostics(uri);
    // A new record has empty fields, and jupytext fails on those in the header of MyST.
    await expect(editor.execute('nbproject.initialize', { uri })).rejects.toThrow('The script cannot say this change');
    expect([editor.text(uri), fileText('ants.ipynb')]).toEqual([myst, without]);
  });

  test('Should offer to save first, and go on when that is done', async () => {
    const { editor, uri, folder, fileText } = await openScript(
      'ants.ipynb',
      script,
      'python',
      { 'ants.ipynb': notebook },
      savingCapabilities,
    );
    await editor.diagnostics(uri);
    await editor.type(uri, 'x = 1', 'x = 2');
    editor.save = (saved) => {
      expect(saved).toBe(uri);
      writeFileSync(path.join(folder, 'ants.ipynb'), notebook.replace('x = 1', 'x = 2'));
      return true;
    };
    editor.answers.push('Save');
    expect(await editor.execute('nbproject.publish', { uri, version: '2', proceed: true })).toEqual({
      status: 'published',
      version: '2',
    });
    const [question] = editor.received<{ message: string }>('window/showMessageRequest');
    expect(question?.message).toBe('ants.ipynb does not hold what is shown. Save the script first.');
    expect(JSON.parse(fileText('ants.ipynb')).metadata.nbproject.version).toBe('2');
    expect(editor.received('nbproject/fileDidChange')).toEqual([{ uri }]);

    await editor.type(uri, 'x = 2', 'x = 3');
    editor.answers.push('Save');
    editor.save = () => true;
    await expect(editor.execute('nbproject.clearOutputs', { uri })).rejects.toThrow('jupytext --sync');
    editor.answers.push('Save');
    editor.save = () => false;
    await expect(editor.execute('nbproject.clearOutputs', { uri })).rejects.toThrow('was not saved');
    editor.answers.push('Cancel');
    await editor.execute('nbproject.clearOutputs', { uri });
    expect(await editor.execute('nbproject.publish', { uri, version: '3', proceed: true })).toMatchObject({
      reason: 'aborted',
    });
    expect(JSON.parse(fileText('ants.ipynb')).cells[1].execution_count).toBe(1);
  });

  test('Should keep its own header in step with the record in the file, with the smallest edit', async () => {
    const { editor, uri, fileText } = await open(headed);
    await editor.diagnostics(uri);
    await editor.execute('nbproject.publish', { uri, version: '2', proceed: true });
    expect(editor.text(uri)).toMatch(/^# {3}nbproject:\n# {5}id: Rx2s9cPTMQLY\n# {5}version: '2'\n# {5}time_init: /m);
    expect(editor.text(uri).endsWith(`# ---\n\n${script}`)).toBe(true);
    const { nbproject } = JSON.parse(fileText('ants.ipynb')).metadata;
    expect(nbproject).toMatchObject({ id: 'Rx2s9cPTMQLY', version: '2' });
    const shown = await editor.request<{ record: object }>('nbproject/header', { uri });
    expect(shown.record).toEqual(nbproject);
  });

  test('Should write nothing to the file where the editor does not take the header', async () => {
    const { editor, uri, fileText } = await open(headed);
    await editor.diagnostics(uri);
    editor.editAnswers.push(() => ({ applied: false, failureReason: 'declined' }));
    expect(await editor.execute('nbproject.publish', { uri, version: '2', proceed: true })).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('declined'),
    });
    expect([editor.text(uri), fileText('ants.ipynb')]).toEqual([headed, notebook]);
  });

  test('Should say that the header has the record where the file was changed by somebody else meanwhile', async () => {
    const { editor, uri, folder, fileText } = await open(headed);
    await editor.diagnostics(uri);
    const other = notebook.replace('Python 3', 'Python 4');
    editor.editAnswers.push(async () => {
      writeFileSync(path.join(folder, 'ants.ipynb'), other);
      const [params] = editor.received<{ edit: WorkspaceEdit }>('workspace/applyEdit');
      return { applied: await editor.apply(params?.edit ?? {}) };
    });
    const answer = await editor.execute('nbproject.publish', { uri, version: '2', proceed: true });
    expect(answer).toMatchObject({
      message:
        'ants.ipynb was not written: it was changed meanwhile. The script has its part of the change: save it, or undo it.',
    });
    expect(editor.text(uri)).toContain("version: '2'");
    expect(fileText('ants.ipynb')).toBe(other);
  });

  test('Should ignore a finding in the notebook where its header says nothing of that', async () => {
    const { editor, uri, fileText } = await open(headed);
    await editor.diagnostics(uri);
    const actions = await editor.codeActions(uri);
    await editor.choose(actions.find(({ title }) => title === 'Ignore execution-gap in this notebook'));
    expect(JSON.parse(fileText('ants.ipynb')).metadata.nbproject_ignore).toEqual(['execution-gap']);
    expect(editor.text(uri)).toBe(headed);
    await editor.until(() => editor.published(uri)?.diagnostics.length === 0);
  });

  test('Should follow what another program makes of its file, told by the editor or seen while the script is edited', async () => {
    const { editor, uri, folder } = await open();
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['execution-gap']);
    const file = path.join(folder, 'ants.ipynb');
    writeFileSync(file, notebook.replace('"execution_count": 3', '"execution_count": 2').replace(': 4,', ': 3,'));
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await editor.until(() => editor.published(uri)?.diagnostics.length === 0);

    writeFileSync(file, notebook);
    utimesSync(file, new Date(), new Date('2024-01-01'));
    await editor.type(uri, 'x = 1', 'x = 1 ');
    await editor.until(() => editor.published(uri)?.diagnostics[0]?.code === 'execution-gap');
  });

  test('Should be left alone where nothing tells cells from each other', async () => {
    const { editor, uri } = await open('import os\n\nprint(os.name)\n');
    await editor.until(() => editor.received('window/logMessage').length > 0);
    await editor.settle();
    expect(editor.publishedLists(uri)).toEqual([]);
    expect(await editor.request('nbproject/header', { uri })).toBeNull();
  });
});

describe('A script beside a notebook', () => {
  test('Should have the findings of the notebook of its name', async () => {
    const { editor, uri } = await openScript('ants.py', script, 'python', {
      'ants.py': script,
      'ants.ipynb': notebook,
    });
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['execution-gap']);
  });

  test('Should find the notebook in the folder that its header names', async () => {
    const header = '# ---\n# jupyter:\n#   jupytext:\n#     formats: notebooks///ipynb,scripts///py:percent\n# ---\n\n';
    const { editor, uri } = await openScript('scripts/deep/ants.py', header + script, 'python', {
      'notebooks/deep/ants.ipynb': notebook,
    });
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['execution-gap']);
  });

  test('Should be newer than its notebook, unless it has a part of the change that may be left unsaved', async () => {
    const files = { 'ants.py': headed, 'ants.ipynb': notebook };
    const { editor, uri, folder } = await openScript('ants.py', headed, 'python', files);
    const [py, ipynb] = Object.keys(files).map((name) => path.join(folder, name));
    utimesSync(py!, new Date(), new Date('2024-01-01'));
    await editor.diagnostics(uri);
    await editor.execute('nbproject.clearOutputs', { uri });
    expect(statSync(ipynb!).mtimeMs).toBeLessThanOrEqual(statSync(py!).mtimeMs);
    await editor.execute('nbproject.publish', { uri, version: '2', proceed: true });
    expect(editor.text(uri)).toContain("version: '2'");
    expect(statSync(ipynb!).mtimeMs).toBeGreaterThan(statSync(py!).mtimeMs);
  });

  test('Should not have its notebook written where that is open too, and changed there', async () => {
    const { editor, uri, folder, fileText } = await openScript(
      'ants.py',
      script,
      'python',
      { 'ants.py': script, 'ants.ipynb': notebook },
      savingCapabilities,
    );
    await editor.diagnostics(uri);
    const beside = pathToFileURL(path.join(folder, 'ants.ipynb')).href;
    await editor.openText(beside, notebook);
    await editor.type(beside, 'Ants', 'Bees');
    await expect(editor.execute('nbproject.clearOutputs', { uri })).rejects.toThrow('ants.ipynb is open itself');
    expect(fileText('ants.ipynb')).toBe(notebook);
    await editor.type(beside, 'Bees', 'Ants');
    await editor.execute('nbproject.clearOutputs', { uri });
    expect(JSON.parse(fileText('ants.ipynb')).cells[1].execution_count).toBeNull();
    expect(editor.received('nbproject/fileDidChange')).toEqual([{ uri: beside }]);
  });

  test('Should be none of ours without a header and without a notebook', async () => {
    const { editor, uri } = await openScript('ants.py', script, 'python', { 'ants.py': script });
    await editor.settle();
    expect(editor.publishedLists(uri)).toEqual([]);
  });

  test('Should be a notebook that was never run where there is none behind its header', async () => {
    const text = `---\njupyter:\n  jupytext:\n    text_representation: {extension: .md, format_name: markdown}\n  nbproject: ${JSON.stringify(
      (jsonOf(record).metadata as { nbproject: object }).nbproject,
    )}\n---\n\n# Ants of the garden\n\n\`\`\`python\nx = (\n\`\`\`\n`;
    const { editor, uri } = await openScript('ants.md', text, 'markdown', { 'ants.md': text });
    await editor.until(() => (editor.published(uri)?.diagnostics.length ?? 0) > 0);
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['syntax-error']);
  });
});
