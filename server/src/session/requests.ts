import {
  type EnvironmentParams,
  environmentRequest,
  type GraphParams,
  graphRequest,
  type HeaderParams,
  headerRequest,
  type PublishParams,
  publishRequest,
} from 'nbproject-protocol';
import type {
  CodeAction,
  CodeActionParams,
  CodeLensParams,
  CompletionParams,
  DocumentSymbolParams,
  ExecuteCommandParams,
  FoldingRangeParams,
  HoverParams,
  InlayHintParams,
  Position,
} from 'vscode-languageserver-protocol';
import { type ActionData, codeActions, editOf, fixOf } from '../features/codeActions.ts';
import { codeLenses } from '../features/codeLens.ts';
import { commandActions } from '../features/commandActions.ts';
import { configurationCompletion } from '../features/configuration/completion.ts';
import { configurationHover } from '../features/configuration/hover.ts';
import { documentSymbols, flatSymbols } from '../features/documentSymbols.ts';
import { notebookEnvironment } from '../features/environment.ts';
import { foldingRanges } from '../features/foldingRanges.ts';
import { hover } from '../features/hover.ts';
import { ignoreCompletion } from '../features/ignoreCompletion.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { parentCompletion } from '../features/lineage/completion.ts';
import { recordedPackageCompletion } from '../features/recordedPackageCompletion.ts';
import { type Text, TextView } from '../notebook/index.ts';
import { codeActionOptions, commandsOf, fixesIn } from './commands/actions.ts';
import { executeCommand, publishAs } from './commands/commands.ts';
import type { Session } from './session.ts';
import { graphFor } from './workspace/graph.ts';
import { lineageRequests } from './workspace/lineageRequests.ts';

/** `signal` is aborted when the client cancels the request; its reason is the answer then. */
type Handler<Params> = (session: Session, params: Params, signal: AbortSignal) => unknown;

/** What the client may ask, by method. A document that is no open notebook of ours has the answer null. */
export const requests: Readonly<Record<string, Handler<never>>> = {
  ...lineageRequests,

  'textDocument/codeAction': (session: Session, { textDocument: { uri }, range, context }: CodeActionParams) => {
    const analysis = session.analysisOf(uri);
    if (!analysis) return null;
    const { view, findings } = analysis;
    const options = codeActionOptions(session);
    const actions = [
      ...codeActions(view, uri, range, context, findings, fixesIn(session, analysis), options),
      ...commandActions(view, uri, range, context, findings, analysis.header, options),
    ];
    if (session.client.codeActionLiterals) return actions;
    // A command can only ask the client for an edit.
    return session.client.applyEdit ? commandsOf(actions) : [];
  },

  'codeAction/resolve': (session: Session, action: CodeAction) => {
    const data = action.data as ActionData | undefined;
    const analysis = data && session.analysisOf(data.uri);
    if (!data || !analysis) return action;
    const fix = fixOf(data, analysis.findings, fixesIn(session, analysis));
    const edit = fix && editOf(analysis.view, fix.edits, codeActionOptions(session));
    return edit ? { ...action, edit } : action;
  },

  'textDocument/completion': (session: Session, { textDocument: { uri }, position }: CompletionParams) => {
    const { encoding } = session.client;
    const open = session.configurations.get(uri);
    if (!open) {
      const text = session.documents.textOf(uri);
      return text
        ? (recordCompletion(session, uri, text, position) ?? ignoreCompletion(text, position, encoding))
        : null;
    }
    return configurationCompletion(open.name, open.text, open.text.offsetAt(position, encoding), encoding);
  },

  'textDocument/hover': (session: Session, { textDocument: { uri }, position }: HoverParams) => {
    const open = session.configurations.get(uri);
    if (open) {
      const { encoding, markdownHover } = session.client;
      const offset = open.text.offsetAt(position, encoding);
      return configurationHover(open.name, open.text, offset, encoding, markdownHover);
    }
    const analysis = session.analysisOf(uri);
    if (!analysis) return null;
    // While the text is broken little of it is known; most lines are where they were.
    const { complete } = analysis.view.notebook;
    const view = (complete ? undefined : session.documents.lastCompleteViewOf(uri)) ?? analysis.view;
    const { header, surroundings } = analysis;
    return hover({ view, header, surroundings }, uri, position, session.client.markdownHover);
  },

  'textDocument/codeLens': (session: Session, { textDocument: { uri } }: CodeLensParams) => {
    session.headerNews.asked('codeLens');
    const analysis = session.analysisOf(uri);
    return analysis ? codeLenses(analysis.view, uri, analysis.header) : null;
  },

  'textDocument/documentSymbol': (session: Session, { textDocument: { uri } }: DocumentSymbolParams) => {
    const view = session.viewOf(uri);
    if (!view) return null;
    const symbols = documentSymbols(view, uri);
    return session.client.hierarchicalSymbols ? symbols : flatSymbols(uri, symbols);
  },

  'textDocument/foldingRange': (session: Session, { textDocument: { uri } }: FoldingRangeParams) => {
    const view = session.viewOf(uri);
    const { foldingLimit, foldingCollapsedText } = session.client;
    return view instanceof TextView
      ? foldingRanges(view, { limit: foldingLimit, collapsedText: foldingCollapsedText })
      : null;
  },

  'textDocument/inlayHint': (session: Session, { textDocument: { uri }, range }: InlayHintParams) => {
    session.headerNews.asked('inlayHint');
    const analysis = session.analysisOf(uri);
    return analysis ? inlayHints(analysis.view, uri, range, analysis.surroundings) : null;
  },

  [environmentRequest]: (session: Session, { uri }: EnvironmentParams) => {
    const analysis = session.analysisOf(uri);
    if (!analysis?.surroundings.program) return null;
    return notebookEnvironment(analysis.header, analysis.surroundings.environment);
  },

  [graphRequest]: (session: Session, params: GraphParams | null) => graphFor(session, params),

  [headerRequest]: (session: Session, { uri }: HeaderParams) => session.analysisOf(uri)?.header ?? null,
};

/**
 * What the client may have done, by method. It may wait for a person, and comes to its own end: when it is cancelled, at the next point where nothing
 * is half done.
 */
export const operations: Readonly<Record<string, Handler<never>>> = {
  [publishRequest]: (session: Session, params: PublishParams, signal) => publishAs(session, params.uri, params, signal),

  'workspace/executeCommand': (session: Session, { command, arguments: args }: ExecuteCommandParams, signal) =>
    executeCommand(session, command, args ?? [], signal),
};

/** In the record, where what is typed breaks the JSON more often than not: by the notebook as it last was complete. */
function recordCompletion(session: Session, uri: string, text: Text, position: Position) {
  const analysis = session.lastCompleteAnalysisOf(uri);
  const { encoding } = session.client;
  if (!analysis) return undefined;
  const { view, surroundings } = analysis;
  const packages = recordedPackageCompletion(view, surroundings, text, position, encoding);
  return packages.length > 0 ? packages : parentCompletion(view, surroundings, text, position, encoding);
}
