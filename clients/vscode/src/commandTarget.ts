import type { CommandTarget } from 'nbproject-protocol';
import { Uri, window } from 'vscode';

/**
 * What a command is about. Lenses, actions and our own views say it; the palette says nothing, the notebook's toolbar and the
 * menus of an editor say it in forms of their own. Undefined where no notebook is meant.
 */
export function commandTarget([first]: readonly unknown[]): CommandTarget | undefined {
  if (isTarget(first)) return first;
  const uri = first instanceof Uri ? first : (notebookOfToolbar(first) ?? activeUri());
  return uri && { uri: uri.toString() };
}

/** The notebook, or the notebook's text, that the user is in. */
export function activeUri(): Uri | undefined {
  const text = window.activeTextEditor?.document;
  const uri = window.activeNotebookEditor?.notebook.uri ?? text?.uri;
  return uri?.path.toLowerCase().endsWith('.ipynb') ? uri : undefined;
}

function isTarget(value: unknown): value is CommandTarget {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string';
}

function notebookOfToolbar(value: unknown): Uri | undefined {
  const editor = (value as { notebookEditor?: { notebookUri?: unknown } } | null | undefined)?.notebookEditor;
  return editor?.notebookUri instanceof Uri ? editor.notebookUri : undefined;
}
