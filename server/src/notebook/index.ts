export { isEditable, planEdits } from './edit/planEdits.ts';
export * from './model.ts';
export { decodeFile } from './read/decode.ts';
export { editNotebook } from './read/editNotebook.ts';
export type { NotebookText } from './read/notebookText.ts';
export { maxNotebookLength, readNotebook } from './read/readNotebook.ts';
export type { PositionEncoding } from './text/encoding.ts';
export type { OffsetEdit, Position, Range } from './text/text.ts';
export { Text } from './text/text.ts';
