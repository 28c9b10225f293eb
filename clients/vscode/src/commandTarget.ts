import type { CommandTarget } from 'nbproject-protocol';
import { Uri, window } from 'vscode';

/**
 * What a command is about. Lenses, actions and our own views say it; the palette says nothing, the notebook's toolbar and the
 * menus of an editor say it in forms of their own. Undefined where no notebook is meant. `isKnown` is true for what the server
 * takes for a notebook.
 */
export function commandTarget([first]: readonly unknown[], isKnown: IsKnown): CommandTarget | undefined {
  if (isTarget(first)) return first;
  const uri = first instanceof Uri ? first : (notebookOfToolbar(first) ?? activeUri(isKnown));
  return uri && { uri: uri.toString() };
}

export type IsKnown = (uri: Uri) => boolean;

/** The notebook, the notebook's text, or the script of one, that the user is in. */
export function activeUri(isKnown: IsKnown): Uri | undefined {
  const text = window.activeTextEditor?.document;
  const uri = window.activeNotebookEditor?.notebook.uri ?? text?.uri;
  return uri && (uri.path.toLowerCase().endsWith('.ipynb') || isKnown(uri)) ? uri : undefined;
}

function isTarget(value: unknown): value is CommandTarget {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string';
}

function notebookOfToolbar(value: unknown): Uri | undefined {
  const editor = (value as { notebookEditor?: { notebookUri?: unknown } } | null | undefined)?.notebookEditor;
  return editor?.notebookUri instanceof Uri ? editor.notebookUri : undefined;
}
