export { type FoundNotebooks, findNotebooks, type IsExcluded, type UnreadableFolder } from './findNotebooks.ts';
