import type { Notebook } from '../../server/src/notebook/index.ts';
import { loadPython } from '../../server/src/python/index.ts';
import { programOf } from '../../server/src/record/index.ts';
import {
  checkNotebook,
  type Finding,
  type Fix,
  type FixContext,
  fixesFor,
  ruleOf,
  rules,
  type Selection,
  type SelectionSettings,
  type Surroundings,
  selectRules,
} from '../../server/src/rules/index.ts';
import { findSecrets, type SecretLookup } from '../../server/src/secrets/index.ts';
import { environmentWith } from './exampleEnvironment.ts';
import { notebookOf } from './notation.ts';

/** Every rule, those that are off by default too; a rule that throws fails the test. */
export function selectEvery(
  options: SelectionSettings['options'] = {},
  but: SelectionSettings['severities'] = {},
): Selection {
  const severities = Object.fromEntries(rules.map(({ code, severity }) => [code, severity]));
  return selectRules(rules, { emptyFile: 'problem', severities: { ...severities, ...but }, options });
}

/** What a policy alone turns on would be found in every notebook that was run. */
const everyRule = selectEvery({}, { 'stored-results': 'off' });

const python = await loadPython();

/** Where the examples of rules run. */
const environment = await environmentWith({ numpy: '1.26.4', pandas: '2.2.0' });

/** What the examples of the rule on secrets hold; other notebooks of tests hold none. */
const secrets = await secretsIn(ruleOf('secret')?.documentation.examples.map(({ bad }) => bad) ?? []);

async function secretsIn(notations: readonly string[]): Promise<SecretLookup> {
  const lookups = await Promise.all(notations.map((notation) => findSecrets(notebookOf(notation))));
  return (cell) => lookups.flatMap((lookup) => lookup(cell));
}

export function surroundingsOf(notebook: Notebook): Surroundings {
  return {
    program: programOf(notebook, python),
    environment,
    file: '/home/ada/analysis/notebook.ipynb',
    lineage: undefined,
    secrets,
  };
}

const now: Omit<FixContext, keyof Surroundings> = {
  now: () => new Date('2024-05-31T09:30:00Z'),
  author: { handle: 'ada', id: 'id123456', name: 'Ada Lovelace' },
};

export function fixContextOf(notebook: Notebook): FixContext {
  return { ...surroundingsOf(notebook), ...now };
}

export function findingsIn(notebook: Notebook, selection: Selection = everyRule): readonly Finding[] {
  return checkNotebook(notebook, selection, surroundingsOf(notebook), fail);
}

export function findingsOf(code: string, notebook: Notebook, selection?: Selection): readonly Finding[] {
  return findingsIn(notebook, selection).filter((finding) => finding.code === code);
}

export function fixesOf(notebook: Notebook, finding: Finding): readonly Fix[] {
  return fixesFor(notebook, finding, fixContextOf(notebook), fail);
}

function fail(code: string, error: unknown): never {
  throw new Error(`The rule ${code} threw`, { cause: error });
}
