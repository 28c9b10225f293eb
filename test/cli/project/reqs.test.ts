import { describe, expect, test } from 'vitest';
import { folderWith } from '../program.ts';
import { initialized, notebookWith, run, textOf } from './files.ts';

function recording(pypackage: object): string {
  return notebookWith('', { ...initialized, pypackage });
}

describe('nbls reqs', () => {
  const files = {
    'a.ipynb': recording({ numpy: '1.9', PyYAML: '6.0', scipy: '' }),
    'b.ipynb': recording({ numpy: '1.26.4', pyyaml: '6.0' }),
    'c.ipynb': recording({ numpy: '1.26.4rc1', scipy: '' }),
  };

  test('writes what the records need together, the highest version of each by PEP 440', async () => {
    const folder = folderWith(files);
    const { code, out, err } = await run(folder, 'reqs', '.');
    expect(textOf(folder, 'requirements.txt')).toBe('numpy==1.26.4\nPyYAML==6.0\nscipy\n');
    expect({ code, out }).toEqual({ code: 0, out: 'Wrote requirements.txt: 3 packages of 3 notebooks.\n' });
    expect(err).toBe(
      'numpy is recorded in different versions: 1.9 (a.ipynb), 1.26.4rc1 (c.ipynb), 1.26.4 (b.ipynb). 1.26.4 is taken.\n',
    );
  });

  test('replaces no file that says something else, unless it is told to', async () => {
    const folder = folderWith({ ...files, 'requirements.txt': 'mine\n' });
    const { code, err } = await run(folder, 'reqs', '.');
    expect(code).toBe(2);
    expect(err).toContain(
      'requirements.txt is there and says something else: --diff shows what would change, --force replaces it.',
    );
    expect(textOf(folder, 'requirements.txt')).toBe('mine\n');
    expect((await run(folder, 'reqs', '.', '--diff')).out).toContain('-mine\n+numpy==1.26.4\n');
    expect((await run(folder, 'reqs', '.', '--force')).code).toBe(0);
    expect(textOf(folder, 'requirements.txt')).toBe('numpy==1.26.4\nPyYAML==6.0\nscipy\n');
    expect((await run(folder, 'reqs', '.')).code).toBe(0);
  });

  test('writes elsewhere, or to standard output', async () => {
    const folder = folderWith(files);
    expect((await run(folder, 'reqs', 'a.ipynb', '-o', '-')).out).toBe('numpy==1.9\nPyYAML==6.0\nscipy\n');
    await run(folder, 'reqs', 'b.ipynb', '--output', 'b.txt');
    expect(textOf(folder, 'b.txt')).toBe('numpy==1.26.4\npyyaml==6.0\n');
  });

  test('names notebooks without a record and such as cannot be read, and does the others', async () => {
    const folder = folderWith({ ...files, 'new.ipynb': notebookWith(''), 'broken.ipynb': '{' });
    const { code, err } = await run(folder, 'reqs', '.');
    expect(code).toBe(1);
    expect(err).toContain('nbls: new.ipynb: It has no record: init or sync makes one.\n');
    expect(err).toContain('nbls: broken.ipynb: It is left alone');
    expect(textOf(folder, 'requirements.txt')).toContain('numpy==1.26.4\n');
  });

  test('writes no line that pip would take for something else than a package', async () => {
    const folder = folderWith({
      'a.ipynb': recording({
        '--index-url https://example.org': '1',
        'numpy\nevil': '1',
        'pandas @ https://example.org/x.zip': '',
        scipy: '1.0\n--pre',
        polars: 'latest',
        torch: '2.1.0+cu118',
      }),
    });
    const { code, err } = await run(folder, 'reqs', '.');
    expect(code).toBe(1);
    expect(textOf(folder, 'requirements.txt')).toBe('polars\nscipy\ntorch==2.1.0+cu118\n');
    expect(err.trim().split('\n')).toHaveLength(5);
    expect(err).toContain('nbls: a.ipynb records `polars latest`, which is no name or no version: it is left out.\n');
  });

  test('tells a program what is recorded where', async () => {
    const { out } = await run(folderWith(files), 'reqs', 'a.ipynb', 'b.ipynb', '--json');
    expect(JSON.parse(out)).toMatchObject({
      output: 'requirements.txt',
      requirements: [
        {
          name: 'numpy',
          version: '1.26.4',
          recorded: [
            { version: '1.9', paths: ['a.ipynb'] },
            { version: '1.26.4', paths: ['b.ipynb'] },
          ],
        },
        { name: 'PyYAML', version: '6.0', recorded: [{ version: '6.0', paths: ['a.ipynb', 'b.ipynb'] }] },
        { name: 'scipy', version: '', recorded: [] },
      ],
      failed: [],
      unusable: [],
    });
  });

  test('needs to be told of what', async () => {
    expect(await run(folderWith(files), 'reqs')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nbls reqs .'),
    });
  });
});
