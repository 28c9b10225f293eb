import { commands } from 'nbproject-protocol';
import type { CodeAction } from 'vscode-languageserver-protocol';
import type { Editor } from '../support/editor.ts';

/** All that the server says of an open notebook: it is asked everything, at every line, and every command is called. What refuses is an answer too. */
export async function askEverything(editor: Editor, uri: string): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  const ask = async (method: string, params: object): Promise<unknown> => {
    const answer = await editor.request<unknown>(method, params).catch(({ message }) => ({ message }));
    answers.push({ method, answer });
    return answer;
  };
  await editor.diagnostics(uri);
  const textDocument = { uri };
  const { content } = editor.document(uri);
  const range = editor.document(uri).rangeAt(0, content.length);
  for (const method of ['codeLens', 'documentSymbol', 'foldingRange', 'documentLink'])
    await ask(`textDocument/${method}`, { textDocument });
  await ask('textDocument/inlayHint', { textDocument, range });
  await ask('workspace/symbol', { query: '' });
  for (const method of ['header', 'environment', 'graph']) await ask(`nbproject/${method}`, { uri });
  for (const [line, text] of content.split('\n').entries()) {
    const position = { line, character: text.indexOf('"') + 3 };
    const methods = /path|parent/.test(text) ? atMentions : atAnything;
    for (const method of methods)
      await ask(`textDocument/${method}`, { textDocument, position, context: { includeDeclaration: true } });
  }
  for (const hierarchy of ['call', 'type'] as const) await askHierarchy(ask, hierarchy, textDocument);
  const actions = await editor.codeActions(uri, range);
  answers.push({ method: 'textDocument/codeAction', answer: actions });
  for (const action of actions) {
    const resolved = await editor.request<CodeAction>('codeAction/resolve', action);
    answers.push({ method: 'codeAction/resolve', answer: { ...resolved, edit: undefined } });
  }
  for (const command of Object.values(commands)) {
    // Nobody there to answer: each question is closed.
    for (const more of command === commands.showGraph ? graphs : [{}]) {
      await ask('workspace/executeCommand', { command, arguments: [{ uri, ...more }] });
    }
  }
  await editor.diagnostics(uri);
  return answers;
}

const atAnything = ['hover', 'completion'];
const atMentions = [...atAnything, 'definition', 'references'];
const graphs = [{}, { format: 'json' }, { format: 'mermaid' }, { format: 'dot' }, { format: 'svg' }];

const hierarchies = {
  call: ['textDocument/prepareCallHierarchy', 'callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls'],
  type: ['textDocument/prepareTypeHierarchy', 'typeHierarchy/supertypes', 'typeHierarchy/subtypes'],
} as const;

async function askHierarchy(
  ask: (method: string, params: object) => Promise<unknown>,
  hierarchy: keyof typeof hierarchies,
  textDocument: { readonly uri: string },
): Promise<void> {
  const [prepare, ...directions] = hierarchies[hierarchy];
  const items = await ask(prepare, { textDocument, position: { line: 0, character: 0 } });
  for (const item of Array.isArray(items) ? items : [])
    for (const direction of directions) await ask(direction, { item });
}
