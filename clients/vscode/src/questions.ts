import type { AskTextParams } from 'nbproject-protocol';
import { window } from 'vscode';
import { type MessageActionItem, MessageType, type ShowMessageRequestParams } from 'vscode-languageclient/node';

/** Asks what the server wants to know: a choice in the quick pick, a warning in a dialogue that waits. Null when the user leaves it. */
export async function ask({
  type,
  message,
  actions = [],
}: ShowMessageRequestParams): Promise<MessageActionItem | null> {
  if (type === MessageType.Warning || type === MessageType.Error) {
    const items = actions.map((action) => ({ ...action, isCloseAffordance: action.title === 'Cancel' }));
    return (await window.showWarningMessage(message, { modal: true }, ...items)) ?? null;
  }
  const items = actions.map((action) => ({ label: action.title, action }));
  // The notebook may take the focus back, for example when a cell ends running.
  const chosen = await window.showQuickPick(items, { title: 'nbproject', placeHolder: message, ignoreFocusOut: true });
  return chosen?.action ?? null;
}

/** Asks for a text in the input box. Null when the user leaves it. */
export async function askForText({ message, value }: AskTextParams): Promise<string | null> {
  return (await window.showInputBox({ title: 'nbproject', prompt: message, value, ignoreFocusOut: true })) ?? null;
}
