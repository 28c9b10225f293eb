export { type DataUser, type Lineage, lineageOf } from './lineage.ts';
export { type Relatives, relativesOf } from './relatives.ts';
export { type DataUse, type NotebookSummary, summaryOf } from './summary.ts';
