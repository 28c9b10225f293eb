export {
  type ConfigurationSources,
  type Configurations,
  configurationAt,
  createConfigurations,
} from './configurations.ts';
export { configurationPage } from './documentation.ts';
export { type ConfigurationOf, exclusion } from './exclusion.ts';
export { jsonSchema } from './jsonSchema.ts';
export { isExcluded } from './paths.ts';
export { configurationFileNames, maxConfigurationLength, readConfiguration, tablePathIn } from './readConfiguration.ts';
export { noOwnSettings, type OwnSettings, ruleSettings } from './ruleSettings.ts';
export { type ConfigurationKey, configurationKeys, typeAt, type ValueType } from './schema.ts';
export type { Configuration, ConfigurationProblem, ProjectAuthor, ProjectSettings } from './settings.ts';
