import {
  type Diagnostic,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  languages,
  NotebookCellStatusBarAlignment,
  NotebookCellStatusBarItem,
  notebooks,
} from 'vscode';

/** Below a cell: what is wrong with it, since the squiggle may be out of sight. A click opens the problems. */
export function cellStatus(): Disposable {
  const changed = new EventEmitter<void>();
  return Disposable.from(
    changed,
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(({ scheme }) => scheme === 'vscode-notebook-cell')) changed.fire();
    }),
    notebooks.registerNotebookCellStatusBarItemProvider('jupyter-notebook', {
      onDidChangeCellStatusBarItems: changed.event,
      provideCellStatusBarItems: ({ document }) => {
        const found = languages.getDiagnostics(document.uri).filter(({ source }) => source === 'nbproject');
        return found.length === 0 ? [] : [itemFor(found)];
      },
    }),
  );
}

function itemFor(found: readonly Diagnostic[]): NotebookCellStatusBarItem {
  const worst = Math.min(...found.map(({ severity }) => severity));
  const codes = [...new Set(found.map(codeOf))];
  const more = codes.length > 2 ? ` +${codes.length - 2}` : '';
  const item = new NotebookCellStatusBarItem(
    `$(${icons[worst]}) ${codes.slice(0, 2).join(', ')}${more}`,
    NotebookCellStatusBarAlignment.Left,
  );
  item.tooltip = found.map(({ message }) => message).join('\n');
  item.command = 'workbench.actions.view.problems';
  return item;
}

const icons: Readonly<Record<number, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'lightbulb',
};

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
