export { suggestion } from '../../notebook/text/nearest.ts';
