export { type Author, type AuthorSources, findAuthor } from './author.ts';
export { authorSources } from './authorSources.ts';
export { badge } from './badge/badge.ts';
export { type BadgeFacts, cleanState } from './badge/cleanState.ts';
export { consecutiveViolations, isConsecutive } from './consecutive.ts';
export { type HandOver, handOverLabels, handOverOf } from './header/handOver.ts';
export { headerOf, type LiveFacts } from './header/headerOf.ts';
export { problemsLabel } from './header/rows.ts';
export { comparedVersions, differenceOf } from './live/comparedVersions.ts';
export { findLiveEnvironment, kernelName } from './live/environment.ts';
export { gitIdentities } from './live/git/gitIdentity.ts';
export { type Repository, repositoryAround } from './live/git/repository.ts';
export {
  allRecordedPackages,
  distributionsOf,
  type ImportedModule,
  importedModules,
  type LiveEnvironment,
  liveCode,
  packageRows,
  recordedPackages,
} from './live/packages.ts';
export {
  isPython,
  type Program,
  type ProgramCell,
  programList,
  programOf,
  pythonCells,
  readCode,
  unreadCells,
} from './live/program.ts';
export { newRecord, newRecordId, recordTime } from './newRecord.ts';
export * from './publish/index.ts';
export { allParentIds, mostEntries, parentIds, recordOf, sourceHash, stateOf } from './record.ts';
export { recordProblems } from './recordProblems.ts';
