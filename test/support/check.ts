import path from 'node:path';
import { lineageOf, summaryOf } from '../../server/src/lineage/index.ts';
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
import type { RuleExample } from '../../server/src/rules/rule.ts';
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

/** `project` is that of an example; without it nobody has looked at one. */
export function surroundingsOf(notebook: Notebook, project?: RuleExample['project']): Surroundings {
  const program = programOf(notebook, python);
  const file = path.join(folder, `${notebook.name}.ipynb`);
  return { program, environment, file, ...projectAround(notebook, file, project), secrets };
}

const folder = '/home/ada/analysis';

function projectAround(notebook: Notebook, file: string, project: RuleExample['project']) {
  if (!project) return { lineage: undefined, dataFiles: undefined };
  const others = Object.entries(project).filter(([name]) => name.endsWith('.ipynb'));
  const summaries = [
    [file, notebook] as const,
    ...others.map(([name, notation]) => [path.join(folder, name), notebookOf(notation)] as const),
  ].map(([at, one]) => summaryOf(one, at, programOf(one, python)));
  const files = new Set(Object.keys(project).map((name) => path.join(folder, name)));
  return {
    lineage: lineageOf(summaries),
    dataFiles: (data: string) => (files.has(data) ? ('file' as const) : ('missing' as const)),
  };
}

/** For a notebook around which nobody has looked. */
export const noSurroundings: Surroundings = {
  program: undefined,
  environment: undefined,
  file: undefined,
  lineage: undefined,
  dataFiles: undefined,
  secrets: undefined,
};

const now: Omit<FixContext, keyof Surroundings> = {
  now: () => new Date('2024-05-31T09:30:00Z'),
  author: { handle: 'ada', id: 'id123456', name: 'Ada Lovelace' },
};

export function fixContextOf(notebook: Notebook, project?: RuleExample['project']): FixContext {
  return { ...surroundingsOf(notebook, project), ...now };
}

export function findingsIn(
  notebook: Notebook,
  selection: Selection = everyRule,
  project?: RuleExample['project'],
): readonly Finding[] {
  return checkNotebook(notebook, selection, surroundingsOf(notebook, project), fail);
}

export function findingsOf(
  code: string,
  notebook: Notebook,
  selection?: Selection,
  project?: RuleExample['project'],
): readonly Finding[] {
  return findingsIn(notebook, selection, project).filter((finding) => finding.code === code);
}

export function fixesOf(notebook: Notebook, finding: Finding, project?: RuleExample['project']): readonly Fix[] {
  return fixesFor(notebook, finding, fixContextOf(notebook, project), fail);
}

function fail(code: string, error: unknown): never {
  throw new Error(`The rule ${code} threw`, { cause: error });
}
