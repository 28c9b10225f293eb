import { dirname, join, relative, resolve, sep } from 'node:path';
import { readText } from '../disk.ts';

/** The files in which installers list what a distribution consists of. */
export type FileList = 'RECORD' | 'installed-files.txt' | 'SOURCES.txt';

const limitBytes = 64 * 1024 * 1024;

/**
 * The files of a distribution, relative to the folder that its metadata lie in, with `/`: from the first of `lists` that
 * exists and is not empty. Undefined where there is none.
 */
export async function readInstalledFiles(
  path: string,
  lists: readonly FileList[],
): Promise<readonly string[] | undefined> {
  for (const list of lists) {
    const text = await readText(join(path, list), limitBytes);
    if (text) return toPaths(path, list, splitLines(text));
  }
  return undefined;
}

function toPaths(path: string, list: FileList, lines: readonly string[]): readonly string[] {
  switch (list) {
    case 'RECORD':
      return lines.map(firstColumn);
    case 'installed-files.txt':
      // It names its files from inside the .egg-info.
      return lines.map((name) => relative(dirname(path), resolve(path, name)).split(sep).join('/'));
    case 'SOURCES.txt':
      return lines;
  }
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).filter((line) => line !== '');
}

/** RECORD is CSV: a path, a hash, a size; a path with a comma or a quotation mark in it is quoted. */
function firstColumn(line: string): string {
  if (!line.startsWith('"')) {
    const comma = line.indexOf(',');
    return comma < 0 ? line : line.slice(0, comma);
  }
  return (/^"((?:[^"]|"")*)"?/.exec(line)?.[1] ?? '').replaceAll('""', '"');
}
