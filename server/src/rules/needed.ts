import type { Need, Rule, Surroundings } from './rule.ts';

/** What a rule sees of its surroundings: what it says that it needs. */
export function neededBy({ needs }: Rule, surroundings: Surroundings): Surroundings {
  const seen = <Name extends Need>(name: Name): Surroundings[Name] | undefined =>
    needs?.includes(name) ? surroundings[name] : undefined;
  return {
    program: seen('program'),
    environment: seen('environment'),
    file: surroundings.file,
    lineage: seen('lineage'),
    dataFiles: seen('dataFiles'),
    secrets: seen('secrets'),
  };
}
