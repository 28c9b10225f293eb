import { expect, test } from 'vitest';
import type { Analysis } from '../../server/src/cli/analysis/analyse.ts';
import { applyFixes, type InFile } from '../../server/src/cli/fix/applyFixes.ts';
import { decodeFile, isEditable, planEdits, readNotebook, Text, TextView } from '../../server/src/notebook/index.ts';
import { type Finding, fixesFor, rules } from '../../server/src/rules/index.ts';
import { findingsIn, fixContextOf, surroundingsOf } from '../support/check.ts';
import { corpusBytes, corpusLines, describeCorpus } from '../support/corpus.ts';

/** Fixes of a rule differ little: of each notebook so many findings are mended, and of each rule so many in all, spread over the corpus. */
const perNotebook = 2;
const perRule = 200;

/** Where every fix is applied, one after the other, the smaller notebooks will do. */
const smallest = 40_000;

/** Rules with fixes that find nothing to mend in these notebooks, or that look for what tests do not have; their examples show the fixes. */
const withoutOccasion = [
  'absolute-path',
  'duplicate-notebook-id',
  'undeclared-parent',
  'secret',
  'stored-results',
  'large-output',
  'unused-ignore',
];

describeCorpus('Fixes over real notebooks', () => {
  const files = corpusLines<{ path: string; json_ok: boolean; bytes: number }>('EXPECTED.jsonl')
    .filter(({ json_ok, bytes }) => json_ok && bytes < 300_000)
    .map(({ path, bytes }) => ({ path, bytes }));

  test('Should each take their finding away, bring no error, and leave a notebook', () => {
    const applied = new Map<string, number>();
    const safeties = new Map<string, Set<boolean>>();
    const failures: string[] = [];
    for (const { path } of files) {
      const before = analysisOf(decodeFile(corpusBytes(path)).content);
      if (!isEditable(before.view.document)) continue;
      for (const finding of sample(before.findings, applied)) {
        const fixes = fixesOf(before, finding);
        const [preferred] = fixes;
        if (preferred) {
          applied.set(finding.code, (applied.get(finding.code) ?? 0) + 1);
          safeties.set(finding.code, (safeties.get(finding.code) ?? new Set()).add(preferred.safe));
        }
        for (const { title, edits } of fixes) {
          const after = analysisOf(withEdits(before, edits));
          failures.push(...wrongAfter(before, after, finding).map((what) => `${path}: ${title} ${what}`));
        }
      }
    }
    const total = [...applied.values()].reduce((sum, count) => sum + count, 0);
    console.info(`${total} findings of ${applied.size} rules mended: ${JSON.stringify(Object.fromEntries(applied))}`);
    expect(failures).toEqual([]);
    const fixable = rules.filter((rule) => rule.fixes).map(({ code }) => code);
    expect(fixable.filter((code) => !applied.has(code)).sort()).toEqual([...withoutOccasion].sort());
    expect(rules.filter((rule) => isWronglyCalled(rule.fixSafety, safeties.get(rule.code)))).toEqual([]);
  });

  test('Should, all that are safe, come to an end, after which a second run changes nothing', async () => {
    for (const { path } of files) {
      const once = await applyFixes(analysisOf(decodeFile(corpusBytes(path)).content), 'safe', analyse);
      expect([path, (await applyFixes(once, 'safe', analyse)).content === once.content]).toEqual([path, true]);
    }
  });

  test('Should, all of them, come to an end, after which a second run changes nothing', async () => {
    const small = files.filter(({ bytes }) => bytes < smallest);
    for (const { path } of small) {
      const before = analysisOf(decodeFile(corpusBytes(path)).content);
      const once = await applyFixes(before, 'all', analyse);
      const twice = await applyFixes(once, 'all', analyse);
      expect([path, twice.content === once.content]).toEqual([path, true]);
      expect([path, newErrors(before, once)]).toEqual([path, []]);
    }
    console.info(`${small.length} notebooks mended as far as fixes go`);
  });
});

function analysisOf(content: string): Analysis {
  const view = new TextView('', 0, readNotebook('my_analysis', Text.from(content)), 'utf-16');
  const { notebook } = view;
  return {
    content,
    view,
    surroundings: surroundingsOf(notebook),
    findings: findingsIn(notebook),
    author: undefined,
    failures: [],
  };
}

async function analyse(content: string): Promise<Analysis> {
  return analysisOf(content);
}

/** The first of each rule in this notebook, as long as the rule is not done with. */
function sample(findings: readonly Finding[], applied: ReadonlyMap<string, number>): Finding[] {
  const seen = new Map<string, number>();
  return findings.filter(({ code }) => {
    seen.set(code, (seen.get(code) ?? 0) + 1);
    return (seen.get(code) ?? 0) <= perNotebook && (applied.get(code) ?? 0) < perRule;
  });
}

function fixesOf({ view: { notebook } }: Analysis, finding: Finding) {
  return fixesFor(notebook, finding, fixContextOf(notebook), fail);
}

function withEdits({ content, view }: Analysis, edits: Parameters<typeof planEdits>[1]): string {
  const planned = [...planEdits(view.document, edits)].reverse();
  return planned.reduce((text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end), content);
}

function wrongAfter(before: Analysis, after: Analysis, { code }: Finding): string[] {
  const wrong: string[] = [];
  if (!isEditable(after.view.document)) wrong.push('left no notebook');
  if (countOf(after, code) >= countOf(before, code)) wrong.push(`left ${code}`);
  const worse = newErrors(before, after);
  return worse.length === 0 ? wrong : [...wrong, `brought ${worse.join(', ')}`];
}

/** What a run would stop at counts as one, whatever its severity. */
const stops = ['undefined-name', 'used-before-defined', 'deleted-name', 'missing-package'];

function newErrors(before: InFile, after: InFile): string[] {
  const isError = ({ code, severity }: Finding): boolean => severity === 'error' || stops.includes(code);
  const errors = new Set(after.findings.filter(isError).map(({ code }) => code));
  return [...errors].filter((code) => countOf(after, code) > countOf(before, code));
}

function countOf({ findings }: InFile, code: string): number {
  return findings.filter((finding) => finding.code === code).length;
}

/** A rule says of its preferred fixes whether they are safe: `nbls rules` and its page repeat it. */
function isWronglyCalled(said: 'safe' | 'partly safe' | undefined, seen: ReadonlySet<boolean> | undefined): boolean {
  if (!seen || said === 'partly safe') return false;
  return seen.has(said !== 'safe');
}

function fail(code: string, error: unknown): never {
  throw new Error(code, { cause: error });
}
