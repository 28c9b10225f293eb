import type { JsonObject } from 'nbproject-protocol';
import { selectorNames } from '../../rules/index.ts';
import { type ConfigurationKey, configurationKeys, type ValueType } from './schema.ts';

/** What nbproject.toml may hold, and `[tool.nbproject]` of a pyproject.toml, as a JSON schema for editors that check TOML by one. */
export function jsonSchema(): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of nbproject',
    definitions: { rule: { enum: [...selectorNames()] } },
    ...tableSchema(configurationKeys),
  };
}

function tableSchema(keys: readonly ConfigurationKey[]): JsonObject {
  const properties = keys.map(({ name, type, description }) => [name, { description, ...schemaOf(type) }] as const);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

function schemaOf(type: ValueType): JsonObject {
  switch (type.kind) {
    case 'rules':
      return { type: 'array', items: { $ref: '#/definitions/rule' } };
    case 'patterns':
      return { type: 'array', items: { type: 'string' } };
    case 'text':
      return { type: 'string', minLength: 1 };
    case 'number':
      return { type: 'number', minimum: 0 };
    case 'choice':
      return { enum: type.choices.map(({ name }) => name) };
    case 'by rule':
      return {
        type: 'object',
        propertyNames: { $ref: '#/definitions/rule' },
        additionalProperties: schemaOf(type.value),
      };
    case 'by pattern':
      return { type: 'object', additionalProperties: schemaOf(type.value) };
    case 'table':
      return tableSchema(type.keys);
  }
}
