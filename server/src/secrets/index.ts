export { findSecrets } from './findSecrets.ts';
export type { CellSecret, SecretLookup } from './lookup.ts';
