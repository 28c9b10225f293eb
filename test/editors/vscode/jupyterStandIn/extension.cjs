// The part of the Jupyter extension's API that tells a kernel's Python; a test says which it is by `select`.
const vscode = require('vscode');

exports.activate = () => {
  const changed = new vscode.EventEmitter();
  const selected = new Map();
  return {
    getPythonEnvironment: (notebook) => selected.get(notebook.toString()),
    onDidChangePythonEnvironment: changed.event,
    select: (notebook, path) => {
      selected.set(notebook.toString(), { path });
      changed.fire(notebook);
    },
  };
};
