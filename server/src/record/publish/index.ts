export type { VersionChoice } from './choices.ts';
export { decidePublish, type PublishWish, type Questions, refusal } from './decide.ts';
export type { Obstacle } from './obstacles.ts';
export { type PublishFacts, packageEdits, publishEdits } from './publishEdits.ts';
export { publishFacts } from './publishFacts.ts';
