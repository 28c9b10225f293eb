import { commands, Uri } from 'vscode';

/** Opens a notebook of the workspace in the notebook editor; what cannot be shown there VS Code offers to open as text. */
export async function openNotebook(uri: string): Promise<void> {
  await commands.executeCommand('vscode.openWith', Uri.parse(uri), 'jupyter-notebook');
}
