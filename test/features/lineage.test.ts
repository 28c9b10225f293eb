import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyOutgoingCall,
  CompletionItem,
  CompletionList,
  DocumentLink,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  Position,
  SymbolInformation,
  TypeHierarchyItem,
} from 'vscode-languageserver-protocol';
import { Editor } from '../support/editor.ts';
import { folderWith } from '../support/folder.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';
import { editorIn, type Study, study } from '../support/study.ts';

/** An editor that shows one notebook of the study as text. */
async function asText(name: string) {
  const project = study();
  const editor = await editorIn(project.folder);
  const uri = project.uri(name);
  await editor.openText(uri, project.text(name));
  await known(editor, uri);
  const at = (word: string, occurrence = 0) => editor.document(uri).rangeOf(word, occurrence).start;
  return { editor, uri, project, at };
}

/** The same notebook as cells: its title is in the first, its code in the third. */
async function asCells(name: string) {
  const project = study();
  const editor = await editorIn(project.folder);
  const uri = project.uri(name);
  const tab = await editor.openNotebook(uri, JSON.parse(project.text(name)));
  await known(editor, uri);
  const [title, code] = [tab.uriOf(0), tab.uriOf(2)];
  const at = (word: string) => editor.document(code).rangeOf(word).start;
  return { editor, uri, project, tab, title, code, at };
}

/** Waits until the server has read the workspace, and what code says. */
async function known(editor: Editor, uri: string): Promise<void> {
  await editor.request('workspace/symbol', { query: '' });
  const isRead = async () => (await editor.request('nbproject/environment', { uri })) !== null;
  while (!(await isRead())) await editor.settle();
}

function ask<Result>(editor: Editor, method: string, uri: string, position?: Position, more = {}): Promise<Result> {
  return editor.request<Result>(method, { textDocument: { uri }, ...(position && { position }), ...more });
}

/** Each place as the file's name and the text there, in the file as it is on the disk. */
function shown(project: Study, locations: readonly Pick<Location, 'uri' | 'range'>[] | null): string[] {
  return (locations ?? []).map(({ uri, range: { start, end } }) => {
    const name = path.relative(project.folder, fileURLToPath(uri));
    if (start.line === end.line && start.character === end.character) return name;
    const line = readFileSync(fileURLToPath(uri), 'utf8').split('\n')[start.line] ?? '';
    return `${name}: ${line.slice(start.character, end.character)}`;
  });
}

describe('Going to a definition', () => {
  const go = (editor: Editor, uri: string, position: Position) =>
    ask<Location[] | null>(editor, 'textDocument/definition', uri, position);

  test('Should lead from the id of a parent to its title', async () => {
    const { editor, uri, project, at } = await asText('figures/04_figures.ipynb');
    expect(shown(project, await go(editor, uri, at('ratesratesra')))).toEqual(['03_rates.ipynb: # Growth rates']);
  });

  test('Should lead from a path to the file, and where there is none to the notebook that writes it', async () => {
    const { editor, uri, project, at } = await asText('figures/04_figures.ipynb');
    expect(shown(project, await go(editor, uri, at('../data/counts.csv')))).toEqual(['data/counts.csv']);
    expect(shown(project, await go(editor, uri, at('../data/rates.csv')))).toEqual([
      '03_rates.ipynb: \\"data/rates.csv\\"',
    ]);
  });

  test('Should lead from a path in a cell to the same places', async () => {
    const { editor, code, project, at } = await asCells('figures/04_figures.ipynb');
    expect(shown(project, await go(editor, code, at('../data/counts.csv')))).toEqual(['data/counts.csv']);
    expect(shown(project, await go(editor, code, at('../data/rates.csv')))).toEqual([
      '03_rates.ipynb: \\"data/rates.csv\\"',
    ]);
  });

  test('Should lead to the cell of a notebook that the editor shows as cells', async () => {
    const { editor, uri, project, at } = await asText('figures/04_figures.ipynb');
    const tab = await editor.openNotebook(project.uri('03_rates.ipynb'), JSON.parse(project.text('03_rates.ipynb')));
    const found = await go(editor, uri, at('ratesratesra'));
    expect(found?.map((location) => location.uri)).toEqual([tab.uriOf(0)]);
  });

  test('Should lead nowhere from anything else, from what is unknown, and never out of the workspace', async () => {
    const outside = folderWith({ 'x.csv': '' });
    const way = path.relative(study().folder, path.join(outside, 'x.csv'));
    const project = study();
    const editor = await editorIn(project.folder);
    const uri = project.uri('new.ipynb');
    const notation = `--- code [1]\nopen("${way}")\nopen("${path.join(outside, 'x.csv')}")\nx = 1\n--- metadata\n{"nbproject": {"id": "x", "parent": "zzzzzzzzzzzz"}}`;
    await editor.openText(uri, `${JSON.stringify(jsonOf(notation))}\n`);
    await known(editor, uri);
    for (const word of ['zzzzzzzzzzzz', '..', outside, 'x = 1', '"cells"']) {
      const position = editor.document(uri).rangeOf(word).start;
      expect([word, (await go(editor, uri, position)) ?? []]).toEqual([word, []]);
    }
  });
});

test('Should have no answer where no folder is open', async () => {
  const project = study();
  const editor = await Editor.start();
  const uri = project.uri('02_counts.ipynb');
  await editor.openText(uri, project.text('02_counts.ipynb'));
  const position = editor.document(uri).rangeOf('imp0rtimp0rt').start;
  const methods = ['definition', 'references', 'documentLink', 'prepareTypeHierarchy', 'prepareCallHierarchy'];
  for (const method of methods) {
    const more = method === 'references' ? { context: { includeDeclaration: true } } : {};
    expect([method, await ask(editor, `textDocument/${method}`, uri, position, more)]).toEqual([method, null]);
  }
  expect(await editor.request('workspace/symbol', { query: '' })).toBeNull();
  const files = [{ oldUri: project.uri('data/counts.csv'), newUri: project.uri('data/cells.csv') }];
  expect(await editor.request('workspace/willRenameFiles', { files })).toBeNull();
});

describe('Finding references', () => {
  const find = (editor: Editor, uri: string, position: Position, includeDeclaration = false) =>
    ask<Location[] | null>(editor, 'textDocument/references', uri, position, { context: { includeDeclaration } });

  test('Should find the children of a notebook from its own id, its title, and a parent id', async () => {
    const { editor, uri, project, at } = await asText('03_rates.ipynb');
    const children = ['figures/04_figures-Copy1.ipynb: "ratesratesra"', 'figures/04_figures.ipynb: "ratesratesra"'];
    expect(shown(project, await find(editor, uri, at('ratesratesra')))).toEqual(children);
    expect(shown(project, await find(editor, uri, at('# Growth')))).toEqual(children);
    expect(shown(project, await find(editor, uri, at('# Growth'), true))).toEqual([
      '03_rates.ipynb: # Growth rates',
      ...children,
    ]);
    expect(shown(project, await find(editor, uri, at('c0untsc0unts'), true))).toEqual([
      '02_counts.ipynb: # Count cells',
      '03_rates.ipynb: "c0untsc0unts"',
    ]);
  });

  test('Should find the children from the title cell', async () => {
    const { editor, title, project } = await asCells('03_rates.ipynb');
    expect(shown(project, await find(editor, title, { line: 0, character: 3 }))).toEqual([
      'figures/04_figures-Copy1.ipynb: "ratesratesra"',
      'figures/04_figures.ipynb: "ratesratesra"',
    ]);
  });

  test('Should find who reads a file, and who writes it', async () => {
    const { editor, uri, project, at } = await asText('02_counts.ipynb');
    const readers = ['03_rates.ipynb: \\"data/counts.csv\\"', 'figures/04_figures.ipynb: \\"../data/counts.csv\\"'];
    expect(shown(project, await find(editor, uri, at('data/counts.csv')))).toEqual(readers);
    expect(shown(project, await find(editor, uri, at('data/counts.csv'), true))).toEqual([
      '02_counts.ipynb: \\"data/counts.csv\\"',
      ...readers,
    ]);
  });
});

test('Should link the ids of parents to their notebooks, and paths to the files that are there', async () => {
  const { editor, uri, project } = await asText('figures/04_figures.ipynb');
  const links = await ask<DocumentLink[]>(editor, 'textDocument/documentLink', uri);
  expect(
    links.map(({ range, target, tooltip }) => [
      editor.document(uri).slice(range),
      path.relative(project.folder, fileURLToPath(String(target))),
      tooltip,
    ]),
  ).toEqual([
    ['"ratesratesra"', '03_rates.ipynb', 'Growth rates'],
    ['\\"../data/counts.csv\\"', 'data/counts.csv', undefined],
  ]);
  const cells = await asCells('figures/04_figures.ipynb');
  const inCell = await ask<DocumentLink[]>(cells.editor, 'textDocument/documentLink', cells.code);
  expect(inCell.map(({ range }) => cells.editor.document(cells.code).slice(range))).toEqual(['"../data/counts.csv"']);
});

describe('Hovering', () => {
  const hover = async (editor: Editor, uri: string, position: Position) =>
    ((await ask<Hover | null>(editor, 'textDocument/hover', uri, position))?.contents as MarkupContent | undefined)
      ?.value;

  test('Should tell title, version, state and place of a parent', async () => {
    const { editor, uri, at } = await asText('02_counts.ipynb');
    expect(await hover(editor, uri, at('imp0rtimp0rt'))).toBe(
      'Import the plates: version 2 · unverified · 01_import.ipynb',
    );
    await editor.type(uri, '"imp0rtimp0rt"', '"zzzzzzzzzzzz"');
    expect(await hover(editor, uri, at('zzzzzzzzzzzz'))).toBe('No notebook of the workspace has this id.');
  });

  test('Should tell who writes a file and who reads it, in text and in cells', async () => {
    const expected = [
      'data/counts.csv',
      'Written by Count cells: version 1 · unverified · 02_counts.ipynb',
      'Read by Figures of the paper: version 1 · draft · figures/04_figures.ipynb',
    ].join('\n\n');
    const text = await asText('03_rates.ipynb');
    expect(await hover(text.editor, text.uri, text.at('data/counts.csv'))).toBe(expected);
    const cells = await asCells('03_rates.ipynb');
    expect(await hover(cells.editor, cells.code, cells.at('data/counts.csv'))).toBe(expected);
  });
});

test('Should show what other notebooks say of themselves as text, and nothing of it as markup', async () => {
  const parent = `--- markdown\n# \\[x](command:y) \\<img src=z> \u202e\n--- metadata\n{"nbproject": {"id": "aaaaaaaaaaaa"}}`;
  const child = '--- code [1]\nx = 1\n--- metadata\n{"nbproject": {"id": "b", "parent": "aaaaaaaaaaaa"}}';
  const { text } = writeNotebook(child);
  const folder = folderWith({ 'a.ipynb': writeNotebook(parent).text, 'b.ipynb': text });
  const editor = await editorIn(folder);
  const uri = pathToFileURL(path.join(folder, 'b.ipynb')).href;
  await editor.openText(uri, text);
  await known(editor, uri);
  const position = editor.document(uri).rangeOf('aaaaaaaaaaaa').start;
  const hover = await ask<Hover | null>(editor, 'textDocument/hover', uri, position);
  expect((hover!.contents as MarkupContent).value).toBe('\\[x\\](command:y) \\<img src=z\\> \ufffd: draft · a.ipynb');
  const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  const [hint] = await ask<InlayHint[]>(editor, 'textDocument/inlayHint', uri, undefined, { range });
  expect(hint?.label).toBe('[x](command:y) <img src=z> \ufffd');
});

test('Should show the titles of parents behind their ids', async () => {
  const { editor, uri } = await asText('03_rates.ipynb');
  const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  const hints = await ask<InlayHint[]>(editor, 'textDocument/inlayHint', uri, undefined, { range });
  expect(hints.map(({ label, position }) => [label, lineBefore(editor, uri, position)])).toEqual([
    ['Count cells', '"c0untsc0unts"'],
  ]);
});

function lineBefore(editor: Editor, uri: string, position: Position): string {
  return editor
    .document(uri)
    .slice({ start: { ...position, character: 0 }, end: position })
    .trim();
}

describe('Completing a parent', () => {
  const complete = async (editor: Editor, uri: string, position: Position) => {
    const result = await ask<CompletionList | CompletionItem[] | null>(
      editor,
      'textDocument/completion',
      uri,
      position,
    );
    return Array.isArray(result) ? result : (result?.items ?? []);
  };

  test('Should offer other notebooks by title: first who writes what it reads, then the nearer; none that comes from it', async () => {
    const { editor, uri } = await asText('02_counts.ipynb');
    await editor.type(uri, '"imp0rtimp0rt"', '""');
    const position = { ...editor.document(uri).rangeOf('"parent": ""').end };
    const items = await complete(editor, uri, { ...position, character: position.character - 1 });
    expect(items.map(({ label, textEdit, detail }) => [label, textEdit?.newText, detail])).toEqual([
      ['Import the plates', 'imp0rtimp0rt', 'version 2 · unverified · 01_import.ipynb'],
    ]);
  });

  test('Should go on while the text is broken, by the words of the title, and write the id', async () => {
    const { editor, uri } = await asText('figures/04_figures.ipynb');
    await editor.type(uri, '"ratesratesra"', '"ratesratesra", "coun');
    const items = await complete(editor, uri, editor.document(uri).rangeOf('"ratesratesra", "coun').end);
    expect(items.map(({ label }) => label)).toEqual(['Count cells']);
    const [item] = items;
    await editor.change(uri, [item!.textEdit as { range: Location['range']; newText: string }]);
    expect(editor.text(uri)).toContain('"ratesratesra", "c0untsc0unts');
  });

  test('Should be offered in a call of header in a cell', async () => {
    const { editor, tab, code } = await asCells('notes.ipynb');
    const start = { line: 0, character: 0 };
    await tab.change(code, [{ range: { start, end: start }, newText: 'header(parent=["Fig\n' }]);
    const items = await complete(editor, code, { line: 0, character: 'header(parent=["Fig'.length });
    expect(items.map(({ label }) => label)).toEqual(['Figures for a talk', 'Figures of the paper']);
  });

  test('Should not be offered elsewhere', async () => {
    const { editor, uri, at } = await asText('02_counts.ipynb');
    for (const word of ['c0untsc0unts', 'data/plates', '"version"'])
      expect(await complete(editor, uri, at(word))).toEqual([]);
  });
});

describe('The hierarchy of types', () => {
  const prepare = (editor: Editor, uri: string, position: Position) =>
    ask<TypeHierarchyItem[] | null>(editor, 'textDocument/prepareTypeHierarchy', uri, position);
  const names = (items: readonly TypeHierarchyItem[] | null) => items?.map(({ name }) => name);

  test('Should have parents above a notebook and children below it, over the whole way', async () => {
    const { editor, uri, at } = await asText('03_rates.ipynb');
    const [own] = (await prepare(editor, uri, at('"nbformat"'))) ?? [];
    expect(own).toMatchObject({ name: 'Growth rates', detail: 'version 1 · draft · 03_rates.ipynb' });
    const parents = await editor.request<TypeHierarchyItem[]>('typeHierarchy/supertypes', { item: own });
    expect(names(parents)).toEqual(['Count cells']);
    expect(names(await editor.request('typeHierarchy/supertypes', { item: parents[0] }))).toEqual([
      'Import the plates',
    ]);
    expect(names(await editor.request('typeHierarchy/subtypes', { item: own }))).toEqual([
      'Figures for a talk',
      'Figures of the paper',
    ]);
  });

  test('Should start from the parent on whose id it is asked', async () => {
    const { editor, uri, at } = await asText('03_rates.ipynb');
    expect(names(await prepare(editor, uri, at('c0untsc0unts')))).toEqual(['Count cells']);
  });

  test('Should start from the title cell, and leave code to other servers', async () => {
    const { editor, title, code, at } = await asCells('03_rates.ipynb');
    expect(names(await prepare(editor, title, { line: 0, character: 0 }))).toEqual(['Growth rates']);
    expect(await prepare(editor, code, at('diff'))).toBeNull();
    expect(names(await prepare(editor, code, at('data/rates.csv')))).toEqual(['Growth rates']);
  });

  test('Should have nothing around an item of a notebook that is gone, or that is no item', async () => {
    const { editor } = await asText('03_rates.ipynb');
    const item = { data: { file: '/nowhere.ipynb' } };
    expect(await editor.request('typeHierarchy/supertypes', { item })).toBeNull();
    expect(await editor.request('typeHierarchy/subtypes', { item: {} })).toBeNull();
  });
});

test('Should show the flow of data as calls: in from who writes what it reads, out to who reads what it writes', async () => {
  const { editor, uri, project, at } = await asText('02_counts.ipynb');
  const [own] = await ask<TypeHierarchyItem[]>(editor, 'textDocument/prepareCallHierarchy', uri, at('# Count'));
  const incoming = await editor.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item: own });
  expect(
    incoming.map(({ from, fromRanges: [range] }) => [from.name, shown(project, [{ uri: from.uri, range: range! }])]),
  ).toEqual([['Import the plates', ['01_import.ipynb: \\"data/plates.parquet\\"']]]);
  const outgoing = await editor.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item: own });
  expect(outgoing.map(({ to, fromRanges: [range] }) => [to.name, shown(project, [{ uri, range: range! }])])).toEqual([
    ['Growth rates', ['02_counts.ipynb: \\"data/counts.csv\\"']],
    ['Figures of the paper', ['02_counts.ipynb: \\"data/counts.csv\\"']],
  ]);
});

test('Should find notebooks of the workspace by title, by id and by path', async () => {
  const project = study();
  const editor = await editorIn(project.folder);
  const find = async (query: string) =>
    (await editor.request<SymbolInformation[]>('workspace/symbol', { query })).map(({ name, containerName }) => [
      name,
      containerName,
    ]);
  expect(await find('rates')).toEqual([['Growth rates (ratesratesra)', '03_rates.ipynb']]);
  expect(await find('FIGURES talk')).toEqual([['Figures for a talk', 'figures/04_figures-Copy1.ipynb']]);
  expect(await find('imp0')).toEqual([['Import the plates (imp0rtimp0rt)', '01_import.ipynb']]);
  expect(await find('notes.ipynb')).toEqual([['Notes', 'notes.ipynb']]);
  expect(await find('nothing like it')).toEqual([]);
  expect(await find('')).toHaveLength(6);
});
