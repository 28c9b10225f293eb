import { statSync } from 'node:fs';
import { type CodeFiles, type NotebookSummary, summaryOf } from '../../lineage/index.ts';
import { decodeFile, type Notebook, notebookName, readNotebook, Text } from '../../notebook/index.ts';
import type { PythonReader } from '../../python/index.ts';
import { pythonCells } from '../../record/index.ts';
import { readSource } from '../files/readSource.ts';

/** What is kept of a notebook, and of which state of its file: plain data, so that threads can hand it on and a cache can hold it. */
export interface IndexedNotebook extends FileState {
  readonly summary: NotebookSummary;
  /** False where the file could be read in part only. */
  readonly complete: boolean;
}

/** Two files with the same state are taken for the same. */
export interface FileState {
  /** In bytes. */
  readonly size: number;
  /** In milliseconds since 1970; {@link unsettled} for one that is to be read again at the next look. */
  readonly modified: number;
}

export const unsettled = -1;

/** Two changes within this time may leave the same modification time; file systems count time in steps. In milliseconds. */
const clockStep = 50;

/**
 * Reads a notebook for what others may ask of it, and no more: no rule is run, no environment looked for, and code is parsed only where a file
 * may be used. A sentence where the file cannot be read. Without the grammar, files are not known.
 */
export function readIndexed(file: string, python: PythonReader | undefined): IndexedNotebook | string {
  const source = readSource(file);
  if ('problem' in source) return source.problem;
  const { bytes, status } = source;
  const { notebook } = readNotebook(notebookName(file), Text.from(decodeFile(bytes).content));
  const summary = summaryOf(notebook, file, python && codeFiles(notebook, python));
  const after = statSync(file, { throwIfNoEntry: false });
  // Replaced while it was read, or so shortly ago that the next change may not show.
  const isSettled =
    after?.mtimeMs === status.mtimeMs &&
    after.size === bytes.length &&
    Math.abs(Date.now() - status.mtimeMs) >= clockStep;
  return {
    size: bytes.length,
    modified: isSettled ? status.mtimeMs : unsettled,
    summary: withOwnTexts(summary),
    complete: notebook.complete,
  };
}

/** What {@link summaryOf} asks of the code of a notebook in Python. */
function codeFiles(notebook: Notebook, python: PythonReader): CodeFiles | undefined {
  const cells = pythonCells(notebook);
  return (
    cells && {
      python: cells.map(({ cell }) => ({ files: python.readFiles(cell.source) })),
      indices: cells.map(({ index }) => index),
    }
  );
}

/** A part of a text keeps the whole text in memory; what came through JSON stands alone. */
function withOwnTexts(summary: NotebookSummary): NotebookSummary {
  return JSON.parse(JSON.stringify(summary));
}
