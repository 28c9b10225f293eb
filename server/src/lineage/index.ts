export { ancestryOf } from './ancestry.ts';
export { type DataUser, type Lineage, lineageOf } from './lineage.ts';
export { originalOf } from './original.ts';
export { isOutdated } from './outdated.ts';
export { type Relatives, relativesOf } from './relatives.ts';
export { relativeUses } from './relativeUses.ts';
export { type DataUse, type NotebookSummary, summaryOf } from './summary.ts';
