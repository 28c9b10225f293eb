export { editEntries } from './editEntries.ts';
export { readEntries } from './readEntries.ts';
