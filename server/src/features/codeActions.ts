import { commands, type NotebookEdit } from 'nbproject-protocol';
import type { CodeAction, CodeActionContext, Range } from 'vscode-languageserver-protocol';
import type { View } from '../notebook/index.ts';
import type { Finding, Fix } from '../rules/index.ts';
import { diagnosticFor, isOnLines, wants } from './actionContext.ts';
import { fixAllKinds } from './actionKinds.ts';
import type { DiagnosticOptions } from './diagnostics.ts';
import { workspaceEdit } from './workspaceEdit.ts';

/** How the findings of a notebook can be mended. */
export interface Fixes {
  readonly of: (finding: Finding) => readonly Fix[];
  /** What writes into the notebook that a finding is not to be reported: mends nothing, is offered last and never preferred. */
  readonly ignoring: (finding: Finding) => readonly Fix[];
  /** Every safe fix that goes together with the others, as one change, of one rule or of all; empty where there is none. */
  readonly allSafe: (code?: string) => readonly NotebookEdit[];
}

export interface CodeActionOptions extends DiagnosticOptions {
  readonly documentChanges: boolean;
  readonly preferred: boolean;
  /** What an action holds: nothing until the user has chosen it, its edit, or the command that makes it (LSP before 3.8). */
  readonly delivery: 'on resolve' | 'edit' | 'command';
}

/** What an action carries until it is resolved, and its command's argument: enough to make its edit again, from the notebook as it then is. */
export interface ActionData {
  readonly uri: string;
  readonly code: string;
  readonly message: string;
  readonly title: string;
}

const quickFix = 'quickfix';

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
  fixes: Fixes,
  options: CodeActionOptions,
): CodeAction[] {
  const here = new Set(findings.filter((finding) => isOnLines(view, finding, uri, range)));
  const near = findings.filter((finding) => isWhole(finding) || here.has(finding));
  const isWanted = wants(context, quickFix);
  const offered = isWanted ? offers(near, fixes.of) : [];
  const ignoring = isWanted ? ignoringOffers([...here], fixes) : [];
  const actions = (some: readonly Offer[]) => some.flatMap((offer) => actionsFor(view, offer, context, options));
  return [
    ...actions(offered),
    ...fixRuleActions(view, offered, context, findings, options),
    ...actions(ignoring),
    ...fixAllActions(view, context, fixes, options),
  ];
}

/** The fix that an action stood for, in the notebook as it is now; undefined when it does not apply any more. */
export function fixOf(data: ActionData, findings: readonly Finding[], { of, ignoring }: Fixes): Fix | undefined {
  const finding = findings.find(({ code, message }) => code === data.code && message === data.message);
  return finding && [...of(finding), ...ignoring(finding)].find(({ title }) => title === data.title);
}

/** The edit of an action; undefined where this view cannot carry it out as text. */
export function editOf(view: View, edits: readonly NotebookEdit[], options: CodeActionOptions): CodeAction['edit'] {
  const change = view.plan(edits);
  return change?.kind === 'text' ? workspaceEdit(change, options.documentChanges) : undefined;
}

/** For rules whose safe fix mends one of several findings: an action that mends them all. */
function fixRuleActions(
  view: View,
  offered: readonly Offer[],
  context: CodeActionContext,
  findings: readonly Finding[],
  options: CodeActionOptions,
): CodeAction[] {
  const first = new Map(offered.filter(({ isFirst }) => isFirst).map((offer) => [offer.finding.code, offer] as const));
  return [...first.values()].flatMap(({ finding, fix }) => {
    const { code } = finding;
    const cells = new Set(fix.edits.map((edit) => ('cell' in edit ? edit.cell : undefined)));
    const count = findings.filter((one) => one.code === code).length;
    if (!fix.safe || count < 2 || cells.size > 1 || !view.changeKind(fix.edits)) return [];
    const title = `Fix all ${count} problems of ${code}`;
    const command = { title, command: commands.fixAll, arguments: [{ uri: view.uri, code }] };
    return [{ title, kind: quickFix, diagnostics: diagnosticFor(view, finding, context, options), command }];
  });
}

interface Offer {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly isFirst: boolean;
}

/** The fixes of findings, each once: several findings may have the same, and a minified notebook has all findings on one line. */
function offers(findings: readonly Finding[], fixesFor: Fixes['of']): readonly Offer[] {
  const seen = new Map<string, Set<string>>();
  return findings.flatMap((finding) =>
    fixesFor(finding).flatMap((fix, index): Offer[] => {
      const known = seen.get(fix.title) ?? new Set();
      seen.set(fix.title, known);
      const edits = JSON.stringify(fix.edits);
      if (known.has(edits)) return [];
      known.add(edits);
      return [{ finding, fix, isFirst: index === 0 }];
    }),
  );
}

/** On the one line of a minified notebook lie all its findings: nobody would find anything in a menu of thousands. */
const maxIgnorable = 25;

function ignoringOffers(findings: readonly Finding[], { ignoring }: Fixes): readonly Offer[] {
  return offers(findings.slice(0, maxIgnorable), ignoring).map((offer) => ({ ...offer, isFirst: false }));
}

function actionsFor(
  view: View,
  { finding, fix, isFirst }: Offer,
  context: CodeActionContext,
  options: CodeActionOptions,
): CodeAction[] {
  const data: ActionData = { uri: view.uri, code: finding.code, message: finding.message, title: fix.title };
  const kind = view.changeKind(fix.edits);
  if (!kind) return [];
  const base: CodeAction = {
    title: fix.title,
    kind: quickFix,
    diagnostics: diagnosticFor(view, finding, context, options),
    ...(options.preferred && isFirst && !isDestructive(fix) && { isPreferred: true }),
  };
  if (kind !== 'text' || options.delivery === 'command')
    return [{ ...base, command: { title: fix.title, command: commands.applyFix, arguments: [data] } }];
  if (options.delivery === 'on resolve') return [{ ...base, data }];
  const edit = editOf(view, fix.edits, options);
  return edit ? [{ ...base, edit }] : [];
}

/** Only when asked for by their kind: an editor that runs them at each save asks so, and a menu is not for them. */
function fixAllActions(view: View, context: CodeActionContext, fixes: Fixes, options: CodeActionOptions): CodeAction[] {
  const kinds = fixAllKinds.filter((kind) => context.only !== undefined && wants(context, kind));
  if (kinds.length === 0) return [];
  const edits = fixes.allSafe();
  const change = edits.length > 0 ? view.plan(edits) : undefined;
  if (!change) return [];
  const title = 'Fix all safe nbproject problems';
  const command = { title, command: commands.fixAll, arguments: [{ uri: view.uri }] };
  return kinds.map((kind) =>
    change.kind === 'text' && options.delivery !== 'command'
      ? { title, kind, edit: workspaceEdit(change, options.documentChanges) }
      : { title, kind, command },
  );
}

/** Editors have a key for the preferred fix, which people press without reading. */
function isDestructive({ edits }: Fix): boolean {
  return edits.some(({ kind }) => kind === 'clearOutputs' || kind === 'setExecutionCount' || kind === 'removeCells');
}

function isWhole({ place }: Finding): boolean {
  return place.kind === 'json' && place.path.length === 0;
}
