import { commands, type NotebookEdit } from 'nbproject-protocol';
import type { CodeAction, CodeActionContext, Diagnostic, Range } from 'vscode-languageserver-protocol';
import type { View } from '../notebook/index.ts';
import type { Finding, Fix } from '../rules/index.ts';
import { type DiagnosticOptions, diagnosticsOf } from './diagnostics.ts';
import { workspaceEdit } from './workspaceEdit.ts';

export interface CodeActionOptions extends DiagnosticOptions {
  readonly documentChanges: boolean;
  readonly preferred: boolean;
  /** True for a client that asks for an action's edit when the user has chosen it. */
  readonly resolvesEdits: boolean;
}

/** What an action carries until it is resolved, and its command's argument: enough to make its edit again, from the notebook as it then is. */
export interface ActionData {
  readonly uri: string;
  readonly code: string;
  readonly message: string;
  readonly title: string;
}

const quickFix = 'quickfix';
export const fixAllKinds = ['source.fixAll.nbproject', 'notebook.source.fixAll.nbproject'] as const;

/**
 * The actions for a part of a document: the fixes of every finding on its lines and of those that are of the whole notebook.
 * By lines, because some editors send an empty range at the cursor, and not the diagnostics of its line.
 */
export function codeActions(
  view: View,
  uri: string,
  range: Range,
  context: CodeActionContext,
  findings: readonly Finding[],
  fixesFor: (finding: Finding) => readonly Fix[],
  options: CodeActionOptions,
): CodeAction[] {
  const near = findings.filter((finding) => isWhole(finding) || isOnLines(view, finding, uri, range));
  const actions = wants(context, quickFix)
    ? near.flatMap((finding) => actionsFor(view, finding, fixesFor(finding), context, options))
    : [];
  return [...actions, ...fixAllActions(view, context)];
}

/** The fix that an action stood for, in the notebook as it is now; undefined when it does not apply any more. */
export function fixOf(
  data: ActionData,
  findings: readonly Finding[],
  fixesFor: (finding: Finding) => readonly Fix[],
): Fix | undefined {
  const finding = findings.find(({ code, message }) => code === data.code && message === data.message);
  return finding && fixesFor(finding).find(({ title }) => title === data.title);
}

/** The edit of an action; undefined where this view cannot carry it out as text. */
export function editOf(view: View, edits: readonly NotebookEdit[], options: CodeActionOptions): CodeAction['edit'] {
  const change = view.plan(edits);
  return change?.kind === 'text' ? workspaceEdit(change, options.documentChanges) : undefined;
}

function actionsFor(
  view: View,
  finding: Finding,
  fixes: readonly Fix[],
  context: CodeActionContext,
  options: CodeActionOptions,
): CodeAction[] {
  const diagnostics = diagnosticFor(view, finding, context, options);
  return fixes.flatMap((fix, index): CodeAction[] => {
    const data: ActionData = { uri: view.uri, code: finding.code, message: finding.message, title: fix.title };
    const base: CodeAction = {
      title: fix.title,
      kind: quickFix,
      diagnostics,
      ...(options.preferred && index === 0 && !isDestructive(fix) && { isPreferred: true }),
    };
    const change = view.plan(fix.edits);
    if (!change) return [];
    if (change.kind === 'notebook')
      return [{ ...base, command: { title: fix.title, command: commands.applyFix, arguments: [data] } }];
    return [
      options.resolvesEdits ? { ...base, data } : { ...base, edit: workspaceEdit(change, options.documentChanges) },
    ];
  });
}

/** The diagnostic as the client has it, where it sent it along; else as it was published. */
function diagnosticFor(
  view: View,
  finding: Finding,
  context: CodeActionContext,
  options: DiagnosticOptions,
): Diagnostic[] {
  const sent = context.diagnostics.find(({ code, message }) => code === finding.code && message === finding.message);
  if (sent) return [sent];
  return [...diagnosticsOf(view, [finding], options).values()].flat();
}

function fixAllActions(view: View, context: CodeActionContext): CodeAction[] {
  return fixAllKinds
    .filter((kind) => context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)))
    .map((kind) => ({
      title: 'Fix all safe nbproject problems',
      kind,
      command: { title: 'Fix all', command: commands.fixAll, arguments: [{ uri: view.uri }] },
    }));
}

/** Editors have a key for the preferred fix, which people press without reading. */
function isDestructive({ edits }: Fix): boolean {
  return edits.some(({ kind }) => kind === 'clearOutputs' || kind === 'removeCells');
}

function wants({ only }: CodeActionContext, kind: string): boolean {
  return !only || only.some((one) => kind === one || kind.startsWith(`${one}.`));
}

function isWhole({ place }: Finding): boolean {
  return place.kind === 'json' && place.path.length === 0;
}

function isOnLines(view: View, finding: Finding, uri: string, range: Range): boolean {
  const location = view.locate(finding.place);
  return (
    location.uri === uri && location.range.start.line <= range.end.line && location.range.end.line >= range.start.line
  );
}
