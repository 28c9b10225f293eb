import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { readNotebook, Text, TextView } from '../../server/src/notebook/index.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Rule, RuleExample } from '../../server/src/rules/rule.ts';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { makeEnvironment } from '../support/exampleEnvironment.ts';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';

/** Rules whose examples an editor's notebook cannot show, and why. */
const textOnly: Readonly<Record<string, string>> = {
  'invalid-json': 'an editor opens no text as a notebook that is no JSON',
  'invalid-notebook': 'the members of a cell are those that the editor makes of them',
  'unsupported-format': 'an editor brings other formats to nbformat 4 as it opens them',
};

interface Shown {
  readonly message: string;
  readonly severity: number | undefined;
  /** From 0; undefined for what is of the notebook as a whole. */
  readonly cell: number | undefined;
}

interface OnDisk {
  readonly uri: string;
  /** The folder that the editor has open; undefined for an example that is not about a project. */
  readonly workspace: string | undefined;
  readonly name: string;
  readonly text: string;
}

const examples = rules.flatMap((rule) =>
  rule.documentation.examples.map((example, index) => ({ code: rule.code, number: index + 1, rule, example })),
);

describe('Every example, as text and as cells', () => {
  test.each(examples.filter(({ code }) => !(code in textOnly)))(
    'Should be reported alike in both: $code, example $number',
    async ({ rule, example }) => {
      const file = onDisk(rule, example);
      const asText = await shownAsText(file, rule.code);
      const asCells = await shownAsCells(file, rule.code, asText.length);
      expect(asText).not.toEqual([]);
      // What is of the notebook as a whole stands at its first cell, for want of a place that an editor would show.
      expect(asCells).toEqual(asText.map(({ cell, ...rest }) => ({ ...rest, cell: cell ?? 0 })));
    },
  );

  test.each(examples.filter(({ code }) => code in textOnly))(
    'Should be reported in the text: $code, example $number',
    async ({ rule, example }) => {
      expect(await shownAsText(onDisk(rule, example), rule.code)).not.toEqual([]);
    },
  );
});

/** The bad example in a folder whose configuration selects every rule, with the environment that examples run in. */
function onDisk({ code }: Rule, { bad, options = {}, project }: RuleExample): OnDisk {
  const lines = Object.entries(options).map(([name, value]) => `${code}.${name} = ${value}`);
  const folder = folderWith({ 'nbproject.toml': ['select = ["ALL", "stored-results"]', ...lines].join('\n') });
  makeEnvironment(path.join(folder, '.venv'), { numpy: '1.26.4', pandas: '2.2.0' });
  for (const [file, content] of Object.entries(project ?? {})) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), file.endsWith('.ipynb') ? writeNotebook(content).text : content);
  }
  const { name, text } = writeNotebook(bad);
  const file = path.join(folder, `${name}.ipynb`);
  writeFileSync(file, text);
  return { uri: pathToFileURL(file).href, workspace: project && pathToFileURL(folder).href, name, text };
}

function editorFor({ workspace }: OnDisk): Promise<Editor> {
  const folders = workspace === undefined ? null : [{ uri: workspace, name: 'example' }];
  return Editor.start(usualCapabilities, { workspaceFolders: folders });
}

async function shownAsText(file: OnDisk, code: string): Promise<readonly Shown[]> {
  const { uri, name, text } = file;
  const editor = await editorFor(file);
  await editor.openText(uri, text);
  const own = () => (editor.published(uri)?.diagnostics ?? []).filter((one) => one.code === code);
  await editor.until(() => own().length > 0);
  const view = new TextView(uri, 0, readNotebook(name, Text.from(text)), 'utf-16');
  const spans = view.notebook.cells.map((_, index) => view.locateCell(index).range);
  const isIn = ({ start, end }: Diagnostic['range'], { range }: Diagnostic): boolean =>
    compare(start, range.start) <= 0 && compare(range.start, end) < 0;
  return sorted(
    own().map((one) => {
      const cell = spans.findIndex((span) => isIn(span, one));
      return shown(one, cell < 0 ? undefined : cell);
    }),
  );
}

/** As soon as there are so many: outputs come from the file, after the first findings. */
async function shownAsCells(file: OnDisk, code: string, count: number): Promise<readonly Shown[]> {
  const { uri, text } = file;
  const editor = await editorFor(file);
  const tab = await editor.openNotebook(uri, JSON.parse(text));
  const documents = tab.cells.length > 0 ? tab.cells.map((cell) => cell.uri) : [uri];
  const own = () =>
    documents.flatMap((document, cell) =>
      (editor.published(document)?.diagnostics ?? []).filter((one) => one.code === code).map((one) => shown(one, cell)),
    );
  await editor.until(() => own().length >= count);
  return sorted(own());
}

function shown({ message, severity }: Diagnostic, cell: number | undefined): Shown {
  return { message: String(message), severity, cell };
}

function sorted(list: readonly Shown[]): readonly Shown[] {
  return [...list].sort((one, other) => (one.cell ?? 0) - (other.cell ?? 0) || (one.message < other.message ? -1 : 1));
}

function compare(one: Diagnostic['range']['start'], other: Diagnostic['range']['start']): number {
  return one.line - other.line || one.character - other.character;
}
