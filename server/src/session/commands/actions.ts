import type { NotebookEdit } from 'nbproject-protocol';
import type { CodeAction, Command } from 'vscode-languageserver-protocol';
import type { CodeActionOptions, Fixes } from '../../features/codeActions.ts';
import type { CommandActionOptions } from '../../features/commandActions.ts';
import { type FixContext, fixesFor, ignoreActions, type OnRuleFailure, safeEdits } from '../../rules/index.ts';
import type { Analysis } from '../analysis.ts';
import type { Session } from '../session.ts';

export function fixesIn(session: Session, analysis: Analysis): Fixes {
  const context = fixContext(session, analysis);
  const { view, findings } = analysis;
  const onFailure: OnRuleFailure = (code, error) => session.failedRules.fixFailed(view.uri, code, error);
  const isPossible = (edits: readonly NotebookEdit[]) => view.changeKind(edits) !== undefined;
  return {
    of: (finding) => fixesFor(view.notebook, finding, context, onFailure),
    ignoring: (finding) => ignoreActions(view.notebook, finding),
    allSafe: (code) => {
      const meant = code === undefined ? findings : findings.filter((finding) => finding.code === code);
      return safeEdits(view.notebook, meant, context, isPossible, onFailure);
    },
  };
}

export function fixContext(session: Session, { view, surroundings }: Analysis): FixContext {
  return { ...surroundings, now: () => new Date(), author: session.authorOf(view.uri) };
}

export function codeActionOptions({ client, pageOf }: Session): CodeActionOptions & CommandActionOptions {
  return {
    relatedInformation: client.relatedInformation,
    pageOf,
    applyEdit: client.applyEdit,
    documentChanges: client.documentChanges,
    preferred: client.preferredActions,
    delivery: !client.codeActionLiterals ? 'command' : client.resolvesEdits ? 'on resolve' : 'edit',
  };
}

/** Actions for a client that knows commands only (LSP before 3.8). */
export function commandsOf(actions: readonly CodeAction[]): Command[] {
  return actions.flatMap(({ command }) => command ?? []);
}
