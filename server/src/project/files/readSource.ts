import { lstatSync, readFileSync, type Stats, statSync } from 'node:fs';
import { maxNotebookLength } from '../../notebook/index.ts';

/** A file's bytes and what was known of it before they were read, or a sentence on why there are none. */
export type Source = { readonly bytes: Buffer; readonly status: Stats } | { readonly problem: string };

/** Reads a regular file that is not too large; nothing throws, and nothing waits for the other end of a pipe. */
export function readSource(path: string): Source {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return { problem: 'This is a folder, not a notebook.' };
    if (!status.isFile()) {
      return {
        problem:
          'This is no regular file (a pipe, a socket or a device): pipe it to `nbls check --stdin-filename NAME`.',
      };
    }
    if (status.size > maxNotebookLength) return { problem: tooLarge(status.size) };
    return { bytes: readFileSync(path), status };
  } catch (error) {
    return { problem: reasonOf(error as NodeJS.ErrnoException, path) };
  }
}

/** Says of a size in bytes that a file that large is not read. */
function tooLarge(bytes: number): string {
  const megabytes = (size: number) => Math.floor(size / 1024 / 1024);
  return `The file has ${megabytes(bytes)} MB; above ${megabytes(maxNotebookLength)} MB it is not read. Clear its outputs, for example with \`jupyter nbconvert --clear-output --inplace\`.`;
}

function reasonOf({ code, message }: NodeJS.ErrnoException, path: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'The file cannot be read: permission denied.';
    case 'ELOOP':
      return 'The file cannot be read: symbolic links lead in a circle.';
    case 'ENOENT':
      if (isLink(path)) return 'The file is a symbolic link to nothing.';
      if (path.includes('\ufffd')) return 'The file cannot be read: its name is not UTF-8.';
      return 'The file is gone: it was deleted or renamed while the others were checked.';
    default:
      return `The file cannot be read: ${message}.`;
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
