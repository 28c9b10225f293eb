export { findNotebooks } from './findNotebooks.ts';
export type { IsExcluded, UnreadableFolder } from './passedOver.ts';
