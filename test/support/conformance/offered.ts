import type {
  ClientCapabilities,
  CodeAction,
  Command,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InitializeResult,
  InlayHint,
  Location,
  LocationLink,
  MarkupContent,
  RegistrationParams,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';

/** What a client said of itself in `initialize`. */
export interface Offer {
  readonly capabilities: ClientCapabilities;
  readonly clientName: string | undefined;
}

interface Extensions {
  readonly askText?: boolean;
  readonly applyNotebookEdit?: boolean;
  readonly headerDidChange?: boolean;
  readonly saveDocument?: boolean;
  readonly fileDidChange?: boolean;
}

/** What a message of the server uses that the client did not offer, in words; empty where nothing is. */
export function notOfferedInParams(method: string, params: unknown, offer: Offer): readonly string[] {
  const { workspace, window, experimental } = offer.capabilities;
  const extensions: Extensions = (experimental as { nbproject?: Extensions } | undefined)?.nbproject ?? {};
  const sent = (isOffered: boolean | undefined) => (isOffered ? [] : [`${method} was not offered`]);
  switch (method) {
    case 'textDocument/publishDiagnostics':
      return (params as { diagnostics: Diagnostic[] }).diagnostics.flatMap((one) => inDiagnostic(one, offer));
    case 'workspace/applyEdit':
      return [...sent(workspace?.applyEdit), ...inEdit((params as { edit: WorkspaceEdit }).edit, offer)];
    case 'workspace/configuration':
      return sent(workspace?.configuration);
    case 'workspace/codeLens/refresh':
      return sent(workspace?.codeLens?.refreshSupport);
    case 'workspace/inlayHint/refresh':
      return sent(workspace?.inlayHint?.refreshSupport);
    case 'workspace/diagnostic/refresh':
      return sent(workspace?.diagnostics?.refreshSupport);
    case 'workspace/foldingRange/refresh':
      return sent(workspace?.foldingRange?.refreshSupport);
    case 'workspace/workspaceFolders':
      return sent(workspace?.workspaceFolders);
    case 'window/workDoneProgress/create':
      return sent(window?.workDoneProgress);
    case 'window/showDocument':
      return sent(window?.showDocument?.support);
    case 'client/registerCapability':
      return (params as RegistrationParams).registrations.flatMap(({ method: registered }) =>
        // The one thing that the server registers.
        registered === 'workspace/didChangeWatchedFiles' && workspace?.didChangeWatchedFiles?.dynamicRegistration
          ? []
          : [`registering ${registered} was not offered`],
      );
    case 'nbproject/applyNotebookEdit':
      return sent(extensions.applyNotebookEdit);
    case 'nbproject/askText':
      return sent(extensions.askText);
    case 'nbproject/headerDidChange':
      return sent(extensions.headerDidChange);
    case 'nbproject/saveDocument':
      return sent(extensions.saveDocument);
    case 'nbproject/fileDidChange':
      return sent(extensions.fileDidChange);
    default:
      return [];
  }
}

/** What an answer of the server uses that the client did not offer. */
export function notOfferedInResult(method: string, result: unknown, offer: Offer): readonly string[] {
  if (result === null || result === undefined) return [];
  const { textDocument } = offer.capabilities;
  switch (method) {
    case 'initialize':
      return inCapabilities(result as InitializeResult, offer);
    case 'textDocument/completion':
      return (Array.isArray(result) ? result : (result as CompletionList).items).flatMap((one) =>
        inCompletion(one, offer),
      );
    case 'textDocument/definition':
      return [result as (Location | LocationLink)[]].flat().some((one) => 'targetUri' in one) &&
        !textDocument?.definition?.linkSupport
        ? ['definition: linkSupport was not offered']
        : [];
    case 'textDocument/documentLink':
      return (result as DocumentLink[]).some(({ tooltip }) => tooltip !== undefined) &&
        !textDocument?.documentLink?.tooltipSupport
        ? ['documentLink: tooltipSupport was not offered']
        : [];
    case 'textDocument/inlayHint':
      return (result as InlayHint[]).flatMap(inHint);
    case 'workspace/symbol':
      return (result as WorkspaceSymbol[]).some(({ location }) => !('range' in location)) &&
        !offer.capabilities.workspace?.symbol?.resolveSupport
        ? ['symbol: resolveSupport was not offered']
        : [];
    case 'textDocument/codeAction':
      return (result as (CodeAction | Command)[]).flatMap((one) => inAction(one, offer));
    case 'codeAction/resolve':
      return inAction(result as CodeAction, offer);
    case 'workspace/willRenameFiles':
      return inEdit(result as WorkspaceEdit, offer);
    case 'textDocument/hover': {
      const { kind } = (result as Hover).contents as MarkupContent;
      const formats = textDocument?.hover?.contentFormat ?? ['plaintext'];
      return formats.includes(kind) ? [] : [`hover: ${kind} was not offered`];
    }
    case 'textDocument/documentSymbol': {
      const hierarchical = textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
      const used = (result as DocumentSymbol[]).some((one) => 'selectionRange' in one);
      return used && !hierarchical ? ['documentSymbol: a hierarchy was not offered'] : [];
    }
    case 'textDocument/foldingRange': {
      const ranges = result as FoldingRange[];
      const { rangeLimit = Number.POSITIVE_INFINITY, foldingRange } = textDocument?.foldingRange ?? {};
      return [
        ...(ranges.length > rangeLimit ? [`foldingRange: ${ranges.length} ranges, the limit is ${rangeLimit}`] : []),
        ...(ranges.some((one) => one.collapsedText !== undefined) && !foldingRange?.collapsedText
          ? ['foldingRange: collapsedText was not offered']
          : []),
      ];
    }
    default:
      return [];
  }
}

function inCapabilities({ capabilities }: InitializeResult, { capabilities: offered }: Offer): readonly string[] {
  const { positionEncoding = 'utf-16', workspace, codeActionProvider } = capabilities;
  // That one every client has, whatever it lists.
  const encodings = [...(offered.general?.positionEncodings ?? []), 'utf-16'];
  const codeAction = offered.textDocument?.codeAction;
  return [
    ...(encodings.includes(positionEncoding) ? [] : [`positions in ${positionEncoding} were not offered`]),
    ...(workspace?.workspaceFolders && !offered.workspace?.workspaceFolders
      ? ['workspace folders were not offered']
      : []),
    ...(typeof codeActionProvider === 'object' && !codeAction?.codeActionLiteralSupport
      ? ['code action literals were not offered']
      : []),
    ...(typeof codeActionProvider === 'object' && codeActionProvider.resolveProvider && !codeAction?.resolveSupport
      ? ['resolving code actions was not offered']
      : []),
  ];
}

function inCompletion(item: CompletionItem, { capabilities }: Offer): readonly string[] {
  const offered = capabilities.textDocument?.completion?.completionItem;
  const { insertTextFormat, documentation, tags, deprecated, labelDetails, textEdit, commitCharacters } = item;
  const format = (documentation as MarkupContent | undefined)?.kind;
  return [
    ...(insertTextFormat === 2 && !offered?.snippetSupport ? ['snippets were not offered'] : []),
    ...(format !== undefined && !offered?.documentationFormat?.includes(format)
      ? [`completion: ${format} was not offered`]
      : []),
    ...(tags && !offered?.tagSupport ? ['tags of completions were not offered'] : []),
    ...(deprecated !== undefined && !offered?.deprecatedSupport ? ['deprecated completions were not offered'] : []),
    ...(labelDetails && !offered?.labelDetailsSupport ? ['labelDetails were not offered'] : []),
    ...(textEdit && 'insert' in textEdit && !offered?.insertReplaceSupport ? ['insertReplace was not offered'] : []),
    ...(commitCharacters && !offered?.commitCharactersSupport ? ['commitCharacters were not offered'] : []),
  ];
}

/** No client can say that it shows more than text there. */
function inHint({ tooltip, label }: InlayHint): readonly string[] {
  return [
    ...(tooltip !== undefined && typeof tooltip !== 'string' ? ['inlayHint: Markdown was not offered'] : []),
    ...(typeof label === 'string' ? [] : ['inlayHint: parts were not offered']),
  ];
}

function inDiagnostic(diagnostic: Diagnostic, { capabilities, clientName }: Offer): readonly string[] {
  const offered = capabilities.textDocument?.publishDiagnostics;
  // lsp-mode keeps a description without saying so.
  const takesDescription = offered?.codeDescriptionSupport || clientName === 'emacs';
  const tags = offered?.tagSupport?.valueSet ?? [];
  return [
    ...(diagnostic.relatedInformation && !offered?.relatedInformation ? ['relatedInformation was not offered'] : []),
    ...(diagnostic.codeDescription && !takesDescription ? ['codeDescription was not offered'] : []),
    ...(diagnostic.tags?.every((tag) => tags.includes(tag)) === false ? ['tags were not offered'] : []),
    ...(typeof diagnostic.message === 'string' ? [] : ['Markdown in diagnostics was not offered']),
    ...(diagnostic.data !== undefined && !offered?.dataSupport ? ['data was not offered'] : []),
  ];
}

function inAction(action: CodeAction | Command, offer: Offer): readonly string[] {
  const offered = offer.capabilities.textDocument?.codeAction;
  if (typeof action.command === 'string') return [];
  const { isPreferred, disabled, data, edit, diagnostics } = action as CodeAction;
  return [
    ...(offered?.codeActionLiteralSupport ? [] : ['code action literals were not offered']),
    ...(isPreferred !== undefined && !offered?.isPreferredSupport ? ['isPreferred was not offered'] : []),
    ...(disabled !== undefined && !offered?.disabledSupport ? ['disabled was not offered'] : []),
    ...(data !== undefined && !offered?.dataSupport ? ['data was not offered'] : []),
    ...(edit ? inEdit(edit, offer) : []),
    ...(diagnostics ?? []).flatMap((one) => inDiagnostic(one, offer)),
  ];
}

function inEdit(
  { documentChanges, changeAnnotations }: WorkspaceEdit,
  { capabilities, clientName }: Offer,
): readonly string[] {
  const offered = capabilities.workspace?.workspaceEdit;
  // Neovim takes document changes without saying so: the one exception.
  const takesDocumentChanges = offered?.documentChanges || clientName === 'Neovim';
  return [
    ...(documentChanges && !takesDocumentChanges ? ['documentChanges were not offered'] : []),
    ...(changeAnnotations && !offered?.changeAnnotationSupport ? ['change annotations were not offered'] : []),
    ...(documentChanges?.some((one) => 'kind' in one) && !offered?.resourceOperations
      ? ['resource operations were not offered']
      : []),
    ...(documentChanges?.some((one) => 'edits' in one && one.edits.some((edit) => 'annotationId' in edit)) &&
    !offered?.changeAnnotationSupport
      ? ['annotated edits were not offered']
      : []),
    ...(documentChanges?.some((one) => 'edits' in one && one.edits.some((edit) => 'snippet' in edit)) &&
    !offered?.snippetEditSupport
      ? ['edits with snippets were not offered']
      : []),
  ];
}
