export { findNotebooks } from './findNotebooks.ts';
export { isQuick, mostGlobstars } from './ignoreRules.ts';
export type { IsExcluded, UnreadableFolder } from './passedOver.ts';
