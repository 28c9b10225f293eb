import { describe, expect, test } from 'vitest';
import type { PositionEncoding } from '../../../server/src/notebook/index.ts';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { writeNotebook } from '../../support/notation.ts';

const uri = 'file:///home/ada/analysis.ipynb';

const record = `--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00"}}`;

const untitled = writeNotebook(`
--- code [1]
x = 1
--- code [3]
y = 2
${record}
`).text;

const titled = writeNotebook(`
--- markdown
# Title
--- code [1]
x = 1
--- code [2]
y = 2
${record}
`).text;

/** Two titles: the finding lies inside a source, behind whatever the line begins with. */
const twoTitles = writeNotebook(`
--- markdown
# One
--- markdown
# Two é😀 end
${record}
`).text;

describe('Opening a notebook as text', () => {
  test('Should publish its findings at their places, with the version of the text', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, untitled, 'json', 7);
    expect(await editor.findings(uri)).toEqual([
      ['missing-title', '{'],
      ['execution-gap', '3'],
    ]);
    expect(editor.published(uri)?.version).toBe(7);
  });

  test('Should publish an empty list for a notebook without findings', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, titled);
    expect(await editor.diagnostics(uri)).toEqual([]);
  });

  test.each<PositionEncoding>(['utf-8', 'utf-16', 'utf-32'])(
    'Should count the characters before a finding in %s, whether escaped or not',
    async (encoding) => {
      const editor = await Editor.start({ ...usualCapabilities, general: { positionEncodings: [encoding] } });
      const source = '# Two é😀 end';
      const escaped = '# Two \\u00e9\\ud83d\\ude00 end';
      const onOneLine = JSON.stringify(JSON.parse(twoTitles));
      const written = {
        plain: [twoTitles, source],
        escaped: [twoTitles.replace(source, escaped), escaped],
        minified: [onOneLine.replace('"# One"', '"# One é😀"'), source],
        'with a byte order mark and CRLF': [`\ufeff${twoTitles.replaceAll('\n', '\r\n')}`, source],
      } as const;
      for (const [layout, [text, title]] of Object.entries(written)) {
        const at = `file:///home/ada/${layout}.ipynb`;
        await editor.openText(at, text);
        // The byte-order mark is a finding of its own.
        const found = (await editor.findings(at)).filter(([code]) => code !== 'invalid-json');
        expect([layout, found]).toEqual([layout, [['multiple-titles', title]]]);
      }
    },
  );

  test.each([
    [['utf-32', 'utf-8', 'utf-16'], 'utf-32'],
    [['utf-8', 'utf-16', 'utf-32'], 'utf-8'],
    [['utf-7', 'utf-16'], 'utf-16'],
    [[], 'utf-16'],
    [undefined, 'utf-16'],
  ])('Should answer the encodings %j with the first one known', async (offered, chosen) => {
    const editor = Editor.connect();
    const general = offered && { positionEncodings: offered };
    const { capabilities } = await editor.initialize({ ...(general && { general }) });
    expect(capabilities.positionEncoding).toBe(chosen);
  });

  test('Should take an empty text for a notebook about to be written', async () => {
    const editor = await Editor.start();
    for (const empty of ['', ' \n', '\ufeff']) {
      await editor.openText(uri, empty);
      expect(await editor.diagnostics(uri)).toEqual([]);
      await editor.closeText(uri);
    }
  });

  test('Should leave documents of other names alone', async () => {
    const editor = await Editor.start();
    for (const other of ['file:///a/data.json', 'file:///a/x.ipynb.py', 'file:///ipynb', 'git:/a/x.json?x.ipynb']) {
      await editor.openText(other, untitled);
      await editor.change(other, [{ range: editor.document(other).rangeOf('x = 1'), newText: 'x = 2' }]);
      expect(await editor.codeActions(other)).toEqual([]);
    }
    await editor.settle();
    expect(editor.received<{ uri: string }>('textDocument/publishDiagnostics').map((one) => one.uri)).toEqual([
      expect.stringContaining('barrier'),
    ]);
  });

  test.each([
    'file:///c%3A/Users/Ada/My%20Notebook.ipynb',
    'file:///C:/Users/Ada/x.ipynb',
    'file:///home/ada/copy%20(2).ipynb',
    'file:///home/ada/copy%20%282%29.ipynb',
    'file:///home/ada/%C3%A9t%C3%A9.ipynb',
    'file:///home/ada/%zz.ipynb',
    'file:///home/ada/x.IPYNB',
    'untitled:Untitled-1.ipynb',
    'vscode-remote://ssh-remote%2Bhost/home/ada/x.ipynb',
  ])('Should send back the URI as the client wrote it: %s', async (written) => {
    const editor = await Editor.start();
    await editor.openText(written, untitled);
    const codes = (await editor.findings(written)).map(([code]) => code);
    expect(codes).toContain('missing-title');
    const insert = (await editor.codeActions(written)).find(({ title }) => title.startsWith('Insert title'));
    await editor.choose(insert);
    expect((await editor.findings(written)).map(([code]) => code)).not.toContain('missing-title');
  });
});

describe('Changing the text of a notebook', () => {
  test('Should publish what the newest text has', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, untitled);
    await editor.type(uri, '3', '2');
    expect(await editor.findings(uri)).toEqual([['missing-title', '{']]);
    await editor.replaceAll(uri, titled);
    expect(await editor.findings(uri)).toEqual([]);
    await editor.type(uri, '# Title', 'Title');
    expect(await editor.findings(uri)).toEqual([['missing-title', '{']]);
  });

  test('Should take several changes in one message, each on the text that the one before it made', async () => {
    const editor = await Editor.start();
    const document = await editor.openText(uri, untitled);
    const grown = document.content.replace('x = 1', 'x = 1\\n\\n');
    const changes = [
      { range: document.rangeOf('x = 1'), text: 'x = 1\\n\\n' },
      { text: grown.replace('"execution_count": 3', '"execution_count": 4') },
    ];
    document.content = changes[1]?.text ?? '';
    document.version = 5;
    await editor.notify('textDocument/didChange', { textDocument: { uri, version: 5 }, contentChanges: changes });
    expect(await editor.findings(uri)).toEqual([
      ['missing-title', '{'],
      ['execution-gap', '4'],
    ]);
  });

  test('Should clear the findings of a document that is closed, also in the moment of a change', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, untitled);
    await editor.diagnostics(uri);
    const typed = editor.type(uri, 'x = 1', 'x = 10');
    const closed = editor.closeText(uri);
    await Promise.all([typed, closed]);
    await editor.until(() => editor.published(uri)?.diagnostics.length === 0);
    await editor.settle();
    expect(editor.published(uri)?.diagnostics).toEqual([]);
    expect(await editor.request('textDocument/codeLens', { textDocument: { uri } })).toBeNull();
  });
});

describe('Text that is broken for a while', () => {
  const broken = '"nbformat": 4';

  test('Should say nothing of text that is whole again before the wait is over', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, titled);
    await editor.diagnostics(uri);
    await Promise.all([
      editor.type(uri, broken, '"nbformat": 4 4'),
      editor.type(uri, '"nbformat": 4 4', '"nbformat": 4 44'),
      editor.type(uri, '"nbformat": 4 44', broken),
    ]);
    await editor.diagnostics(uri);
    expect(editor.publishedLists(uri).flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });

  test('Should report one problem while it is broken, after the wait, and none before because somebody asks', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, untitled);
    await editor.diagnostics(uri);
    await editor.type(uri, broken, '"nbformat" 4');
    await editor.codeActions(uri);
    await editor.notify('workspace/didChangeConfiguration', { settings: { nbproject: {} } });
    await editor.settle();
    expect(editor.published(uri)?.version).toBe(0);
    expect(await editor.findings(uri)).toEqual([['invalid-json', '4']]);
    await editor.type(uri, '"nbformat" 4', broken);
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['missing-title', 'execution-gap']);
  });

  test('Should answer for header and hover from the text as it last was whole', async () => {
    const editor = await Editor.start();
    const document = await editor.openText(uri, titled);
    await editor.type(uri, '# Title', '# Newer title');
    await editor.type(uri, '"cell_type": "markdown"', '"cell_type": markdown');
    expect(await editor.findings(uri)).toEqual([['invalid-json', 'markdown']]);
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({
      title: 'Newer title',
      record: { id: 'Rx2s9cPTMQLY' },
      problems: { error: 1 },
    });
    const position = document.rangeOf('Rx2s9cPTMQLY').start;
    expect(await editor.request('textDocument/hover', { textDocument: { uri }, position })).toMatchObject({
      contents: { value: expect.stringContaining('Rx2s') },
    });
  });
});

describe('A text in a buffer named like a notebook that is no notebook in any form', () => {
  const script = '# Title\nx = 1\n';

  async function openScript(editor: Editor, languageId: string, text = script): Promise<void> {
    await editor.openText(uri, text, languageId);
    await editor.settle();
  }

  test.each([
    ['python', script],
    ['markdown', '---\ntitle: A page\n---\n# Title\n'],
    ['json', script],
    ['python', '["not", "json"]\n'],
  ])('Should be left alone (%s)', async (languageId, text) => {
    const editor = await Editor.start();
    await openScript(editor, languageId, text);
    await editor.type(uri, text.slice(0, 3), `${text.slice(0, 3)} `);
    expect(await editor.request('nbproject/header', { uri })).toBeNull();
    for (const method of ['codeLens', 'documentSymbol', 'foldingRange']) {
      expect(await editor.request(`textDocument/${method}`, { textDocument: { uri } })).toBeNull();
    }
    const lines = () =>
      editor.received<{ message: string }>('window/logMessage').filter((one) => one.message.includes(uri));
    await editor.until(() => lines().length > 0);
    await editor.settle();
    expect(editor.publishedLists(uri)).toEqual([]);
    expect(lines()).toHaveLength(1);
  });

  test('Should become a notebook when it is replaced as a whole, and a script again', async () => {
    const editor = await Editor.start();
    await openScript(editor, 'json');
    await editor.replaceAll(uri, untitled);
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(['missing-title', 'execution-gap']);
    const whole = editor.document(uri).rangeAt(0, untitled.length);
    await editor.change(uri, [{ range: whole, newText: script }]);
    await editor.until(() => editor.published(uri)?.diagnostics.length === 0);
    expect(await editor.request('nbproject/header', { uri })).toBeNull();
  });

  test('Should be a notebook where the text is JSON, whatever language the editor names', async () => {
    const editor = await Editor.start();
    for (const languageId of ['js-json', 'ipynb', 'python', 'markdown', '']) {
      await editor.openText(uri, untitled, languageId);
      expect((await editor.findings(uri)).map(([code]) => code)).toContain('missing-title');
      await editor.closeText(uri);
    }
  });

  test('Should tell the two halves of a merge conflict from a script', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, `<<<<<<< HEAD\n${titled}=======\n${untitled}>>>>>>> other\n`);
    expect(await editor.findings(uri)).toEqual([['invalid-json', expect.stringContaining('<<<<<<<')]]);
  });
});
