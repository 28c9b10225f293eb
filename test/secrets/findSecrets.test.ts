import { describe, expect, test } from 'vitest';
import { editNotebook, readNotebook, Text } from '../../server/src/notebook/index.ts';
import { findSecrets } from '../../server/src/secrets/index.ts';
import { credentials } from '../support/credentials.ts';
import { nbformatText, notebookOf } from '../support/notation.ts';

const token = credentials['a GitHub token'];

async function secretsIn(notation: string) {
  const notebook = notebookOf(notation);
  const lookup = await findSecrets(notebook);
  return notebook.cells.map((cell) => lookup(cell));
}

async function secretsInOutput(output: object) {
  const [found] = await secretsIn(`--- code [1] ${JSON.stringify({ outputs: [output] })}\nx`);
  return found;
}

describe('In sources', () => {
  test.each(Object.entries(credentials))('Should find %s', async (kind, credential) => {
    const [found = []] = await secretsIn(`--- code [1]\nx = 1\ny = '''${credential}'''\n`);
    expect(found.map((one) => one.kind)).toContain(kind);
  });

  test('Should look at cells of every type, and say where it stands', async () => {
    expect(await secretsIn(`--- markdown\nUse ${token}.\n--- raw\n${token}\n--- code [ ]\nx\n`)).toEqual([
      [{ in: 'source', kind: 'a GitHub token', start: 4, end: 4 + token.length }],
      [{ in: 'source', kind: 'a GitHub token', start: 0, end: token.length }],
      [],
    ]);
  });

  test.each([
    `ghp_${'x'.repeat(36)}`,
    `ghp_${'0123'.repeat(9)}`,
    `token = "<token>"`,
    `api_key = "YOUR_API_KEY"`,
    `aws_secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"`,
    `"postgres://user:password@localhost/db"`,
    `f"postgres://{user}:{password}@localhost/db"`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's.
    '"postgres://ada:${PASSWORD}@localhost/db"',
    `"https://<user>:<password>@files.lab.org/x"`,
  ])('Should pass over the placeholder %s', async (placeholder) => {
    expect(await secretsIn(`--- code [ ]\nx = ${placeholder}\n`)).toEqual([[]]);
  });

  test('Should let a comment of secretlint silence the cell that it stands in, and no other', async () => {
    const [first, second] = await secretsIn(
      `--- code [ ]\n# secretlint-disable\na = "${token}"\n--- code [ ]\nb = "${token}"\n`,
    );
    expect(first).toEqual([]);
    expect(second).toHaveLength(1);
  });

  test('Should find nothing that goes from one cell to the next', async () => {
    const key = credentials['a private key'];
    const middle = key.indexOf('\n') + 40;
    expect(await secretsIn(`--- raw\n${key.slice(0, middle)}\n--- raw\n${key.slice(middle)}\n`)).toEqual([[], []]);
  });
});

describe('In outputs', () => {
  test.each([
    [{ output_type: 'stream', name: 'stdout', text: ['one\n', `${token}\n`] }, ['outputs', 0, 'text', 1]],
    [{ output_type: 'stream', name: 'stderr', text: `one\n${token}\n` }, ['outputs', 0, 'text']],
    [
      { output_type: 'display_data', metadata: {}, data: { 'text/plain': [token] } },
      ['outputs', 0, 'data', 'text/plain', 0],
    ],
    [
      { output_type: 'error', ename: 'E', evalue: '', traceback: ['here', `\u001b[31m${token}\u001b[0m`] },
      ['outputs', 0, 'traceback', 1],
    ],
    [{ output_type: 'error', ename: 'E', evalue: `no ${token}`, traceback: [] }, ['outputs', 0, 'evalue']],
  ])('Should name the line of %j', async (output, path) => {
    expect(await secretsInOutput(output)).toEqual([{ in: 'output', kind: 'a GitHub token', path }]);
  });

  test('Should not look into what is encoded', async () => {
    const data = { 'image/png': token, 'application/json': token };
    expect(await secretsInOutput({ output_type: 'display_data', metadata: {}, data })).toEqual([]);
  });

  test.each([
    null,
    3,
    'text',
    [],
    { output_type: 'stream', text: 7 },
    { output_type: 'stream', text: [7, null, [token]] },
    { data: [] },
  ])('Should be at peace with the output %j', async (output) => {
    expect(await secretsInOutput(output as object)).toEqual([]);
  });
});

describe('What was found', () => {
  test('Should still be known of cells that an edit elsewhere left alone, and of the same text anywhere', async () => {
    const text = nbformatText({
      cells: ['x', token].map((source) => ({ cell_type: 'raw', id: source.slice(0, 3), metadata: {}, source })),
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    });
    const before = readNotebook('a', Text.from(text));
    const lookup = await findSecrets(before.notebook);
    const at = text.indexOf('"x"') + 1;
    const after = editNotebook(before, { start: at, end: at + 1, newText: 'y' }).notebook;
    expect(after.cells.map((cell) => lookup(cell).length)).toEqual([0, 1]);
    expect(readNotebook('a', Text.from(text)).notebook.cells.map((cell) => lookup(cell).length)).toEqual([0, 1]);
  });

  test('Should not grow with the square of a long text', async () => {
    const lines = `${'postgres://a:b '.repeat(2000)}${'-----BEGIN RSA PRIVATE KEY-----\n'.repeat(2000)}${'ghp_ https:// SG. '.repeat(2000)}`;
    const started = performance.now();
    await secretsIn(`--- raw\n${lines}\n`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
