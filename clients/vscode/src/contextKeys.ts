import { commands, type Disposable } from 'vscode';
import type { Headers } from './headers.ts';

/** What the conditions of menus and views in package.json ask. */
export function registerContextKeys(headers: Headers): Disposable {
  return headers.onDidChange(() => {
    const { current } = headers;
    if (current) commands.executeCommand('setContext', 'nbproject.active', true);
    commands.executeCommand('setContext', 'nbproject.untitled', current?.title === null);
    commands.executeCommand('setContext', 'nbproject.uninitialized', current?.record === null);
  });
}
