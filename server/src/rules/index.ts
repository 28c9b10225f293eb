export { ruleOf, rules } from './catalogue.ts';
export { checkNotebook, type OnRuleFailure } from './check.ts';
export { countBySeverity } from './countBySeverity.ts';
export { documentationOf, fixSafetyOf } from './documentation.ts';
export { clearAllOutputs } from './execution/counts.ts';
export { fixesFor, safeEdits } from './fixes.ts';
export { asksForLineage, dataFilesAskedFor } from './lineage/asksForProject.ts';
export { newIdentity } from './lineage/newIdentity.ts';
export { parentField, recordedParents } from './lineage/recordedParents.ts';
export { initialize } from './metadata/uninitialized.ts';
export { insertTitle } from './narrative/missingTitle.ts';
export { cellOfPlace } from './place.ts';
export { noPolicy, type Policy, type PolicyRules, policies } from './policy.ts';
export type {
  DataFileLookup,
  Finding,
  Fix,
  FixContext,
  Need,
  RelatedPlace,
  Rule,
  RuleOptions,
  Severity,
  Surroundings,
} from './rule.ts';
export { rulesPage } from './rulesPage.ts';
export { type Selection, type SelectionSettings, selectRules } from './selection.ts';
export { selectorNames, selectorOf, unknownSelector } from './selectors.ts';
export { ignoreActions } from './suppression/index.ts';
