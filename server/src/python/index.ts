export type { PythonCell } from './cell.ts';
export type { Import } from './imports/imports.ts';
export { importsOf, type NotebookImports, topLevelName } from './imports/importsOf.ts';
export { isStandardLibrary } from './imports/standardLibrary.ts';
export { analyseNames, type NameFinding, type NamePlace } from './names/analyse.ts';
export type { NameEvent } from './names/events.ts';
export { loadPython, type PythonReader } from './reader.ts';
export type { SyntaxProblem } from './syntax/index.ts';
