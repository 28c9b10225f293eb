import { describe, expect, test } from 'vitest';
import { credentials } from '../support/credentials.ts';
import { writeNotebook } from '../support/notation.ts';
import { folderWith, nbls } from './program.ts';

const token = credentials['a GitHub token'];
const key = credentials['a private key'];

const outputs = [
  { output_type: 'stream', name: 'stdout', text: ['logged in\n', `with ${token}\n`] },
  { output_type: 'error', ename: 'ValueError', evalue: `bad token ${token}`, traceback: [] },
];

/** In a source beside another finding, over several lines, in the outputs, and where an exception repeats it. */
const text = writeNotebook(`
--- code [1] ${JSON.stringify({ outputs })}
login(token="${token}", as_name=who)
print(where); key = """${key}"""; print(who)
`).text;

const minified = JSON.stringify(JSON.parse(text));

const formats = ['text', 'concise', 'json', 'ndjson', 'github', 'gitlab', 'sarif', 'junit'];

describe('A credential', () => {
  test('Should be reported at its line, in words', async () => {
    const { code, out } = await nbls(['check', '--format', 'concise', 'a.ipynb'], {
      folder: folderWith({ 'a.ipynb': text }),
    });
    expect(code).toBe(1);
    const lines = out.split('\n').filter((line) => line.includes(' secret'));
    expect(lines.map((line) => line.replace(/^a\.ipynb:\d+:\d+: /, ''))).toEqual([
      'cell 1: error secret: An output shows a GitHub token. Revoke it, and clear the output.',
      'cell 1: error secret: An output shows a GitHub token. Revoke it, and clear the output.',
      'cell 1, line 1: error secret: A GitHub token stands in the source. Revoke it, and read it from the environment instead.',
      'cell 1, line 2: error secret: A private key stands in the source. Revoke it, and read it from the environment instead.',
    ]);
  });

  test.each(formats)('Should not be repeated in the format %s, whatever else is found on its line', async (format) => {
    const folder = folderWith({ 'a.ipynb': text, 'b.ipynb': minified });
    const { out, err } = await nbls(['check', '--format', format], { folder });
    expect(out).toContain('undefined-name');
    expect(out).toContain('failed-cell');
    for (const part of [token, token.slice(4, 20), ...key.split('\n').slice(1)]) {
      expect(out).not.toContain(part);
      expect(err).not.toContain(part);
    }
  });

  test('Should not be shown beside what a fix would change', async () => {
    const near = writeNotebook(`--- code [1] without=id stdout=${token}\nx = 1\n`).text;
    const folder = folderWith({ 'a.ipynb': near, 'b.ipynb': near.replace(token, 'nothing') });
    const { out } = await nbls(['check', '--diff'], { folder });
    expect(out).toContain('# a.ipynb holds credentials: what would change in it is not shown.\n--- a/b.ipynb\n');
    expect(out).not.toContain(token);
  });

  test('Should not be looked for where the rule is off', async () => {
    const folder = folderWith({ 'a.ipynb': text, 'nbproject.toml': 'ignore = ["secret"]\n' });
    const { out } = await nbls(['check', '--format', 'concise'], { folder });
    expect(out).not.toContain(' secret');
  });

  test('Should be cleared from the outputs when asked', async () => {
    const folder = folderWith({ 'a.ipynb': writeNotebook(`--- code [1] stdout=${token}\nx = 1\n`).text });
    await nbls(['check', '--fix', '--unsafe-fixes'], { folder });
    const { out } = await nbls(['check', '--format', 'concise'], { folder });
    expect(out).not.toContain(' secret');
  });
});
