import fc from 'fast-check';
import type { JsonObject, NotebookEdit, PackageRow } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import {
  decodeFile,
  isEditable,
  type Notebook,
  type NotebookText,
  planEdits,
  readNotebook,
  Text,
} from '../../../server/src/notebook/index.ts';
import { editedText } from '../../../server/src/notebook/text/editedText.ts';
import { type PublishFacts, packageEdits, publishEdits, recordOf, stateOf } from '../../../server/src/record/index.ts';
import { arbitraryEdits, arbitraryLayout, arbitraryNotebook } from '../../support/arbitraryNotebook.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../../support/corpus.ts';
import { notebookOf } from '../../support/notation.ts';

const facts: PublishFacts = {
  packages: [
    row('numpy', '1.26.4', '1.26.4', 'same'),
    row('pandas', '2.0.0', '2.2.0', 'differs'),
    row('gone', '1.0', null, 'not-installed'),
    row('new-package', null, '3.0', 'not-recorded'),
    row('nowhere', null, null, 'not-recorded'),
  ],
  python: '3.11.7',
  author: { handle: 'ada', id: 'DzTjkKse', name: 'Ada Lovelace' },
  now: new Date('2026-11-24T12:00:00.5Z'),
};
const later = { ...facts, now: new Date('2026-11-25T12:00:00Z') };

const record = {
  id: 'a1B2c3D4e5F6',
  version: '1',
  time_init: '2024-05-31T09:30:00+00:00',
  pypackage: { pandas: '2.0.0', numpy: '1.26.4', gone: '1.0' },
  parent: null,
  mine: { kept: true },
};

function row(
  name: string,
  recorded: string | null,
  installed: string | null,
  status: PackageRow['status'],
): PackageRow {
  return { name, recorded, installed, status };
}

function withRecord(nbproject: JsonObject | null): Notebook {
  return notebookOf(`--- markdown\n# Title\n--- metadata\n${JSON.stringify({ nbproject })}`);
}

/** The fields that a publish sets or removes. */
function changes(edits: readonly NotebookEdit[]): Record<string, unknown> {
  return Object.fromEntries(
    edits.map((edit) =>
      edit.kind === 'setMetadata'
        ? [edit.path.join('.'), edit.value]
        : [edit.kind, 'path' in edit ? edit.path.join('.') : edit],
    ),
  );
}

describe('What a publish writes', () => {
  test('Should be the fields that get another value, one by one', () => {
    expect(changes(publishEdits(withRecord(record), '2', facts))).toEqual({
      'nbproject.version': '2',
      'nbproject.pypackage': { pandas: '2.2.0', numpy: '1.26.4', gone: '', 'new-package': '3.0', nowhere: '' },
      'nbproject.user_handle': 'ada',
      'nbproject.user_id': 'DzTjkKse',
      'nbproject.user_name': 'Ada Lovelace',
      'nbproject.time_published': '2026-11-24T12:00:00.500000+00:00',
      'nbproject.python': '3.11.7',
      'nbproject.source_sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('Should be a whole record where there is none, its first fields those of nbproject', () => {
    for (const notebook of [notebookOf('--- markdown\n# Title'), withRecord(null)]) {
      const [edit, ...others] = publishEdits(notebook, '3', facts);
      expect(others).toEqual([]);
      expect(edit).toMatchObject({
        kind: 'setMetadata',
        path: ['nbproject'],
        value: { version: '3', python: '3.11.7' },
      });
      expect(Object.keys((edit as { value: JsonObject }).value)).toEqual([
        ...['id', 'version', 'time_init', 'pypackage', 'parent', 'user_handle', 'user_id', 'user_name'],
        ...['time_published', 'python', 'source_sha256'],
      ]);
    }
  });

  test('Should add what nbproject needs to read a record, where it is missing', () => {
    const { id: _, time_init: __, ...rest } = record;
    expect(changes(publishEdits(withRecord(rest), '1', facts))).toMatchObject({
      'nbproject.id': expect.stringMatching(/^[0-9A-Za-z]{12}$/),
      'nbproject.time_init': '2026-11-24T12:00:00.500000+00:00',
    });
    expect(changes(publishEdits(withRecord({ ...rest, uid: 'abc' }), '1', facts))).not.toHaveProperty('nbproject.id');
  });

  test('Should leave packages as they are where nobody can look, and forget a Python that is not known any more', () => {
    const unknown = { ...facts, packages: [row('pandas', '2.0.0', null, 'unknown')], python: undefined };
    const before = { ...record, pypackage: { pandas: '2.0.0' }, python: '3.9.1' };
    const written = changes(publishEdits(withRecord(before), '1', unknown));
    expect(written).not.toHaveProperty(['nbproject.pypackage']);
    expect(written).toMatchObject({ removeMetadata: 'nbproject.python' });
    expect(changes(publishEdits(withRecord(before), '1', { ...facts, packages: undefined }))).not.toHaveProperty([
      'nbproject.pypackage',
    ]);
  });

  test('Should keep what the record knows of its author besides, unless it is another', () => {
    const known = { ...record, user_handle: 'ada', user_id: 'DzTjkKse', user_name: 'Ada Lovelace' };
    const nameOnly = (name: string) => ({ ...facts, author: { handle: null, id: null, name } });
    const authorIn = (edits: readonly NotebookEdit[]) =>
      Object.entries(changes(edits)).filter(([key]) => key.startsWith('nbproject.user'));
    expect(authorIn(publishEdits(withRecord(known), '1', nameOnly('Ada Lovelace')))).toEqual([]);
    expect(authorIn(publishEdits(withRecord(known), '1', { ...facts, author: undefined }))).toEqual([]);
    expect(authorIn(publishEdits(withRecord(known), '1', nameOnly('Grace Hopper')))).toEqual([
      ['nbproject.user_handle', null],
      ['nbproject.user_id', null],
      ['nbproject.user_name', 'Grace Hopper'],
    ]);
  });

  test('Should of packages alone be nothing where the record has them', () => {
    const [edit] = packageEdits(withRecord(record), facts);
    expect(edit).toMatchObject({ path: ['nbproject', 'pypackage'] });
    const pypackage = (edit as { value: JsonObject }).value;
    expect(packageEdits(withRecord({ ...record, pypackage }), facts)).toEqual([]);
    expect(packageEdits(withRecord(record), { ...facts, packages: undefined })).toEqual([]);
    expect(packageEdits(withRecord(null), facts)).toMatchObject([{ path: ['nbproject'], value: { pypackage } }]);
  });
});

/** The table as nbproject 0.11.1 renders it. */
const table = (...rows: [string, string][]) =>
  `<table><tbody>${rows.map(([label, value]) => `<tr><td style='text-align: left;'><b>${label}</b></td><td style='text-align: left;'>${value}</td></tr>`).join('')}</tbody></table>`;

const oldTable = table(
  ['id', "a1B2<span style='opacity:0.3'>c3D4e5F6</span>"],
  ['version', '1'],
  ['time_init', '2024-05-31 09:30'],
  ['time_run', '2024-06-01 08:00'],
  ['pypackage_store', 'pandas==2.0.0'],
  ['pypackage_live', 'pandas==2.2.0'],
);

describe('The table that header() left', () => {
  const output = (html: unknown) => ({ output_type: 'display_data', metadata: {}, data: { 'text/html': html } });

  function tableEdits(outputs: readonly unknown[], nbproject: JsonObject = record): NotebookEdit[] {
    const notebook = notebookOf(
      `--- markdown\n# Title\n--- code [1] ${JSON.stringify({ outputs })}\nheader()\n--- metadata\n${JSON.stringify({ nbproject })}`,
    );
    return publishEdits(notebook, '2', facts).filter(({ kind }) => kind === 'setOutputText');
  }

  test('Should be brought up to date, with the time of its run', () => {
    const text = table(
      ['author', 'Ada Lovelace (ada)'],
      ['id', "a1B2<span style='opacity:0.3'>c3D4e5F6</span>"],
      ['version', '2'],
      ['time_init', '2024-05-31 09:30'],
      ['time_run', '2024-06-01 08:00'],
      ['consecutive_cells', 'True'],
      ['pypackage', 'gone new-package==3.0 nowhere numpy==1.26.4 pandas==2.2.0'],
    );
    const stream = { output_type: 'stream', name: 'stdout', text: ['x'] };
    for (const html of [oldTable, [oldTable]])
      expect(tableEdits([stream, output(html)])).toEqual([
        { kind: 'setOutputText', cell: 1, output: 1, mimeType: 'text/html', text },
      ]);
  });

  test('Should be no other table, and no text that looks like one', () => {
    const stranger = table(['id', '1'], ['version', '2']);
    for (const html of [stranger, [oldTable, 'more'], 7, `<p>${oldTable}</p>`, null]) {
      expect(tableEdits([output(html)])).toEqual([]);
    }
  });

  test('Should hold nothing of a record unescaped', () => {
    const [edit] = tableEdits([output(oldTable)], {
      ...record,
      id: '<img src=x>',
      parent: ['<script>'],
      time_init: '<b>',
    });
    expect((edit as { text: string }).text).not.toMatch(/<(?!\/?(?:table|tbody|tr|td|b|span)\b)/);
    expect((edit as { text: string }).text).toContain('&#60;img');
  });
});

function read(text: string): NotebookText {
  return readNotebook('x', Text.from(text));
}

/** The text of all but the record: of every member at the top, and of every one in the metadata. */
function outsideRecord({ layout, text }: NotebookText): string[] {
  return layout.fields.flatMap(({ key, value, start }) => {
    if (key === 'cells') return [text.slice(start, layout.cells?.end ?? start)];
    if (key !== 'metadata') return [key, value.raw];
    const tree = value.tree();
    const members = tree.type === 'object' ? tree.members : [];
    return members.filter((one) => one.key !== 'nbproject').map((one) => value.raw.slice(one.keyStart, one.value.end));
  });
}

const written = /^(id|version|time_init|pypackage|user_.*|time_published|python|source_sha256)$/;

/** Publishes a notebook and expects what must hold of any. */
function expectPublished(before: NotebookText): NotebookText {
  const edits = publishEdits(before.notebook, '7', facts);
  const after = read(editedText(before.text.toString(), planEdits(before, edits)));
  expect(stateOf(after.notebook)).toBe('published');
  expect(outsideRecord(after)).toEqual(outsideRecord(before));
  const foreign = (notebook: Notebook) =>
    Object.entries(recordOf(notebook) ?? { parent: null }).filter(([key]) => !written.test(key));
  expect(foreign(after.notebook)).toEqual(foreign(before.notebook));
  expect(publishEdits(after.notebook, '7', later)).toEqual([
    { kind: 'setMetadata', path: ['nbproject', 'time_published'], value: '2026-11-25T12:00:00.000000+00:00' },
  ]);
  return after;
}

/** True for a notebook that a publish takes: it can be changed, and holds a record or none. */
function isPublishable(document: NotebookText): boolean {
  const { metadata } = document.notebook;
  const stored = document.layout.fields.findLast(({ key }) => key === 'metadata');
  const hasObject = stored === undefined || stored.value.type === 'object';
  return isEditable(document) && hasObject && (metadata.nbproject == null || recordOf(document.notebook) !== undefined);
}

function sourcesOf({ cells }: Notebook): string {
  return JSON.stringify(cells.map(({ type, source }) => [type, source]));
}

describe('Any notebook', () => {
  test('Should after a publish be published and else the same, however its JSON is laid out, until its cells change', () => {
    let modified = 0;
    const cases = arbitraryNotebook.chain((notebook) =>
      fc.tuple(fc.constant(notebook), arbitraryLayout, arbitraryEdits(notebook)),
    );
    fc.assert(
      fc.property(cases, ([notebook, layout, edits]) => {
        const before = read(layout(notebook));
        fc.pre(isPublishable(before));
        const after = expectPublished(before);
        const changesCells = edits.filter(({ kind }) => kind !== 'setMetadata' && kind !== 'removeMetadata');
        const changed = read(editedText(after.text.toString(), planEdits(after, changesCells)));
        const isSame = sourcesOf(changed.notebook) === sourcesOf(after.notebook);
        if (!isSame) modified++;
        expect(stateOf(changed.notebook)).toBe(isSame ? 'published' : 'modified');
      }),
      { numRuns: 500 },
    );
    expect(modified).toBeGreaterThan(50);
  });
});

describeCorpus('Real notebooks', () => {
  test('Should after a publish be published and else the same, byte for byte, until a cell changes', () => {
    let count = 0;
    for (const { path } of corpusLines<{ path: string }>('EXPECTED.jsonl')) {
      const before = read(decodeFile(corpusBytes(path)).content);
      if (!isPublishable(before)) continue;
      count++;
      const after = expectPublished(before);
      const cell = after.cells.findIndex(({ fields }) => fields !== undefined);
      if (cell < 0) continue;
      const typed: NotebookEdit = { kind: 'setSource', cell, edits: [{ start: 0, end: 0, newText: 'x' }] };
      const changed = read(editedText(after.text.toString(), planEdits(after, [typed])));
      expect([path, stateOf(changed.notebook)]).toEqual([path, 'modified']);
    }
    console.info(`${count} notebooks of the corpus were published`);
    expect(count).toBeGreaterThan(400);
  });
});
