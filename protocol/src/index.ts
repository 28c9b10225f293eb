export * from './environment.ts';
export * from './header.ts';
export * from './json.ts';
export * from './messages.ts';
export * from './notebookEdit.ts';
