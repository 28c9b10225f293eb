// A door for the tests: they send functions, which run in the extension host. It listens on this machine alone, and is never part of
// the product. Beside it a kernel that runs nothing: it counts, and writes the cell's last line as its output.
const { writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const path = require('node:path');
const vscode = require('vscode');

exports.activate = (context) => {
  const kernel = fakeKernel();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { code, args } = JSON.parse(body);
    try {
      const value = await new Function(`return (${code})`)()({ vscode, kernel }, ...args);
      response.end(JSON.stringify({ value: value ?? null }));
    } catch (error) {
      response.end(JSON.stringify({ error: String(error?.stack ?? error) }));
    }
  });
  server.listen(0, '127.0.0.1', () => {
    // Beside the workspace, where the test looks for it.
    const folder = vscode.workspace.workspaceFolders?.[0].uri.fsPath ?? '';
    writeFileSync(path.join(path.dirname(folder), 'door'), String(server.address().port));
  });
  context.subscriptions.push(kernel.controller, { dispose: () => server.close() });
};

function fakeKernel() {
  const controller = vscode.notebooks.createNotebookController('nbproject-test', 'jupyter-notebook', 'Test Kernel');
  const kernel = { controller, count: 0 };
  controller.supportedLanguages = ['python'];
  controller.supportsExecutionOrder = true;
  controller.executeHandler = async (cells) => {
    for (const cell of cells) {
      const execution = controller.createNotebookCellExecution(cell);
      execution.executionOrder = ++kernel.count;
      execution.start(Date.now());
      const text = cell.document.lineAt(cell.document.lineCount - 1).text;
      const output = new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.text(text)]);
      await execution.replaceOutput([output]);
      execution.end(true, Date.now());
    }
  };
  return kernel;
}
