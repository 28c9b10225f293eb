export { type FoundNotebooks, findNotebooks, type UnreadableFolder } from './findNotebooks.ts';
