export { graphOf } from './graphOf.ts';
export { pictureOf } from './picture.ts';
