import { commands, type Header } from 'nbproject-protocol';
import type { CodeLens } from 'vscode-languageserver-protocol';
import type { Location, View } from '../notebook/index.ts';
import { visible } from '../notebook/untrusted.ts';
import { problemsLabel } from '../record/index.ts';

/** One line about the notebook above its first line or its first cell of code, and what can be done about it. */
export function codeLenses(view: View, uri: string, header: Header): CodeLens[] {
  const { uri: place, range } = placeOf(view);
  if (uri !== place) return [];
  const lens = (title: string, command: string): CodeLens => ({
    range: { start: range.start, end: range.start },
    command: { title, command, arguments: [{ uri: view.uri }] },
  });
  return [
    lens(statusLine(header), commands.showHeader),
    ...(header.record === null ? [lens('Initialize', commands.initialize)] : []),
    lens('Publish', commands.publish),
    lens('Header', commands.showHeader),
  ];
}

/** Cells of prose are shown as they read, without lenses. */
function placeOf(view: View): Location {
  const code = view.notebook.cells.findIndex(({ type }) => type === 'code');
  return view.documents.length > 1 && code >= 0
    ? view.locateCell(code)
    : view.locate({ kind: 'json', path: [], at: 'value' });
}

/** State, version, id and problems, as a mode line shows them: `draft · 1 · Rx2s · 2 warnings`. */
function statusLine({ state, record, problems }: Header): string {
  const version = typeof record?.version === 'string' ? shown(record.version, 40) : undefined;
  const id = typeof record?.id === 'string' ? shown(record.id.slice(0, 4), 4) : undefined;
  const found = problemsLabel(problems);
  return [state, version, id, found === 'none' ? 'no problems' : found]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

/** VS Code draws an icon for `$(name)` in a lens. */
function shown(text: string, limit: number): string {
  return visible(text, limit).replaceAll('$(', '$ (');
}
