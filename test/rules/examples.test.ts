import type { JsonObject } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { readNotebook, Text } from '../../server/src/notebook/index.ts';
import { documentationOf, rules } from '../../server/src/rules/index.ts';
import { applyToJson } from '../support/applyEdits.ts';
import { findingsIn, findingsOf, fixesOf, selectEvery } from '../support/check.ts';
import { jsonOf, nbformatText, notebookOf } from '../support/notation.ts';

describe.each(rules)('$code', (rule) => {
  const { examples, fix } = rule.documentation;

  test.each(examples)('Should report the bad example, and not the good one', ({ bad, good, options, project }) => {
    const selection = selectEvery(options && { [rule.code]: options });
    expect(findingsOf(rule.code, notebookOf(bad), selection, project)).not.toEqual([]);
    expect(findingsOf(rule.code, notebookOf(good), selection, project)).toEqual([]);
  });

  test.each(rule.fixes ? examples : [])(
    'Should make the good example of the bad one by its preferred fix',
    ({ bad, good, fixed, options, project }) => {
      const notebook = notebookOf(bad);
      const selection = selectEvery(options && { [rule.code]: options });
      const [finding] = findingsOf(rule.code, notebook, selection, project);
      const preferred = finding && fixesOf(notebook, finding, project)[0];
      expect(preferred).toBeDefined();
      const before = jsonOf(bad);
      const after = applyToJson(before, preferred!.edits);
      expect(withoutChance(after, before)).toEqual(withoutChance(jsonOf(fixed ?? good), before));
    },
  );

  test.each(rule.fixes ? examples : [])('Should find nothing new after any of its fixes', ({ bad, project }) => {
    const notebook = notebookOf(bad);
    const before = new Set(findingsIn(notebook, undefined, project).map(({ code }) => code));
    for (const finding of findingsOf(rule.code, notebook, undefined, project)) {
      for (const { edits } of fixesOf(notebook, finding, project)) {
        const text = nbformatText(applyToJson(jsonOf(bad), edits));
        const after = findingsIn(readNotebook(notebook.name, Text.from(text)).notebook, undefined, project);
        expect(after.filter(({ code }) => code === rule.code || !before.has(code))).toEqual([]);
      }
    }
  });

  test('Should be documented', () => {
    expect(rule.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(examples).not.toEqual([]);
    expect(fix !== undefined).toBe(rule.fixes !== undefined);
    const page = documentationOf(rule.code);
    expect(page).toContain(rule.summary);
    expect(page).toContain(examples[0]!.bad.trim());
  });
});

test('Should have codes of their own', () => {
  expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
});

/** Cells that the notation or a fix gave an id, and records with new ids and times, count as equal; ids that an example writes are compared. */
function withoutChance(notebook: JsonObject, before: JsonObject): JsonObject {
  const known = JSON.stringify(before);
  const text = JSON.stringify(notebook, (key, value) => {
    if (key === 'id') return isByChance(value, known) ? 'by chance' : value;
    if (key.startsWith('user_')) return null;
    return key === 'time_init' ? 'some time' : value;
  });
  return JSON.parse(text);
}

function isByChance(id: unknown, known: string): boolean {
  if (typeof id !== 'string') return false;
  return /^cell-\d+$/.test(id) || (/^(?:[0-9a-f]{8}|[0-9A-Za-z]{12})$/.test(id) && !known.includes(`"${id}"`));
}
