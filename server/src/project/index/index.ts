export { type CacheFile, cacheFile } from './cacheFile.ts';
export { createFolderIndex, type FolderIndex, type Look } from './folderIndex.ts';
export { holdsHome } from './holdsHome.ts';
export type { ReadingThreads } from './readNotebooks.ts';
export { type Project, readProject } from './readProject.ts';
export { type IndexWorkerData, indexTask, readForMainThread } from './worker.ts';
