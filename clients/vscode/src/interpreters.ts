import { type InterpreterDidChangeParams, interpreterDidChange } from 'nbproject-protocol';
import { Disposable, type Event, extensions, type NotebookDocument, type Uri, workspace } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';

/**
 * Tells the server which Python runs a notebook: that of its selected kernel, which the Jupyter extension knows, else the one
 * selected in the Python extension. Neither extension is needed.
 */
export function followInterpreters(client: LanguageClient): Disposable {
  const subscriptions: Disposable[] = [];
  const told = new Map<string, string>();

  const tell = async ({ uri, notebookType }: NotebookDocument) => {
    if (notebookType !== 'jupyter-notebook' || client.state !== State.Running) return;
    const interpreter = kernelPython(uri) || selectedPython(uri) || null;
    const key = uri.toString();
    if ((told.get(key) ?? null) === interpreter) return;
    if (interpreter === null) told.delete(key);
    else told.set(key, interpreter);
    const params: InterpreterDidChangeParams = { uri: key, interpreter };
    await client.sendNotification(interpreterDidChange, params);
  };
  const tellAll = () => {
    for (const notebook of workspace.notebookDocuments) tell(notebook);
  };

  subscriptions.push(
    client.onDidChangeState(({ newState }) => {
      // A server that was started again knows nothing.
      if (newState !== State.Running) return;
      told.clear();
      tellAll();
    }),
    workspace.onDidOpenNotebookDocument(tell),
    workspace.onDidCloseNotebookDocument(({ uri }) => told.delete(uri.toString())),
  );
  for (const [id, eventOf] of sources) {
    // Activated here, since nobody else may: the Python extension waits for a Python file.
    extensions
      .getExtension(id)
      ?.activate()
      .then(
        (exports) => {
          const event = eventOf(exports);
          if (event) subscriptions.push(event(tellAll));
          tellAll();
        },
        () => {},
      );
  }
  return { dispose: () => Disposable.from(...subscriptions).dispose() };
}

/** The part of the Jupyter extension's API that is used (its api.pythonEnvironment.d.ts). */
interface JupyterApi {
  readonly getPythonEnvironment?: (notebook: Uri) => { readonly path: string } | undefined;
  readonly onDidChangePythonEnvironment?: Event<Uri>;
}

/** The part of the Python extension's API that is used (the package @vscode/python-extension describes it). */
interface PythonApi {
  readonly environments?: {
    readonly getActiveEnvironmentPath?: (resource: Uri) => { readonly path: string };
    readonly onDidChangeActiveEnvironmentPath?: Event<unknown>;
  };
}

const jupyter = 'ms-toolsai.jupyter';
const python = 'ms-python.python';

const sources: readonly (readonly [string, (exports: unknown) => Event<unknown> | undefined])[] = [
  [jupyter, (exports) => (exports as JupyterApi | undefined)?.onDidChangePythonEnvironment],
  [python, (exports) => (exports as PythonApi | undefined)?.environments?.onDidChangeActiveEnvironmentPath],
];

function kernelPython(notebook: Uri): string | undefined {
  return activeApi<JupyterApi>(jupyter)?.getPythonEnvironment?.(notebook)?.path;
}

function selectedPython(notebook: Uri): string | undefined {
  return activeApi<PythonApi>(python)?.environments?.getActiveEnvironmentPath?.(notebook)?.path;
}

function activeApi<Api>(id: string): Api | undefined {
  const extension = extensions.getExtension(id);
  return extension?.isActive ? extension.exports : undefined;
}
