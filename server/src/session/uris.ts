import { fileURLToPath } from 'node:url';

/** True for a URI whose path is that of a notebook file, whatever its scheme. */
export function isNotebookUri(uri: string): boolean {
  return pathOf(uri).toLowerCase().endsWith('.ipynb');
}

/** The file's name without folder and ending, that of a notebook or of a script beside one. */
export function nameOfUri(uri: string): string {
  return fileNameOfUri(uri).replace(/\.(?:ipynb|py|md|markdown|qmd|rmd|r|jl|myst)$/i, '');
}

/** The file's name without its folder. */
export function fileNameOfUri(uri: string): string {
  const path = pathOf(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of a file on this machine, or undefined for any other URI. */
export function filePath(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** Those of the client's folders that are on this machine. */
export function foldersAt(folders: readonly { readonly uri: string }[]): readonly string[] {
  return folders.map(({ uri }) => filePath(uri)).filter((folder) => folder !== undefined);
}

function pathOf(uri: string): string {
  const path = uri.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
