import type {
  CallHierarchyIncomingCallsParams,
  CallHierarchyOutgoingCallsParams,
  DefinitionParams,
  DocumentLinkParams,
  ReferenceParams,
  RenameFilesParams,
  TextDocumentPositionParams,
  TypeHierarchySubtypesParams,
  TypeHierarchySupertypesParams,
  WorkspaceSymbolParams,
} from 'vscode-languageserver-protocol';
import { incomingCalls, outgoingCalls } from '../../features/lineage/callHierarchy.ts';
import { definition } from '../../features/lineage/definition.ts';
import { documentLinks, withoutTooltips } from '../../features/lineage/documentLinks.ts';
import { childrenOf, itemsOf, notebookOf, parentsOf } from '../../features/lineage/hierarchy.ts';
import { hierarchyStart } from '../../features/lineage/hierarchyStart.ts';
import { mentionAt } from '../../features/lineage/mentions.ts';
import { references } from '../../features/lineage/references.ts';
import type { Workspace } from '../../features/lineage/workspace.ts';
import { workspaceSymbols } from '../../features/lineage/workspaceSymbols.ts';
import type { NotebookSummary } from '../../lineage/index.ts';
import type { Analysis } from '../analysis.ts';
import type { Session } from '../session.ts';
import { editsForRenames } from './renames.ts';
import { knownWorkspaceOf, workspaceOf } from './workspaceNotebooks.ts';

/** What the client may ask of how notebooks stand to each other, by method. Null where there is nothing to tell. */
export const lineageRequests = {
  'textDocument/definition': (session: Session, params: DefinitionParams) =>
    atMention(session, params, (mention, { view, surroundings }, workspace) =>
      definition(mention, view, surroundings, workspace),
    ),

  'textDocument/references': (session: Session, params: ReferenceParams) =>
    atMention(session, params, (mention, { view }, workspace) =>
      references(
        mention,
        view,
        workspace,
        params.context.includeDeclaration ? 'with declaration' : 'without declaration',
      ),
    ),

  'textDocument/documentLink': async (session: Session, { textDocument: { uri } }: DocumentLinkParams) => {
    const workspace = await knownWorkspaceOf(session);
    const analysis = session.analysisOf(uri);
    if (!workspace || !analysis) return null;
    const links = await documentLinks(analysis.view, uri, analysis.surroundings, workspace);
    return session.client.linkTooltips ? links : withoutTooltips(links);
  },

  'textDocument/prepareTypeHierarchy': prepareHierarchy,
  'typeHierarchy/supertypes': (session: Session, { item }: TypeHierarchySupertypesParams) =>
    ofItem(session, item, (notebook, workspace) => itemsOf(parentsOf(notebook, workspace), workspace)),
  'typeHierarchy/subtypes': (session: Session, { item }: TypeHierarchySubtypesParams) =>
    ofItem(session, item, (notebook, workspace) => itemsOf(childrenOf(notebook, workspace), workspace)),

  'textDocument/prepareCallHierarchy': prepareHierarchy,
  'callHierarchy/incomingCalls': (session: Session, { item }: CallHierarchyIncomingCallsParams) =>
    ofItem(session, item, incomingCalls),
  'callHierarchy/outgoingCalls': (session: Session, { item }: CallHierarchyOutgoingCallsParams) =>
    ofItem(session, item, outgoingCalls),

  'workspace/symbol': async (session: Session, { query }: WorkspaceSymbolParams) => {
    const lineage = await session.index.upToDate();
    return lineage ? workspaceSymbols(lineage, query, session.live.workspaceFolders) : null;
  },

  'workspace/willRenameFiles': (session: Session, { files }: RenameFilesParams, signal: AbortSignal) =>
    editsForRenames(session, files, signal),
};

async function atMention<Result>(
  session: Session,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
  answer: (
    mention: NonNullable<ReturnType<typeof mentionAt>>,
    analysis: Analysis,
    workspace: Workspace,
  ) => Promise<Result>,
): Promise<Result | null> {
  const analysis = session.analysisOf(uri);
  const mention = analysis && mentionAt(analysis.view, analysis.surroundings, uri, position);
  const workspace = mention && (await workspaceOf(session));
  return workspace ? answer(mention, analysis, workspace) : null;
}

async function prepareHierarchy(
  session: Session,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
): Promise<unknown> {
  const workspace = await workspaceOf(session);
  const analysis = session.analysisOf(uri);
  if (!workspace || !analysis) return null;
  const start = hierarchyStart(analysis.view, analysis.surroundings, uri, position, workspace);
  return start.length > 0 ? itemsOf(start, workspace) : null;
}

async function ofItem<Result>(
  session: Session,
  item: unknown,
  answer: (notebook: NotebookSummary, workspace: Workspace) => Promise<Result>,
): Promise<Result | null> {
  const workspace = await workspaceOf(session);
  const notebook = workspace && notebookOf(item, workspace);
  return notebook ? answer(notebook, workspace) : null;
}
