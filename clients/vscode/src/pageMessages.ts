import { commands } from 'nbproject-protocol';
import { commands as codeCommands } from 'vscode';
import { openNotebook } from './openNotebook.ts';
import type { FromPage } from './webviewMessages.ts';

const ours: ReadonlySet<string> = new Set(Object.values(commands));

/** What only the owner of a page can do for it. */
export interface PageOwner {
  readonly ready: () => unknown;
  readonly all?: () => unknown;
}

/** Does what a page of ours asks for. A page shows text of notebooks, so it can open notebooks and run our commands, and nothing else. */
export async function onPageMessage(message: FromPage, owner: PageOwner): Promise<void> {
  if (message.kind === 'ready') await owner.ready();
  else if (message.kind === 'all') await owner.all?.();
  else if (message.kind === 'open') await openNotebook(message.uri);
  else if (ours.has(message.command)) await codeCommands.executeCommand(message.command, { uri: message.uri });
}
