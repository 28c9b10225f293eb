export { affectedBy } from './affectedBy.ts';
export { ancestryOf } from './ancestry.ts';
export { type DataUser, type Lineage, lineageOf } from './lineage.ts';
export { originalOf } from './original.ts';
export { isOutdated } from './outdated.ts';
export { type Relatives, relativesOf } from './relatives.ts';
export { type CodeFiles, relativeUses } from './relativeUses.ts';
export { shownInstead } from './shownInstead.ts';
export { type DataUse, type NotebookSummary, summaryOf } from './summary.ts';
