export { findNotebooks, type IsExcluded, type UnreadableFolder } from './findNotebooks.ts';
