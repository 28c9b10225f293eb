import { pathToFileURL } from 'node:url';
import type { Header } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';

/** A notebook with a record: its title, its id, and what else the record holds. */
function notebook(title: string, id: string, more = {}): string {
  const record = { nbproject: { id, time_init: '2024-05-31T09:30:00+00:00', version: '1', ...more } };
  return writeNotebook(`--- markdown\n# ${title}\n--- metadata\n${JSON.stringify(record)}`).text;
}

const counts = notebook('Counts', 'aaaaaaaaaaaa');
const figures = notebook('Figures', 'bbbbbbbbbbbb', { parent: 'aaaaaaaaaaaa' });

async function editorIn(folder: string): Promise<Editor> {
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'study' }];
  return Editor.start(usualCapabilities, { workspaceFolders });
}

/** The newest header of a notebook that was told of, as soon as one is as wanted. */
async function headerWhere(editor: Editor, uri: string, isWanted: (header: Header) => boolean): Promise<Header> {
  const last = () =>
    editor
      .received<{ uri: string; header: Header }>('nbproject/headerDidChange')
      .findLast((told) => told.uri === uri && isWanted(told.header))?.header;
  await editor.until(() => last() !== undefined);
  return last()!;
}

describe('The notebooks of the workspace', () => {
  test('Should give parents and children in the header their titles, versions and places', async () => {
    const folder = folderWith({ 'steps/counts.ipynb': counts, 'figures.ipynb': figures });
    const [countsUri, figuresUri] = ['steps/counts.ipynb', 'figures.ipynb'].map(
      (name) => pathToFileURL(`${folder}/${name}`).href,
    );
    const editor = await editorIn(folder);
    await editor.openText(countsUri!, counts);
    await editor.openText(figuresUri!, figures);
    const ofFigures = await headerWhere(editor, figuresUri!, ({ parents }) => parents[0]?.title === 'Counts');
    expect(ofFigures.parents).toEqual([{ id: 'aaaaaaaaaaaa', title: 'Counts', version: '1', uri: countsUri }]);
    const ofCounts = await headerWhere(editor, countsUri!, ({ children }) => children.length > 0);
    expect(ofCounts.children).toEqual([{ id: 'bbbbbbbbbbbb', title: 'Figures', version: '1', uri: figuresUri }]);
    expect(ofCounts.rows).toContainEqual({ label: 'children', value: 'bbbbbbbbbbbb (Figures)', status: 'info' });
  });
});
