export { graphOf } from './graphOf.ts';
export { outlineOf } from './outline.ts';
export { pictureOf } from './picture.ts';
