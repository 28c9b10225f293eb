export { findSecrets } from './findSecrets.ts';
export type { CellSecret, SecretLookup } from './lookup.ts';
export { withoutCredentials } from './withoutCredentials.ts';
