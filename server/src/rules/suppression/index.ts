export { ignoreActions } from './ignoreActions.ts';
export { withoutSilenced } from './suppress.ts';
