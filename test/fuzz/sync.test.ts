import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonObject } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { Editor } from '../support/editor.ts';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';
import type { NotebookTab } from '../support/notebookTab.ts';
import { Random } from './random.ts';

/** The long run (`npm run fuzz`) sets both, its seed anew each time; a failure says which seed shows it again. */
const seconds = Number(process.env.NBPROJECT_FUZZ_SECONDS ?? 8);
const seed = Number(process.env.NBPROJECT_FUZZ_SEED ?? 1);

/** Steps of one session, and how many are made between two looks. */
const steps = 60;
const lookEvery = 4;
/** So long a list may be on its way before it counts as lost, in milliseconds. */
const patience = 10_000;

const contents = [
  '--- markdown\n# Title\n--- code [1]\nimport os\nx = 1\n--- code [2]\nprint(x, y)',
  '--- code [3]\ny = 1\n--- code [1]\nprint(y)\n--- markdown\n# Late\n--- code [ ]\n\n--- raw\nraw',
  '--- markdown\n# é😀\n--- code [1] error=NameError stderr=text\ndel x\n--- code [1]\n%%bash\nls\n--- code [5]\nfor i in (:',
  '--- notebook 4.4\n--- code [2]\na = b\n--- code [1]\nb = 2\n--- metadata\n{"nbproject": {"id": "x", "version": 1}}',
].map((notation) => writeNotebook(notation).text);

const pieces = [
  'x',
  '1',
  '"',
  '\\n',
  ' = ',
  '\n',
  '# ',
  ',',
  '{',
  '}',
  '[',
  '😀',
  '\\"',
  'import numpy',
  '(',
  'null',
  '\r\n',
];

test('Should, whatever is opened, edited, saved and closed, have the findings of a server that has just opened it', {
  timeout: (seconds + 60) * 1000,
}, async () => {
  const end = performance.now() + seconds * 1000;
  let sessions = 0;
  let looks = 0;
  do {
    const own = seed + sessions;
    try {
      looks += await playSession(new Random(own));
    } catch (error) {
      throw new Error(`NBPROJECT_FUZZ_SEED=${own}`, { cause: error });
    }
    sessions++;
  } while (performance.now() < end);
  console.info(`${sessions} sessions from seed ${seed} on, ${looks} looks`);
  expect(looks).toBeGreaterThan(0);
});

/** A notebook of the session: its file, and how it is open. */
interface Played {
  readonly uri: string;
  readonly file: string;
  tab: NotebookTab | undefined;
  isText: boolean;
}

async function playSession(random: Random): Promise<number> {
  const folder = folderWith({ 'one.ipynb': random.of(contents), 'two.ipynb': random.of(contents) });
  const editor = await Editor.start();
  const notebooks = ['one', 'two'].map((name): Played => {
    const file = path.join(folder, `${name}.ipynb`);
    return { uri: pathToFileURL(file).href, file, tab: undefined, isText: false };
  });
  let looks = 0;
  const log: string[] = [];
  for (let step = 1; step <= steps; step++) {
    const played = random.of(notebooks);
    log.push(`${path.basename(played.file)}: ${await playStep(editor, played, random)}`);
    if (step % lookEvery === 0) {
      for (const one of notebooks) {
        if (!one.tab && !(one.isText && beginsAsNotebook(editor.text(one.uri)))) continue;
        await expectAsFresh(editor, one, log);
        looks++;
      }
    }
  }
  await editor.finish();
  return looks;
}

async function playStep(editor: Editor, played: Played, random: Random): Promise<string> {
  const { uri, file, tab } = played;
  if (!tab && !played.isText) {
    const content = random.of(contents);
    writeFileSync(file, content);
    if (random.next() < 0.5) {
      played.isText = true;
      await editor.openText(uri, content);
      return 'opened as text';
    }
    played.tab = await editor.openNotebook(uri, JSON.parse(content) as JsonObject);
    return 'opened as cells';
  }
  if (random.next() < 0.08) {
    if (tab) await tab.close();
    else await editor.closeText(uri);
    played.tab = undefined;
    played.isText = false;
    // What is on its way is of the versions that were; those of the next opening begin anew.
    await editor.settle();
    return 'closed';
  }
  return tab ? playTab(tab, random) : playText(editor, played, random);
}

async function playText(editor: Editor, { uri, file }: Played, random: Random): Promise<string> {
  const document = editor.document(uri);
  const { content } = document;
  const at = (offset: number) => boundary(content, offset);
  const start = at(random.below(content.length + 1));
  switch (random.below(8)) {
    case 0: {
      writeFileSync(file, content);
      await editor.notify('textDocument/didSave', { textDocument: { uri } });
      return 'saved';
    }
    case 1:
      await editor.replaceAll(uri, random.of(contents));
      return 'replaced';
    case 2: {
      const end = at(Math.min(content.length, start + random.below(400)));
      await editor.change(uri, [{ range: document.rangeAt(start, end), newText: '' }]);
      return `cut ${start} to ${end}`;
    }
    case 3: {
      // Broken, and mended by an undo.
      await editor.change(uri, [{ range: document.rangeAt(start, start), newText: '"' }]);
      await editor.change(uri, [{ range: document.rangeAt(start, start + 1), newText: '' }]);
      return `typed and undone at ${start}`;
    }
    case 4: {
      const end = at(Math.min(content.length, start + random.below(60)));
      const edits = [
        { range: document.rangeAt(0, 0), newText: random.of([' ', '\n']) },
        { range: document.rangeAt(Math.max(start, 1), Math.max(end, 1)), newText: random.of(pieces) },
      ];
      await editor.change(uri, edits);
      return `two edits, at 0 and ${start} to ${end}`;
    }
    default: {
      const newText = random.of(pieces);
      await editor.change(uri, [{ range: document.rangeAt(start, start), newText }]);
      return `typed ${JSON.stringify(newText)} at ${start}`;
    }
  }
}

async function playTab(tab: NotebookTab, random: Random): Promise<string> {
  const { cells } = tab;
  const at = random.below(cells.length);
  const cell = cells[at];
  if (!cell) {
    await tab.insert(0, 2, 'python', 'x = 1');
    return 'inserted into nothing';
  }
  switch (random.below(8)) {
    case 0:
      await tab.insert(
        random.below(cells.length + 1),
        random.of([1, 2]),
        random.of(['python', 'markdown', 'raw']),
        random.of(pieces),
      );
      return 'inserted';
    case 1:
      await tab.remove(at);
      return `removed ${at}`;
    case 2: {
      const to = random.below(cells.length + 1);
      await tab.move(at, to);
      return `moved ${at} to ${to}`;
    }
    case 3:
      await tab.setMetadata({
        ...tab.metadata,
        metadata: { nbproject: random.of([null, { id: 'aaaaaaaaaaaa', version: '1' }, 3]) },
      });
      return 'set the metadata';
    case 4:
      await tab.setCellMetadata(at, {
        id: random.of(['a', 'b', `c${at}`]),
        metadata: { tags: random.of([[], ['nbproject-ignore']]) },
        // Never taken away: that tells of a run before an edit, which a server that has just been shown the notebook cannot know.
        execution_count: random.of([1, 2, 7]),
      });
      return `set the metadata of ${at}`;
    default: {
      const { text, uri } = cell;
      const start = boundary(text.content, random.below(text.content.length + 1));
      const newText = random.of(pieces);
      await tab.change(uri, [{ range: text.rangeAt(start, start), newText }]);
      return `typed ${JSON.stringify(newText)} into ${at} at ${start}`;
    }
  }
}

/** Whether a buffer holds a notebook or a script is decided when it is opened: one that is edited to begin otherwise stays what it was. */
function beginsAsNotebook(text: string): boolean {
  return /^\ufeff?\s*(?:[{["]|$)/.test(text);
}

/** No editor puts its cursor between the halves of a character, or of a line break. */
function boundary(text: string, offset: number): number {
  return /[\udc00-\udfff]/.test(text[offset] ?? '') || (text[offset] === '\n' && text[offset - 1] === '\r')
    ? offset - 1
    : offset;
}

/** What one server says of its documents in the end, beside what another says that has just been shown the same. */
async function expectAsFresh(editor: Editor, { uri, tab }: Played, log: readonly string[]): Promise<void> {
  const fresh = await Editor.start();
  const documents = tab ? tab.cells.map((cell) => cell.uri) : [uri];
  if (tab) await reopened(fresh, tab);
  else await fresh.openText(uri, editor.text(uri), 'json', editor.document(uri).version);
  const said = (one: Editor) =>
    documents.map((document) => one.published(document)?.diagnostics.map(plain).sort() ?? null);
  const same = () =>
    JSON.stringify(said(editor)) === JSON.stringify(said(fresh)) && said(fresh).every((list) => list !== null);
  const deadline = new Promise<'late'>((resolve) => setTimeout(resolve, patience, 'late'));
  const agreed = Promise.race([editor.until(same), fresh.until(same)]).then(() => 'agreed' as const);
  if (!same() && (await Promise.race([agreed, deadline])) === 'late') {
    throw new Error(
      `After ${log.join('; ')}\nthe server says ${JSON.stringify(said(editor))}\na fresh one says ${JSON.stringify(said(fresh))}`,
    );
  }
  await fresh.finish();
}

async function reopened(editor: Editor, tab: NotebookTab): Promise<void> {
  await editor.notify('notebookDocument/didOpen', tab.opening());
}

function plain({ code, message, severity, range }: Diagnostic): string {
  return JSON.stringify([code, message, severity, range]);
}
