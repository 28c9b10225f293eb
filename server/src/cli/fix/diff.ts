import { createTwoFilesPatch } from 'diff';

/** The change of a file as `git apply` and `patch -p1` take it; empty where nothing changes. */
export function diffOf(file: string, before: string, after: string): string {
  if (before === after) return '';
  const name = file.replaceAll('\\', '/');
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 });
  // A ruler that is no part of the format.
  return patch.replace(/^=+\n/, '');
}

/** A line that `git apply` passes over, in place of the change of a file that holds credentials: lines around a change may be any. */
export function withheldDiff(file: string): string {
  return `# ${file} holds credentials: what would change in it is not shown.\n`;
}
