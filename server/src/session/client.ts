import type { ClientExtensions } from 'nbproject-protocol';
import type { InitializeParams } from 'vscode-languageserver-protocol';
import type { PositionEncoding } from '../notebook/index.ts';

/** What the client said that it can do, worked out once. */
export interface Client {
  readonly name: string | undefined;
  /** The first encoding offered: Emacs needs minutes to count UTF-16 columns on the one line of a minified notebook. */
  readonly encoding: PositionEncoding;
  readonly applyEdit: boolean;
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticTags: boolean;
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  readonly resolvesEdits: boolean;
  readonly markdownHover: boolean;
  readonly linkTooltips: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly foldingLimit: number;
  readonly foldingCollapsedText: boolean;
  readonly configuration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchesFiles: boolean;
  /** It opens what the server asks it to (`window/showDocument`). */
  readonly opensDocuments: boolean;
  readonly workDoneProgress: boolean;
  /** What it asks for again when it is told to. */
  readonly refreshes: readonly ('codeLens' | 'inlayHint')[];
  readonly extensions: ClientExtensions;
}

export function clientOf({ capabilities, clientInfo }: InitializeParams): Client {
  const { textDocument, workspace, window, general } = capabilities;
  const codeAction = textDocument?.codeAction;
  const folding = textDocument?.foldingRange;
  const experimental = capabilities.experimental as { nbproject?: ClientExtensions } | undefined;
  return {
    name: clientInfo?.name,
    encoding: encodingOf(general?.positionEncodings),
    applyEdit: workspace?.applyEdit === true,
    // Neovim takes document changes, and checks their versions, but does not say so.
    documentChanges: workspace?.workspaceEdit?.documentChanges === true || clientInfo?.name === 'Neovim',
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    // lsp-mode keeps what comes, for our client there to show, but does not say so.
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport === true || clientInfo?.name === 'emacs',
    diagnosticTags: textDocument?.publishDiagnostics?.tagSupport !== undefined,
    codeActionLiterals: codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: codeAction?.isPreferredSupport === true,
    resolvesEdits: codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    foldingLimit: folding?.rangeLimit ?? Number.POSITIVE_INFINITY,
    foldingCollapsedText: folding?.foldingRange?.collapsedText === true,
    configuration: workspace?.configuration === true,
    opensDocuments: capabilities.window?.showDocument?.support === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workDoneProgress: window?.workDoneProgress === true,
    refreshes: (['codeLens', 'inlayHint'] as const).filter((kind) => workspace?.[kind]?.refreshSupport === true),
    extensions: experimental?.nbproject ?? {},
  };
}

function encodingOf(offered: readonly string[] | undefined): PositionEncoding {
  const known = offered?.find((one) => one === 'utf-8' || one === 'utf-16' || one === 'utf-32');
  return (known as PositionEncoding | undefined) ?? 'utf-16';
}
