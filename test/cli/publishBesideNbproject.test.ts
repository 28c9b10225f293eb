import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { nbprojectPython, runPython } from '../support/nbprojectPackage.ts';
import { writeNotebook } from '../support/notation.ts';
import { folderWith, nbls } from './program.ts';

const python = nbprojectPython();

/** Publishes from its last cell, as nbproject wants it. */
const code = `
--- markdown
# Growth of *yeast*
--- code [1]
from nbproject import header, publish
header()
--- code [2]
import json, yaml
import pydantic as p
from packaging.version import Version
import importlib_metadata
import no_such_module_here
--- code [3]
%matplotlib inline
def f():
    import orjson
--- code [4]
publish()
`;

const initialized = `${code}--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00.123456+00:00", "pypackage": {"psutil": "1.0", "gone": "2.0"},
  "parent": ["Zz9yX8wVu7Tt", "AbCdEfGhIjKl"], "user_handle": "ada", "user_id": "DzTjkKse", "user_name": "Ada <Lovelace>", "mine": {"x": [1.5, null]}}}
`;

/** Calls of nbproject's own functions on `a.ipynb`, as they are made from a kernel. */
const prelude = `
import nbproject
from nbproject import header, meta, publish
header(filepath="a.ipynb", env="test", metadata_only=True)
`;

function nbproject(folder: string, calls: string): Promise<string> {
  return runPython(python!, `${prelude}${calls}`, folder);
}

/** Nobody is known here, as nbproject knows nobody without lamindb. */
const nobody = { HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/nonexistent' };

async function nblsPublish(folder: string, ...options: string[]): Promise<void> {
  const { code: exitCode, err } = await nbls(['publish', 'a.ipynb', ...options], { folder, environment: nobody });
  expect([exitCode, err]).toEqual([0, '']);
}

function folderOf(notation: string): string {
  return folderWith({
    'a.ipynb': writeNotebook(notation).text,
    'nbproject.toml': `python = ${JSON.stringify(python)}\n`,
  });
}

function notebookIn(folder: string): { metadata: { nbproject: JsonObject }; cells: { outputs?: JsonObject[] }[] } {
  return JSON.parse(readFileSync(path.join(folder, 'a.ipynb'), 'utf8'));
}

function recordIn(folder: string): JsonObject {
  return notebookIn(folder).metadata.nbproject;
}

/** The header table in the second cell, without the time at which nbproject says that it was made. */
function tableIn(folder: string): string | undefined {
  const data = notebookIn(folder).cells[1]?.outputs?.[0]?.data as { 'text/html'?: string[] } | undefined;
  return data?.['text/html']?.join('').replace(/(<b>time_run<\/b><\/td><td[^>]*>)[^<]*/, '$1…');
}

const ours = ['time_published', 'python', 'source_sha256'];

function without(record: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

async function headerOf(folder: string): Promise<{ state: string; packages: { name: string; status: string }[] }> {
  const { out } = await nbls(['header', 'a.ipynb', '--json'], { folder, environment: nobody });
  return JSON.parse(out);
}

describe.skipIf(python === undefined)('Beside the Python package nbproject', () => {
  test('A new record should have the fields that nbproject gives it, in their order, with its defaults', async () => {
    const [theirs, mine] = [folderOf(code), folderOf(code)];
    await runPython(
      python!,
      'from nbproject import header\ntry: header(filepath="a.ipynb", env="test")\nexcept SystemExit: pass',
      theirs,
    );
    await nblsPublish(mine);
    const [one, other] = [recordIn(theirs), recordIn(mine)];
    const drawn = ['id', 'time_init', 'pypackage'];
    expect(without(other, [...drawn, ...ours])).toEqual(without(one, drawn));
    expect(Object.keys(without(other, ours))).toEqual(Object.keys(one));
    for (const record of [one, other]) {
      expect(record.id).toMatch(/^[0-9A-Za-z]{12}$/);
      expect(record.time_init).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    }
  });

  test.each([
    ['without one', code],
    ['with one', initialized],
  ])(
    'A publish of a notebook %s should write what nbproject’s own does, its packages among it',
    async (_, notation) => {
      const [theirs, mine] = [folderOf(notation), folderOf(notation)];
      await nblsPublish(mine, '--set-version', '2');
      if (notation === code) {
        // nbproject publishes no notebook that has no record.
        const { id, time_init } = recordIn(mine);
        const record = { id, version: '1', time_init };
        await runPython(
          python!,
          `import json
notebook = json.load(open("a.ipynb"))
notebook["metadata"]["nbproject"] = json.loads(${JSON.stringify(JSON.stringify(record))})
json.dump(notebook, open("a.ipynb", "w"))`,
          theirs,
        );
      }
      expect(await nbproject(theirs, 'print(publish(version="2", calling_statement="publish("))')).toContain('None');
      const [one, other] = [recordIn(theirs), recordIn(mine)];
      // nbproject forgets the author where it knows nobody.
      const authors = notation === code ? [] : ['user_handle', 'user_id', 'user_name'];
      expect(without(other, [...ours, ...authors])).toEqual(without(one, authors));
      expect(other.pypackage).toMatchObject({ PyYAML: expect.stringMatching(/^\d/), no_such_module_here: '' });
      expect((await headerOf(mine)).state).toBe('published');
      expect((await headerOf(theirs)).state).toBe('unverified');
    },
  );

  test('What nbproject writes into a notebook that nbls published should lose nothing, and still be published', async () => {
    const folder = folderOf(initialized);
    await nblsPublish(folder, '--bump', 'minor');
    const before = recordIn(folder);
    expect(before).toMatchObject({ version: '1.1.0', mine: { x: [1.5, null] } });
    await nbproject(folder, 'meta.store.parent = "Kq3vX8bTz1Wn"; meta.store.add_pypackages("zipp").write()');
    const after = recordIn(folder);
    expect(without(after, ['parent', 'pypackage'])).toEqual(without(before, ['parent', 'pypackage']));
    expect(after.parent).toBe('Kq3vX8bTz1Wn');
    expect(after.pypackage).toEqual({ ...(before.pypackage as JsonObject), zipp: expect.stringMatching(/^\d/) });
    expect((await headerOf(folder)).state).toBe('published');
    expect(await nbproject(folder, 'print(publish(calling_statement="publish("))')).toContain('None');
    expect(without(recordIn(folder), ['user_handle', 'user_id', 'user_name'])).toEqual(
      without(after, ['user_handle', 'user_id', 'user_name']),
    );
    await nblsPublish(folder);
    expect(Object.keys(recordIn(folder))).toEqual(Object.keys(after));
    expect(recordIn(folder)).toMatchObject({ version: '1.1.0', mine: { x: [1.5, null] } });
  });

  test('What nbproject’s own command line publishes should keep what nbls wrote', async () => {
    const folder = folderOf(initialized);
    await nblsPublish(folder);
    const before = recordIn(folder);
    await runPython(python!, 'from nbproject._cli import publish\npublish(["a.ipynb"])', folder);
    expect(recordIn(folder)).toEqual(before);
    expect((await headerOf(folder)).state).toBe('published');
  });

  test('The table that header() left among the outputs should be what nbproject would have made of it', async () => {
    const notation = initialized.replace('Ada <Lovelace>', 'Ada Lovelace');
    const [theirs, mine] = [folderOf(notation), folderOf(notation)];
    for (const folder of [theirs, mine]) {
      const draw = `
from nbproject._header import _output_table
from nbproject.dev._metadata_display import table_metadata
notebook = nbproject.dev.read_notebook("a.ipynb")
_output_table(notebook, table_metadata(notebook.metadata["nbproject"], notebook))
nbproject.dev.write_notebook(notebook, "a.ipynb")`;
      await nbproject(folder, draw);
      expect(tableIn(folder)).toContain('<b>pypackage_store</b>');
    }
    // Drawing it has counted that cell up.
    await nblsPublish(mine, '--set-version', '3', '--yes');
    await nbproject(theirs, 'meta.store.version = "3"; meta.store.pypackage = meta.live.pypackage; meta.store.write()');
    expect(tableIn(mine)).toContain("<td style='text-align: left;'>3</td>");
    expect(tableIn(mine)).toContain('<b>consecutive_cells</b>');
    expect(tableIn(mine)).toBe(tableIn(theirs));
  });

  test('The version that nobody names should be the one that nbproject leaves', async () => {
    for (const version of ['1', '2', '0.3.0', 'final']) {
      const folder = folderOf(initialized.replace('"version": "1"', `"version": "${version}"`));
      await nbproject(folder, 'publish(calling_statement="publish(")');
      const theirs = recordIn(folder).version;
      await nblsPublish(folder);
      expect([version, recordIn(folder).version]).toEqual([version, theirs]);
    }
  });
});
