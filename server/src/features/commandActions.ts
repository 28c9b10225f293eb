import { commands, type Header, type NotebookEdit } from 'nbproject-protocol';
import type { CodeAction, CodeActionContext, Range } from 'vscode-languageserver-protocol';
import type { Place, View } from '../notebook/index.ts';
import { titleOf } from '../notebook/markdown/title.ts';
import type { Finding } from '../rules/index.ts';
import { diagnosticFor, isOnLines, wants } from './actionContext.ts';
import { refactorKind } from './actionKinds.ts';
import type { DiagnosticOptions } from './diagnostics.ts';

export interface CommandActionOptions extends DiagnosticOptions {
  /** False for a client that takes no edits from the server (workspace/applyEdit), which a command would need. */
  readonly applyEdit: boolean;
}

/**
 * The actions that are more than an edit, since they ask, or look up what is installed: publish, initialize, record the packages, add a parent. With the cursor
 * on the first line, on the title or in the record, and anywhere for who asks for refactorings; to publish again also where that is what a finding says.
 */
export function commandActions(
  view: View,
  uri: string,
  range: Range,
  context: CodeActionContext,
  findings: readonly Finding[],
  header: Header,
  options: CommandActionOptions,
): CodeAction[] {
  const kind = view.changeKind(aRecordsEdit);
  if (kind === undefined || (kind === 'text' && !options.applyEdit)) return [];
  const again = findings.filter((finding) => isOutdated(finding) && isOnLines(view, finding, uri, range));
  const republish = wants(context, 'quickfix')
    ? again.map((finding) => ({
        ...action(view, 'Publish again', 'quickfix', commands.publish),
        diagnostics: diagnosticFor(view, finding, context, options),
      }))
    : [];
  return [...republish, ...refactorings(view, uri, range, context, header)];
}

/** What every change of the record is like, for asking a view whether it can make one. */
export const aRecordsEdit: readonly NotebookEdit[] = [{ kind: 'setMetadata', path: ['nbproject'], value: {} }];

function isOutdated({ code }: Finding): boolean {
  return code === 'modified-since-publish';
}

function refactorings(
  view: View,
  uri: string,
  range: Range,
  context: CodeActionContext,
  { record }: Header,
): CodeAction[] {
  if (context.only === undefined && !isCursorOnNotebook(view, uri, range)) return [];
  return [
    action(view, 'Publish the notebook', `${refactorKind}.publish`, commands.publish),
    action(view, 'Record the packages', `${refactorKind}.recordPackages`, commands.recordPackages),
    ...(record === null
      ? [action(view, 'Initialize', `${refactorKind}.initialize`, commands.initialize)]
      : [
          action(view, 'Add a parent', `${refactorKind}.setParents`, commands.setParents),
          action(view, 'Give the notebook a new id', `${refactorKind}.assignNewId`, commands.assignNewId),
        ]),
  ].filter(({ kind }) => wants(context, kind));
}

/** On a place that stands for the whole notebook. A selection of several lines is about those. */
function isCursorOnNotebook(view: View, uri: string, range: Range): boolean {
  if (range.start.line !== range.end.line) return false;
  const title = titleOf(view.notebook);
  const places: Place[] = [
    { kind: 'json', path: [], at: 'value' },
    ...recordPlaces(view),
    ...(title?.kind === 'heading'
      ? [{ kind: 'source', cell: title.cell, start: title.heading.start, end: title.heading.end } as const]
      : []),
  ];
  return places.some((place) => isOnLines(view, { place }, uri, range));
}

/** The record's line and those of its fields. */
function recordPlaces({ notebook }: View): Place[] {
  const { nbproject } = notebook.metadata;
  if (nbproject === undefined || notebook.json === undefined) return [];
  const fields = typeof nbproject === 'object' && nbproject !== null ? Object.keys(nbproject) : [];
  return [[], ...fields.map((field) => [field])].map((path) => ({
    kind: 'json',
    path: ['metadata', 'nbproject', ...path],
    at: 'key',
  }));
}

function action(view: View, title: string, kind: string, command: string): CodeAction & { readonly kind: string } {
  return { title, kind, command: { title, command, arguments: [{ uri: view.uri }] } };
}
