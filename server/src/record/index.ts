export { type Author, type AuthorSources, findAuthor } from './author.ts';
export { consecutiveViolations, isConsecutive, type Violation } from './consecutive.ts';
export { headerOf, type LiveFacts } from './header/headerOf.ts';
export { newRecord, newRecordId, recordTime } from './newRecord.ts';
export { recordOf, sourceHash, stateOf } from './record.ts';
export { type RecordCorrection, type RecordProblem, recordIdPattern, recordProblems } from './recordProblems.ts';
