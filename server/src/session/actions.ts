import { commands } from 'nbproject-protocol';
import type { CodeAction, Command } from 'vscode-languageserver-protocol';
import type { CodeActionOptions } from '../features/codeActions.ts';
import { type Finding, type Fix, type FixContext, fixesFor } from '../rules/index.ts';
import type { Analysis } from './analysis.ts';
import type { Session } from './session.ts';

export function fixesIn(session: Session, analysis: Analysis): (finding: Finding) => readonly Fix[] {
  const context = fixContext(session, analysis);
  return (finding) => fixesFor(analysis.view.notebook, finding, context, session.onRuleFailure);
}

export function fixContext({ author }: Session, { surroundings }: Analysis): FixContext {
  return { ...surroundings, now: () => new Date(), author };
}

export function codeActionOptions({ client, pageOf }: Session): CodeActionOptions {
  return {
    relatedInformation: client.relatedInformation,
    pageOf,
    documentChanges: client.documentChanges,
    preferred: client.preferredActions,
    resolvesEdits: client.resolvesEdits,
  };
}

/** Actions for a client that knows commands only (LSP before 3.8). */
export function commandActions(actions: readonly CodeAction[]): Command[] {
  return actions.flatMap(({ title, command, data }) => {
    if (command) return [command];
    return data === undefined ? [] : [{ title, command: commands.applyFix, arguments: [data] }];
  });
}
