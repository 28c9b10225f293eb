import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { documentationOf, rules, rulesPage } from '../../server/src/rules/index.ts';

const docs = path.join(import.meta.dirname, '..', '..', 'docs');

function page(...name: string[]): string {
  return readFileSync(path.join(docs, ...name), 'utf8');
}

// Out of date? `npm run docs` writes them again.
test('Should have the list of the rules in docs/rules.md as the rules have it', () => {
  expect(page('rules.md')).toBe(rulesPage());
});

test.each(rules)('Should have the page of $code in docs/rules as the rule has it', ({ code }) => {
  expect(page('rules', `${code}.md`)).toBe(documentationOf(code));
});

test('Should have no page of a rule that does not exist', () => {
  expect(readdirSync(path.join(docs, 'rules')).sort()).toEqual(rules.map(({ code }) => `${code}.md`).sort());
});

test('Should name in docs/peers.md rules that exist, and every rule of ours at least once', () => {
  const linked = [...page('peers.md').matchAll(/\]\(rules\/([\w-]+)\.md\)/g)].map(([, code]) => code);
  const codes = rules.map(({ code }) => code);
  expect(linked.filter((code) => !codes.includes(String(code)))).toEqual([]);
  expect(codes.filter((code) => !linked.includes(code))).toEqual([]);
});
