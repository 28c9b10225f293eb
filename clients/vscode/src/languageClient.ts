import { applyNotebookEdit, askText, type ClientExtensions, commands, saveDocument } from 'nbproject-protocol';
import type { ExtensionContext } from 'vscode';
import {
  type ClientCapabilities,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  ShowMessageRequest,
  type StaticFeature,
  TransportKind,
} from 'vscode-languageclient/node';
import { commandTarget, type IsKnown } from './commandTarget.ts';
import { carryOut } from './notebookEdits.ts';
import { ask, askForText } from './questions.ts';
import { save } from './save.ts';

/** What the extension does itself when one of these commands comes. */
export interface OwnCommands {
  readonly showHeader: () => unknown;
  readonly showGraph: (uri: string | undefined) => unknown;
  /** True for a document that the server takes for a notebook. */
  readonly isKnown: IsKnown;
}

/** Not among them is what the views of differences show of the past. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

/** The client of the server that lies in the extension; not started yet. */
export function createClient(context: ExtensionContext, own: OwnCommands): LanguageClient {
  const server: ServerOptions = {
    module: context.asAbsolutePath('server/bin/nbproject-language-server.cjs'),
    transport: TransportKind.ipc,
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      ...schemes.flatMap((scheme) => [
        // No language: raw cells have one that no selector knows.
        { notebook: { notebookType: 'jupyter-notebook', scheme } },
        { scheme, pattern: '**/*.ipynb' },
        { scheme, pattern: '**/{nbproject,pyproject}.toml' },
      ]),
      // The server knows which of them are scripts of notebooks, and says nothing of the others.
      { scheme: 'file', pattern: '**/*.{py,md,markdown,qmd,Rmd,rmd,R,r,jl,myst}' },
    ],
    synchronize: { configurationSection: 'nbproject' },
    // Text of a notebook never becomes a command: links in hovers run ours alone.
    markdown: { isTrusted: { enabledCommands: Object.values(commands) } },
    middleware: {
      executeCommand: (command, args, next) => {
        const target = commandTarget(args, own.isKnown);
        if (command === commands.showHeader) return own.showHeader();
        if (command === commands.showGraph) return own.showGraph(target?.uri);
        return next(command, target ? [target] : args);
      },
    },
  };
  const client = new LanguageClient('nbproject', 'nbproject', server, options);
  client.registerFeature(
    offering({ applyNotebookEdit: true, askText: true, headerDidChange: true, saveDocument: true }),
  );
  client.onRequest(applyNotebookEdit, carryOut);
  client.onRequest(ShowMessageRequest.type, ask);
  client.onRequest(askText, askForText);
  client.onRequest(saveDocument, save);
  return client;
}

function offering(extensions: ClientExtensions): StaticFeature {
  return {
    fillClientCapabilities: (capabilities: ClientCapabilities) => {
      capabilities.experimental = { ...capabilities.experimental, nbproject: extensions };
    },
    initialize: () => {},
    getState: () => ({ kind: 'static' }),
    clear: () => {},
  };
}
