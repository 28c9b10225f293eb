export { isEditable, planEdits } from './edit/planEdits.ts';
export {
  loadScriptEditor,
  loadScriptPlanner,
  loadScriptReader,
  loadYamlReader,
  type ScriptEditor,
  type ScriptPlanner,
  type ScriptReader,
} from './load.ts';
export * from './model.ts';
export { decodeFile } from './read/decode.ts';
export { editNotebook } from './read/editNotebook.ts';
export { notebookName } from './read/notebookName.ts';
export type { NotebookText } from './read/notebookText.ts';
export { maxCells, maxNotebookLength, readNotebook } from './read/readNotebook.ts';
export { alignCells } from './script/alignCells.ts';
export { isProseExtension, isScriptExtension } from './script/extensions.ts';
export { looksLikeNotebook } from './script/looksLikeNotebook.ts';
export type { Script } from './script/readScript.ts';
export type { ScriptCell } from './script/scriptCells.ts';
export { type ScriptNotebook, scriptNotebook } from './script/scriptNotebook.ts';
export type { PositionEncoding } from './text/encoding.ts';
export type { OffsetEdit, Position, Range } from './text/text.ts';
export { Text } from './text/text.ts';
export { CellsView, type ShownCell, type ShownNotebook } from './view/cellsView.ts';
export { pathAt } from './view/jsonPlace.ts';
export { ScriptView } from './view/scriptView.ts';
export { TextView } from './view/textView.ts';
export type { Change, FileChange, Location, NotebookChange, TextChange, View, ViewDocument } from './view/view.ts';
