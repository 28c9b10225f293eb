import { describe, expect, test } from 'vitest';
import type { ClientCapabilities, CodeAction, Command } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/first_look.ipynb';

const record = `--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00"}}`;

const untitled = writeNotebook(`
--- code [1] id=a
x = 1
--- code [2] id=a
y = 2
${record}
`).text;

const twoTitles = writeNotebook(`
--- markdown
# One
--- markdown
# Two
${record}
`).text;

type ActionCapabilities = NonNullable<NonNullable<ClientCapabilities['textDocument']>['codeAction']>;

function withCodeActions(
  codeAction: ActionCapabilities | undefined,
  more: ClientCapabilities = {},
): ClientCapabilities {
  const { codeAction: _, ...textDocument } = usualCapabilities.textDocument ?? {};
  return { ...usualCapabilities, ...more, textDocument: { ...textDocument, ...(codeAction && { codeAction }) } };
}

const literals = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };

/** Those that mend; behind them are those that write an ignore, and those about the notebook as such. */
function fixesIn<Action extends { readonly title: string; readonly kind?: string }>(
  actions: readonly Action[],
): Action[] {
  return actions.filter(({ title, kind }) => !title.startsWith('Ignore ') && !kind?.startsWith('refactor'));
}

async function titlesAt(editor: Editor, text: string): Promise<string[]> {
  const { start } = editor.document(uri).rangeOf(text);
  const cursor = { line: start.line, character: 0 };
  return fixesIn(await editor.codeActions(uri, { start: cursor, end: cursor })).map(({ title }) => title);
}

describe('Code actions', () => {
  test('Should be offered on the line of their finding, also for a cursor at its begin and without diagnostics', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, twoTitles);
    expect(await titlesAt(editor, '# Two')).toEqual(['Make it a level-2 heading']);
    expect(await titlesAt(editor, '# One')).toEqual([]);
  });

  test('Should be offered everywhere where they mend the notebook as a whole', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, untitled);
    expect(await titlesAt(editor, 'y = 2')).toEqual(['Insert title cell']);
    expect(await titlesAt(editor, '"nbformat"')).toEqual(['Insert title cell']);
  });

  test('Should offer to mend all findings of a rule, where its fix mends one of several and is safe', async () => {
    const editor = await Editor.start();
    const titled = untitled.replace('"id": "a"', '"id": "a b"').replace('"id": "a"', '"id": "c d"');
    await editor.openText(uri, titled);
    expect(await titlesAt(editor, '"a b"')).toEqual([
      'Give the cell a new id',
      'Insert title cell',
      'Fix all 2 problems of invalid-cell-id',
    ]);
    const actions = await editor.codeActions(uri);
    await editor.choose(actions.find(({ title }) => title.startsWith('Fix all')));
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['missing-title']);
    expect(editor.text(uri)).not.toContain('# ');
  });

  test('Should name the diagnostic that they mend as it was published, or as the client sent it', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, twoTitles);
    const published = await editor.diagnostics(uri);
    expect((await editor.codeActions(uri))[0]?.diagnostics).toEqual(published);
    const moved = published.map((one) => ({ ...one, range: { start: one.range.end, end: one.range.end } }));
    const [action] = await editor.codeActions(uri, undefined, { diagnostics: moved });
    expect(action?.diagnostics).toEqual(moved);
  });

  test('Should prefer the first fix of a finding, but none that destroys something', async () => {
    const outOfOrder = untitled
      .replace('"execution_count": 1', '"execution_count": 3')
      .replace('"id": "a"', '"id": "b"');
    const editor = await Editor.start();
    await editor.openText(uri, outOfOrder);
    const actions = await editor.codeActions(uri);
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['Insert title cell', true],
      [expect.stringContaining('Clear all execution counts'), undefined],
      ['Ignore missing-title in this notebook', undefined],
      ['Ignore out-of-order in this cell', undefined],
      ['Ignore out-of-order in this notebook', undefined],
    ]);
    const plain = await Editor.start(withCodeActions(literals));
    await plain.openText(uri, untitled);
    expect((await plain.codeActions(uri)).some((action) => 'isPreferred' in action)).toBe(false);
  });

  test('Should hold their edits for a client that does not resolve them', async () => {
    const editor = await Editor.start(withCodeActions(literals));
    const document = await editor.openText(uri, twoTitles);
    const [action] = await editor.codeActions(uri);
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 0 } }]);
    expect(action).not.toHaveProperty('data');
    await editor.choose(action);
    expect(document.content).toBe(twoTitles.replace('# Two', '## Two'));
  });

  test('Should get their edits when they are resolved, computed from the text as it then is', async () => {
    const editor = await Editor.start();
    const document = await editor.openText(uri, twoTitles);
    const [action] = await editor.codeActions(uri);
    expect(action).not.toHaveProperty('edit');
    await editor.type(uri, '# One', '# Number one\\n');
    const resolved = await editor.request<CodeAction>('codeAction/resolve', action);
    expect(resolved.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    await editor.choose(resolved);
    expect(document.content).toBe(twoTitles.replace('# One', '# Number one\\n').replace('# Two', '## Two'));
  });

  test('Should get no edit when they are resolved after their finding is gone, or the notebook closed', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, twoTitles);
    const [action] = await editor.codeActions(uri);
    await editor.type(uri, '# Two', '## Two');
    expect(await editor.request('codeAction/resolve', action)).toEqual(action);
    await editor.closeText(uri);
    expect(await editor.request('codeAction/resolve', action)).toEqual(action);
    const foreign = { title: 'of another server' };
    expect(await editor.request('codeAction/resolve', foreign)).toEqual(foreign);
  });

  test('Should write plain changes for a client that knows no versioned ones', async () => {
    const editor = await Editor.start(withCodeActions(literals, { workspace: { applyEdit: true } }));
    await editor.openText(uri, twoTitles);
    const [action] = await editor.codeActions(uri);
    expect(Object.keys(action?.edit ?? {})).toEqual(['changes']);
    await editor.choose(action);
    expect(await editor.diagnostics(uri)).toEqual([]);
  });

  test('Should write versioned changes for Neovim, which takes them and does not say so', async () => {
    const capabilities = withCodeActions(literals, { workspace: { applyEdit: true } });
    const editor = await Editor.start(capabilities, { clientInfo: { name: 'Neovim' } });
    await editor.openText(uri, twoTitles);
    const [action] = await editor.codeActions(uri);
    expect(Object.keys(action?.edit ?? {})).toEqual(['documentChanges']);
  });

  test('Should be commands for a client that knows no literals, and mend by them', async () => {
    const editor = await Editor.start(withCodeActions(undefined));
    await editor.openText(uri, twoTitles);
    const offered = fixesIn((await editor.codeActions(uri)) as unknown as Command[]);
    expect(offered.map(({ title, command }) => [title, command])).toEqual([
      ['Make it a level-2 heading', 'nbproject.applyFix'],
    ]);
    await editor.execute('nbproject.applyFix', ...(offered[0]?.arguments ?? []));
    expect(await editor.diagnostics(uri)).toEqual([]);
  });

  test('Should be of the kinds that the client asks for', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, untitled);
    const kinds = async (...only: string[]) =>
      fixesIn(await editor.codeActions(uri, undefined, { only })).map(({ kind }) => kind);
    expect(await kinds('quickfix')).toEqual(['quickfix', 'quickfix']);
    for (const other of ['refactor', 'source.organizeImports', 'source.fixAll.eslint', 'quick'])
      expect([other, await kinds(other)]).toEqual([other, []]);
    for (const asked of ['source', 'source.fixAll', 'source.fixAll.nbproject'])
      expect(await kinds(asked)).toEqual(['source.fixAll.nbproject']);
    for (const asked of ['notebook', 'notebook.source.fixAll', 'notebook.source.fixAll.nbproject'])
      expect(await kinds(asked)).toEqual(['notebook.source.fixAll.nbproject']);
  });
});

describe('Fixing all', () => {
  const only = ['source.fixAll.nbproject'];

  test('Should not be offered unless it is asked for', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, untitled);
    expect(fixesIn(await editor.codeActions(uri)).map(({ kind }) => kind)).toEqual(['quickfix', 'quickfix']);
  });

  test('Should make the safe fixes and leave the others', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, untitled);
    const actions = await editor.codeActions(uri, undefined, { only });
    expect(actions).toHaveLength(1);
    await editor.choose(actions[0]);
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['missing-title']);
  });

  test('Should not be offered where there is nothing to fix: an editor runs it at each save', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, twoTitles);
    expect(await editor.codeActions(uri, undefined, { only })).toEqual([]);
  });

  test('Should be asked of the notebook editor where text edits do not do', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf('--- markdown id=a\n# Title\n--- code id=a\nx = 1\n'));
    for (const kind of ['source.fixAll.nbproject', 'notebook.source.fixAll.nbproject']) {
      const actions = await editor.codeActions(tab.uriOf(0), undefined, { only: [kind] });
      expect(actions).toMatchObject([{ kind, command: { command: 'nbproject.fixAll', arguments: [{ uri }] } }]);
    }
    await editor.execute('nbproject.fixAll', { uri });
    expect(tab.cells[1]?.metadata?.id).not.toBe('a');
  });
});

describe('Inserting a title', () => {
  const layouts: [string, (text: string) => string][] = [
    ['as nbformat writes it', (text) => text],
    ['with CRLF and a byte order mark', (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['minified', (text) => JSON.stringify(JSON.parse(text))],
    ['with tabs, without a final newline', (text) => JSON.stringify(JSON.parse(text), null, '\t')],
  ];

  test.each(layouts)(
    'Should leave a file that differs by the inserted cell and no other byte (%s)',
    async (_, layout) => {
      const editor = await Editor.start();
      const before = layout(untitled);
      await editor.openText(uri, before);
      await editor.choose((await editor.codeActions(uri)).find(({ title }) => title === 'Insert title cell'));
      const after = editor.text(uri);
      let start = 0;
      while (before[start] === after[start]) start++;
      expect(after.slice(start + after.length - before.length)).toBe(before.slice(start));
      const { cells, ...rest } = JSON.parse(after.replace(/^\ufeff/, ''));
      const { cells: originalCells, ...originalRest } = JSON.parse(untitled);
      expect(rest).toEqual(originalRest);
      expect(cells.slice(1)).toEqual(originalCells);
      expect(cells[0]).toMatchObject({ cell_type: 'markdown', source: ['# First look'] });
      const mark = before.startsWith('\ufeff') ? ['invalid-json'] : [];
      expect((await editor.findings(uri)).map(([code]) => code)).toEqual([...mark, 'duplicate-cell-id']);
    },
  );
});
