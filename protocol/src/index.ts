export * from './environment.ts';
export * from './graph.ts';
export * from './header.ts';
export * from './json.ts';
export * from './messages.ts';
export * from './notebookEdit.ts';
export * from './publish.ts';
export * from './severity.ts';
