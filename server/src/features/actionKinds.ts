/** The kinds of code actions that are the server's own. */
export const fixAllKinds = ['source.fixAll.nbproject', 'notebook.source.fixAll.nbproject'] as const;
export const refactorKind = 'refactor.nbproject';
