export { cacheFolder } from './cacheFolder.ts';
export { forget, type KeptText, keptText } from './keptText.ts';
