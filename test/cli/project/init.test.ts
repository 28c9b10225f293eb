import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../program.ts';
import { initialized, notebookWith, recordIn, run, textOf } from './files.ts';

const fresh = notebookWith('x = 1');

describe('nbls init', () => {
  test('gives every notebook of the folder a record, and lists them', async () => {
    const folder = folderWith({ 'a.ipynb': fresh, 'sub/b.ipynb': notebookWith('', initialized) });
    expect(await run(folder, 'init')).toMatchObject({
      code: 0,
      out: '2 notebooks: 1 initialized, 1 unchanged. Wrote nbproject_metadata.yml.\n',
      err: '',
    });
    const { id, time_init: time } = recordIn(folder, 'a.ipynb') as { id: string; time_init: string };
    expect(recordIn(folder, 'a.ipynb')).toEqual({
      id: expect.stringMatching(/^\w{12}$/),
      version: '0',
      time_init: time,
    });
    expect(textOf(folder, 'nbproject_metadata.yml')).toBe(`${id}:
  time_init: ${time.slice(0, 16).replace('T', ' ')}
  name: a.ipynb
  version: '0'
  location: .
Kq3vX8bTz1Wn:
  time_init: 2024-03-05 09:12
  name: b.ipynb
  version: '2'
  location: sub
  pypackage:
    numpy: 1.26.4
    PyYAML: ''
`);
  });

  test('changes nothing else in a notebook, and nothing in one that has its record', async () => {
    const compact = JSON.stringify(JSON.parse(fresh));
    const known = notebookWith('', initialized);
    const folder = folderWith({ 'a.ipynb': compact, 'b.ipynb': known });
    await run(folder, 'init');
    const record = JSON.stringify(recordIn(folder, 'a.ipynb'));
    expect(textOf(folder, 'a.ipynb')).toBe(
      compact.replace('"metadata":{},"nbformat"', `"metadata":{"nbproject":${record}},"nbformat"`),
    );
    expect(textOf(folder, 'b.ipynb')).toBe(known);
  });

  test('takes another folder, and leaves out what nbls check leaves out', async () => {
    const folder = folderWith({
      'outside.ipynb': fresh,
      'work/a.ipynb': fresh,
      'work/.venv/lib/b.ipynb': fresh,
      'work/.ipynb_checkpoints/a-checkpoint.ipynb': fresh,
      'work/drafts/c.ipynb': fresh,
      'work/nbproject.toml': 'exclude = ["drafts/"]\n',
    });
    expect((await run(folder, 'init', 'work')).out).toBe(
      '1 notebook: 1 initialized. Wrote work/nbproject_metadata.yml.\n',
    );
    expect(textOf(folder, 'outside.ipynb')).toBe(fresh);
  });

  test('names whom the configuration names', async () => {
    const folder = folderWith({ 'a.ipynb': fresh, 'nbproject.toml': 'author = { name = "Ada", handle = "al" }\n' });
    await run(folder, 'init');
    expect(recordIn(folder, 'a.ipynb')).toMatchObject({ user_handle: 'al', user_name: 'Ada' });
    expect(textOf(folder, 'nbproject_metadata.yml')).toContain('  user_handle: al\n  user_name: Ada\n');
  });

  test('takes an old `uid` for the id, and fills a record that lacks something', async () => {
    const folder = folderWith({ 'a.ipynb': notebookWith('', { uid: 'Kq3vX8bTz1Wn', parent: 'Zz9yX8wVu7Tt' }) });
    await run(folder, 'init');
    const filled = { uid: 'Kq3vX8bTz1Wn', id: 'Kq3vX8bTz1Wn', version: '0', parent: 'Zz9yX8wVu7Tt' };
    expect(recordIn(folder, 'a.ipynb')).toMatchObject(filled);
  });

  test('names the notebooks that it cannot read, and does the others', async () => {
    const folder = folderWith({
      'a.ipynb': fresh,
      'broken.ipynb': '{"cells": [',
      'latin.ipynb': Buffer.from([0x7b, 0xff]),
      'list.ipynb': notebookWith('', ['x']),
      'number.ipynb': notebookWith('', { id: 5 }),
      'old.ipynb': '{"nbformat": 3, "metadata": {}, "worksheets": []}',
    });
    const { code, out, err } = await run(folder, 'init');
    expect(code).toBe(1);
    expect(out).toBe('6 notebooks: 1 initialized, 5 left out. Wrote nbproject_metadata.yml.\n');
    const start = err.split('\n').map((line) => line.slice(0, 60));
    expect(start).toEqual([
      'nbls: broken.ipynb: It is left alone: its JSON is broken, or',
      'nbls: latin.ipynb: The file is not UTF-8, which notebooks ha',
      'nbls: list.ipynb: Its record `metadata.nbproject` is no obje',
      'nbls: number.ipynb: The id in its record is no text: `nbls c',
      'nbls: old.ipynb: It is left alone: its JSON is broken, or it',
      '',
    ]);
  });

  test('names a copy, of which the file can list one only', async () => {
    const folder = folderWith({
      'a.ipynb': notebookWith('', initialized),
      'copy.ipynb': notebookWith('', initialized),
    });
    const { code, err } = await run(folder, 'init');
    expect(code).toBe(1);
    expect(err).toBe(
      'nbls: copy.ipynb: It has the same id as a.ipynb, and one of them is a copy: give that one an id of its own.\n',
    );
    expect(textOf(folder, 'nbproject_metadata.yml')).toContain('name: a.ipynb');
  });

  test('leaves a folder alone that is in a project', async () => {
    const folder = folderWith({ 'sub/a.ipynb': fresh, 'nbproject_metadata.yml': '{}\n' });
    const { code, err } = await run(folder, 'init', 'sub');
    expect(code).toBe(2);
    expect(err).toMatch(/ is in a project already, that of .*nbproject_metadata\.yml: sync brings it up to date\.\n$/);
    expect(textOf(folder, 'sub/a.ipynb')).toBe(fresh);
  });

  test('lists nothing in a folder without notebooks, as nbproject does', async () => {
    const folder = folderWith({});
    expect((await run(folder, 'init')).out).toBe('No notebooks. Wrote nbproject_metadata.yml.\n');
    expect(textOf(folder, 'nbproject_metadata.yml')).toBe('{}\n');
  });

  test('shows with --diff what it would do, and does nothing', async () => {
    const folder = folderWith({ 'a.ipynb': fresh });
    const { code, out, err } = await run(folder, 'init', '--diff');
    expect(code).toBe(1);
    expect(out).toContain('--- a/a.ipynb\n');
    expect(out).toContain('+++ b/nbproject_metadata.yml\n');
    expect(err).toBe('1 notebook: 1 would be initialized. nbproject_metadata.yml would be written.\n');
    expect(textOf(folder, 'a.ipynb')).toBe(fresh);
    expect(existsSync(path.join(folder, 'nbproject_metadata.yml'))).toBe(false);
  });

  test('shows nothing of a notebook that holds credentials', async () => {
    const folder = folderWith({ 'a.ipynb': notebookWith(`key = "ghp_${'0123456789abcdefABCDEF0123456789abcd'}"`) });
    expect((await run(folder, 'init', '--diff')).out).toContain('# a.ipynb holds credentials');
  });

  test('tells a program what became of each file', async () => {
    const folder = folderWith({ 'a.ipynb': fresh, 'b.ipynb': '{' });
    const { out } = await run(folder, 'init', '--json');
    expect(JSON.parse(out)).toEqual({
      notebooks: [
        { path: 'a.ipynb', id: recordIn(folder, 'a.ipynb').id, status: 'changed' },
        { path: 'b.ipynb', status: 'failed', problem: expect.stringMatching(/^It is left alone/) },
      ],
      files: [{ path: 'nbproject_metadata.yml', status: 'changed' }],
    });
  });

  test.each([
    [['init', 'nowhere'], 'there is no folder nowhere'],
    [['init', 'a.ipynb'], 'there is no folder a.ipynb'],
    [['init', '.', '.'], 'init takes one folder, not 2'],
    [['init', '--diff', '--json'], '--diff and --json exclude each other'],
  ])('refuses %j', async (args, problem) => {
    const folder = folderWith({ 'a.ipynb': fresh });
    const { code, err } = await run(folder, ...args);
    expect(code).toBe(2);
    expect(err).toContain(problem);
    expect(textOf(folder, 'a.ipynb')).toBe(fresh);
  });
});
