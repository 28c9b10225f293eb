import { asObject } from '../../json/values.ts';
import type { OffsetEdit, Text } from '../../text/text.ts';
import { percentMarkers } from '../formats/percent.ts';
import type { Script } from '../readScript.ts';
import type { ScriptCell } from '../scriptCells.ts';
import { fencedLanguageIn, titleIn } from '../syntax/cellMetadata.ts';
import { escaped } from '../syntax/markerOptions.ts';
import { editedChunk, editedOptions } from './editOptions.ts';
import { commented, commentsOf } from './encode.ts';
import type { MetadataChanges } from './metadataChanges.ts';
import { mystOptionsEdit } from './mystOptions.ts';

/**
 * The edits of a script that change a cell's metadata, as jupytext writes it: in the options of the cell's marker, which a cell without one is given. Undefined
 * where the format has no place for it.
 */
export function cellOptionsEdits(
  script: Script,
  text: Text,
  cell: ScriptCell,
  changes: MetadataChanges,
  newline: string,
): readonly OffsetEdit[] | undefined {
  const place: CellPlace = { script, text, cell, changes, newline };
  switch (script.format.name) {
    case 'percent':
    case 'hydrogen':
      return inPercent(place);
    case 'light':
      return inLight(place);
    case 'markdown':
    case 'rmarkdown':
      return inMarkdown(place);
    case 'myst':
      return mystOptionsEdit(text, cell, changes, newline);
    case 'quarto':
      return undefined;
  }
}

interface CellPlace {
  readonly script: Script;
  readonly text: Text;
  readonly cell: ScriptCell;
  readonly changes: MetadataChanges;
  readonly newline: string;
}

const plainComments = { comment: '#', suffix: '' };

function inPercent(place: CellPlace): readonly OffsetEdit[] | undefined {
  const { script, cell, newline } = place;
  const comments = commentsOf(script) ?? plainComments;
  const line = firstLine(place);
  const { titled, bare } = percentMarkers(comments.comment);
  if (!titled.test(line) && !bare.test(line)) {
    const options = markerOptions(place, '');
    if (!options) return undefined;
    return [{ start: cell.start, end: cell.start, newText: commented(`%% ${options}`, comments) + newline }];
  }
  return inMarker(place, line.indexOf('%%') + 2, lengthWithout(line, comments.suffix));
}

function inLight(place: CellPlace): readonly OffsetEdit[] | undefined {
  const { script, cell } = place;
  const comments = commentsOf(script) ?? plainComments;
  const { open, close } = script.format.markers ?? { open: '+', close: '-' };
  const line = firstLine(place);
  const marker = new RegExp(`^${escaped(comments.comment)}\\s*${escaped(open)}`).exec(line)?.[0];
  if (marker !== undefined) return inMarker(place, marker.length, lengthWithout(line, comments.suffix));
  const options = markerOptions(place, cell.type === 'markdown' ? '[markdown]' : '');
  return options ? around(place, commented(`${open} ${options}`, comments), commented(close, comments)) : undefined;
}

function inMarkdown(place: CellPlace): readonly OffsetEdit[] | undefined {
  const line = firstLine(place);
  const region = /^<!--\s*#(?:region|markdown|md|raw)\b/.exec(line)?.[0];
  if (region !== undefined) return inMarker(place, region.length, line.lastIndexOf('-->'));
  const fence = /^```+\s*/.exec(line)?.[0];
  if (fence === undefined || place.cell.type === 'markdown') {
    const options = editedOptions('', place.changes, titleIn, 'pairs');
    return options ? around(place, `<!-- #region ${options} -->`, '<!-- #endregion -->') : undefined;
  }
  const chunk = /^```\{(.*)\}\s*$/.exec(line)?.[1];
  if (place.script.format.name === 'markdown' || chunk === undefined) {
    const edited = editedOptions(line.slice(fence.length), place.changes, fencedLanguageIn, 'pairs');
    return edited === undefined ? undefined : [replaced(place, fence.length, line.length, edited)];
  }
  const edited = editedChunk(chunk, place.changes);
  return edited === undefined ? undefined : [replaced(place, 4, 4 + chunk.length, edited)];
}

/** Options that follow a sign, with a blank between. */
function inMarker(place: CellPlace, from: number, until: number): readonly OffsetEdit[] | undefined {
  const line = firstLine(place);
  const written = line.slice(from, until);
  const options = markerOptions(place, written);
  if (options === undefined) return undefined;
  const behind = until < line.length ? ' ' : '';
  return [replaced(place, from, until, `${options === '' ? '' : ' '}${options}${behind}`)];
}

function markerOptions({ script, changes }: CellPlace, written: string): string | undefined {
  const isJson = asObject(script.metadata.jupytext)?.cell_metadata_json === true;
  return editedOptions(written, changes, titleIn, isJson ? 'JSON' : 'pairs');
}

function replaced({ text, cell }: CellPlace, from: number, until: number, newText: string): OffsetEdit {
  const start = cell.start - text.positionAt(cell.start, 'utf-16').character;
  return { start: start + from, end: start + until, newText };
}

function around({ text, cell, newline }: CellPlace, open: string, close: string): readonly OffsetEdit[] {
  const end = cell.start + text.slice(cell.start, cell.end).trimEnd().length;
  return [
    { start: cell.start, end: cell.start, newText: open + newline },
    { start: end, end, newText: newline + close },
  ];
}

function firstLine({ text, cell }: CellPlace): string {
  const { line } = text.positionAt(cell.start, 'utf-16');
  return text.slice(text.offsetAt({ line, character: 0 }, 'utf-16'), text.lineEnd(line));
}

function lengthWithout(line: string, suffix: string): number {
  const trimmed = line.trimEnd();
  return suffix !== '' && trimmed.endsWith(suffix) ? trimmed.length - suffix.length : trimmed.length;
}
