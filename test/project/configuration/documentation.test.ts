import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  configurationKeys,
  configurationPage,
  jsonSchema,
  readConfiguration,
} from '../../../server/src/project/configuration/index.ts';

const page = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'configuration.md');

test('docs/configuration.md says what the schema says (else: npm run docs)', () => {
  expect(readFileSync(page, 'utf8')).toBe(configurationPage());
});

test.each(configurationKeys)('The example of $name is right', ({ name, example }) => {
  const configuration = readConfiguration('/project/nbproject.toml', example);
  expect(configuration?.problems).toEqual([]);
  expect(example).toContain(name);
});

test('The examples of the page are right', () => {
  const blocks = [...configurationPage().matchAll(/```toml\n(.*?)```/gs)].map(([, text]) => text ?? '');
  expect(blocks.length).toBeGreaterThan(5);
  for (const text of blocks) {
    const name = text.includes('[tool.nbproject]') ? 'pyproject.toml' : 'nbproject.toml';
    expect(readConfiguration(`/project/${name}`, text)?.problems).toEqual([]);
  }
});

describe('The JSON schema', () => {
  test('knows every key, and no other', () => {
    const { properties, additionalProperties } = jsonSchema();
    expect(Object.keys(properties as object)).toEqual(configurationKeys.map(({ name }) => name));
    expect(additionalProperties).toBe(false);
    expect(properties).toMatchObject({
      select: { type: 'array', items: { $ref: '#/definitions/rule' } },
      policy: { enum: ['executed', 'monotone', 'stripped'] },
      'long-cell': { type: 'object', additionalProperties: false, properties: { 'max-lines': { type: 'number' } } },
    });
  });
});
