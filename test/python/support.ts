import { isDeepStrictEqual } from 'node:util';
import { analyseNames, loadPython, type PythonCell } from '../../server/src/python/index.ts';

const reader = await loadPython();

/** A cell; a test fails where its files alone would be read otherwise. */
export function read(source: string): PythonCell {
  const cell = reader.readCell(source);
  const files = reader.readFiles(source);
  if (!isDeepStrictEqual(files, cell.files))
    throw new Error(`${JSON.stringify(files)} and not ${JSON.stringify(cell.files)} in ${source}`);
  return cell;
}

export function readAll(...sources: readonly string[]): readonly PythonCell[] {
  return sources.map(read);
}

/** The part of a source that something is about: tests name places by their text. */
export function textAt(source: string, place: { readonly start: number; readonly end: number }): string {
  return source.slice(place.start, place.end);
}

/** What is wrong with the names of cells: `undefined-name x in 0`, with the related cell behind an arrow. */
export function nameProblems(...sources: readonly string[]): readonly string[] {
  return analyseNames(readAll(...sources)).map((finding) => {
    const related = finding.related === undefined ? '' : ` -> ${finding.related.cell}`;
    return `${finding.kind} ${finding.name} in ${finding.cell}${related}`;
  });
}
