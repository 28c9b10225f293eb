import type { Header } from 'nbproject-protocol';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { jsonOf, writeNotebook } from '../../support/notation.ts';

const uri = 'file:///home/ada/first_look.ipynb';

const notation = `
--- code [2] stdout=hello
x = 1
--- code [5]
y = 2
`;
const { text } = writeNotebook(notation);

/** A refusal as each editor words it. */
const refused = { applied: false, failureReason: 'The version is stale.' };

function declined(): never {
  throw new Error('declined by its user');
}

function cellsIn(editor: Editor): { source: string[]; execution_count?: number; outputs?: unknown[] }[] {
  return JSON.parse(editor.text(uri)).cells;
}

async function errorOf(answer: Promise<unknown>): Promise<{ code: number; message: string }> {
  return answer.then(
    (result) => {
      throw new Error(`answered with ${JSON.stringify(result)}`);
    },
    (error) => error,
  );
}

describe('Commands', () => {
  test('Should initialize a notebook without a record, and tell where there is one', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    expect(await editor.execute('nbproject.initialize', { uri })).toBeNull();
    const { nbproject } = JSON.parse(editor.text(uri)).metadata;
    expect(nbproject).toMatchObject({ id: expect.stringMatching(/^[0-9A-Za-z]{12}$/), version: '1' });
    const initialized = editor.text(uri);
    await editor.execute('nbproject.initialize', { uri });
    expect(editor.text(uri)).toBe(initialized);
    expect(editor.received('window/showMessage')).toMatchObject([{ type: 3 }]);
  });

  test('Should insert a title once', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    await editor.execute('nbproject.insertTitle', { uri });
    await editor.execute('nbproject.insertTitle', { uri });
    expect(cellsIn(editor).map(({ source }) => source)).toEqual([['# First look'], ['x = 1'], ['y = 2']]);
    expect(editor.received('workspace/applyEdit')).toMatchObject([{ label: 'Insert title cell' }]);
  });

  test('Should clear outputs and counts', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    await editor.execute('nbproject.clearOutputs', { uri });
    expect(cellsIn(editor)).toMatchObject([
      { execution_count: null, outputs: [] },
      { execution_count: null, outputs: [] },
    ]);
  });

  test('Should fix all that is safe', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text.replace('cell-2', 'cell-1'));
    await editor.execute('nbproject.fixAll', { uri });
    expect((await editor.findings(uri)).map(([code]) => code)).not.toContain('duplicate-cell-id');
  });

  test('Should show the header as a message to an editor that does not follow it, and return it', async () => {
    const { experimental: _, ...capabilities } = usualCapabilities;
    const editor = await Editor.start(capabilities);
    await editor.openText(uri, text);
    expect(await editor.execute<Header>('nbproject.showHeader', { uri })).toMatchObject({
      uri,
      state: 'uninitialized',
    });
    expect(editor.received('window/showMessage')).toEqual([{ type: 3, message: expect.stringContaining('problems') }]);
    const following = await Editor.start();
    await following.openText(uri, text);
    await following.execute('nbproject.showHeader', { uri });
    expect(following.received('window/showMessage')).toEqual([]);
  });

  test('Should have the notebook editor make them where the notebook is open as cells', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    await editor.execute('nbproject.insertTitle', { uri });
    await editor.execute('nbproject.initialize', { uri });
    await editor.execute('nbproject.clearOutputs', { uri });
    expect(tab.cells.map(({ text: { content }, metadata }) => [content, metadata?.execution_count])).toEqual([
      ['# First look', undefined],
      ['x = 1', null],
      ['y = 2', null],
    ]);
    expect(tab.metadata?.metadata).toMatchObject({ nbproject: { version: '1' } });
    expect(editor.received('workspace/applyEdit')).toEqual([]);
    expect(editor.received('window/showMessage')).toEqual([]);
  });

  test('Should take the URI of a cell for that of its notebook', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    await editor.execute('nbproject.insertTitle', { uri: tab.uriOf(1) });
    expect(tab.cells).toHaveLength(3);
  });

  test('Should be refused with a reason where they are called wrongly', async () => {
    const editor = await Editor.start();
    const wrong: [string, unknown[], number][] = [
      ['no.such', [{ uri }], -32602],
      ['nbproject.insertTitle', [], -32602],
      ['nbproject.insertTitle', [uri], -32602],
      ['nbproject.insertTitle', [null], -32602],
      ['nbproject.insertTitle', [{ uri }], -32803],
      ['nbproject.showHeader', [{ uri }], -32803],
      ['nbproject.applyFix', [{ uri }], -32803],
      ['constructor', [{ uri }], -32602],
    ];
    for (const [command, args, code] of wrong) {
      const { code: found } = await errorOf(editor.execute(command, ...args));
      expect([command, args, found]).toEqual([command, args, code]);
    }
  });

  test('Should fail with a reason where the text is broken', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text.slice(0, -20));
    const { code, message } = await errorOf(editor.execute('nbproject.initialize', { uri }));
    expect([code, message]).toEqual([-32803, expect.stringContaining('JSON is broken')]);
    expect(editor.received('window/showMessage')).toMatchObject([{ type: 1 }]);
    expect(editor.text(uri)).toBe(text.slice(0, -20));
  });
});

describe('An editor that does not make an edit', () => {
  test('Should get another one when its notebook has moved on since', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    editor.editAnswers.push(async () => {
      await editor.type(uri, 'x = 1', 'x = 100');
      return refused;
    });
    await editor.execute('nbproject.insertTitle', { uri });
    expect(cellsIn(editor).map(({ source }) => source)).toEqual([['# First look'], ['x = 100'], ['y = 2']]);
  });

  test('Should get another one when it tells of the change only after it has refused', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    editor.editAnswers.push(() => {
      // Emacs: what was typed is sent when the user rests.
      setTimeout(() => editor.type(uri, 'x = 1', 'x = 100'), 50);
      throw new Error('Edits on stale document');
    });
    await editor.execute('nbproject.insertTitle', { uri });
    expect(cellsIn(editor).map(({ source }) => source)).toEqual([['# First look'], ['x = 100'], ['y = 2']]);
  });

  test('Should get another one when it says that it made what it refused, as its user typed: Neovim does', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    editor.editAnswers.push(async () => {
      await editor.type(uri, 'x = 1', 'x = 100');
      return { applied: true };
    });
    await editor.execute('nbproject.insertTitle', { uri });
    expect(cellsIn(editor).map(({ source }) => source)).toEqual([['# First look'], ['x = 100'], ['y = 2']]);
  });

  test('Should get no other one when its user typed after it was made', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    editor.editAnswers.push(async () => {
      const [{ edit }] = editor.received<{ edit: object }>('workspace/applyEdit') as [{ edit: object }];
      await editor.apply(edit);
      await editor.type(uri, 'x = 1', 'x = 100');
      return { applied: true };
    });
    await editor.execute('nbproject.insertTitle', { uri });
    expect(cellsIn(editor).map(({ source }) => source)).toEqual([['# First look'], ['x = 100'], ['y = 2']]);
    expect(editor.received('workspace/applyEdit')).toHaveLength(1);
  });

  test('Should get no third one', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    let typed = 1;
    const refuse = async () => {
      await editor.type(uri, `x = ${typed}`, `x = ${++typed}`);
      return refused;
    };
    editor.editAnswers.push(refuse, refuse, refuse);
    expect(await errorOf(editor.execute('nbproject.insertTitle', { uri }))).toMatchObject({ code: -32803 });
    expect(editor.received('workspace/applyEdit')).toHaveLength(2);
  });

  test('Should be told of in a message and in the answer, and asked again the next time', async () => {
    const answers: [string, () => typeof refused | { applied: boolean }, reason: string][] = [
      ['refuses', () => refused, 'The version is stale.'],
      ['refuses without a reason', () => ({ applied: false }), 'no reason given'],
      ['answers with an error', declined, 'declined by its user'],
      ['says that it did, though it did not', () => ({ applied: true }), 'as it was'],
    ];
    // At once, since each is given a second to show that it has made the edit.
    const all = answers.map(async ([editorThat, answer, reason]) => {
      const editor = await Editor.start();
      await editor.openText(uri, text);
      editor.editAnswers.push(answer);
      const { code, message } = await errorOf(editor.execute('nbproject.insertTitle', { uri }));
      expect([editorThat, code, message]).toEqual([editorThat, -32803, expect.stringContaining(reason)]);
      expect(editor.received('window/showMessage')).toEqual([{ type: 1, message }]);
      expect(editor.text(uri)).toBe(text);
      await editor.execute('nbproject.insertTitle', { uri });
      expect(cellsIn(editor)).toHaveLength(3);
    });
    await Promise.all(all);
  });

  test('Should not be told of when it made the edit, and then answered that it did not', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    editor.editAnswers.push(async () => {
      const [{ edit }] = editor.received<{ edit: object }>('workspace/applyEdit') as [{ edit: object }];
      await editor.apply(edit);
      throw new Error('something after the edit went wrong');
    });
    expect(await editor.execute('nbproject.insertTitle', { uri })).toBeNull();
    expect(cellsIn(editor)).toHaveLength(3);
  });

  test('Should get another one as a notebook, too', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    editor.editAnswers.push(async () => {
      await tab.setMetadata({ ...tab.metadata, metadata: { language_info: { name: 'python' } } });
      return refused;
    });
    await editor.execute('nbproject.insertTitle', { uri });
    expect(tab.cells.map(({ text: { content } }) => content)).toEqual(['# First look', 'x = 1', 'y = 2']);
  });

  test('Should get none where it takes none', async () => {
    const { workspace: _, ...capabilities } = usualCapabilities;
    const editor = await Editor.start(capabilities);
    await editor.openText(uri, text);
    const { message } = await errorOf(editor.execute('nbproject.insertTitle', { uri }));
    expect(message).toContain('workspace/applyEdit');
  });

  test('Should not be waited for without end', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    await editor.diagnostics(uri);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    editor.editAnswers.push(() => new Promise(() => {}));
    const executed = errorOf(editor.execute('nbproject.insertTitle', { uri }));
    await editor.until(() => editor.received('workspace/applyEdit').length === 1);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(await executed).toMatchObject({ code: -32803, message: expect.stringContaining('has not answered') });
  });

  test('Should be served while it does not answer', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    let answer: (made: { applied: boolean }) => void = () => {};
    editor.editAnswers.push(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const executed = errorOf(editor.execute('nbproject.insertTitle', { uri }));
    await editor.until(() => editor.received('workspace/applyEdit').length === 1);
    await editor.type(uri, 'x = 1', 'x = (');
    expect(await editor.diagnostics(uri)).not.toEqual([]);
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({ uri });
    editor.editAnswers.push(() => refused);
    answer({ applied: false });
    expect(await executed).toMatchObject({ code: -32803 });
  });
});

describe('The notification headerDidChange', () => {
  const headers = (editor: Editor) =>
    editor.received<{ uri: string; header: Header }>('nbproject/headerDidChange').filter((one) => one.uri === uri);

  test('Should come after each analysis that changes the header, and no other', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    await editor.until(() => headers(editor).at(-1)?.header.problems.warning === 1);
    await editor.type(uri, 'y = 2', 'y = 3');
    await editor.diagnostics(uri);
    await editor.execute('nbproject.insertTitle', { uri });
    await editor.until(() => headers(editor).at(-1)?.header.title === 'First look');
    const texts = headers(editor).map(({ header }) => JSON.stringify(header));
    expect(texts.filter((one, index) => one === texts[index - 1])).toEqual([]);
  });

  test('Should go to no client that does not want it', async () => {
    const editor = await Editor.start({
      ...usualCapabilities,
      experimental: { nbproject: { applyNotebookEdit: true } },
    });
    await editor.openText(uri, text);
    await editor.diagnostics(uri);
    await editor.settle();
    expect(editor.received('nbproject/headerDidChange')).toEqual([]);
  });
});
