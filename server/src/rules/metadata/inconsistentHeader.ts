import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, NotebookEdit } from 'nbproject-protocol';
import { findDistribution } from '../../environment/index.ts';
import { gatheredList } from '../../incremental/gathered.ts';
import { quoted } from '../../notebook/untrusted.ts';
import { type CallArgument, type Literal, topLevelName } from '../../python/index.ts';
import { allRecordedPackages, type Program, programList, recordOf } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Fix, FixContext, Rule } from '../rule.ts';

export const inconsistentHeader: Rule = {
  code: 'inconsistent-header',
  group: 'Metadata',
  severity: 'warning',
  enabled: true,
  summary: 'The arguments of a `header(…)` call disagree with the record.',
  documentation: {
    reports:
      "What nbproject's own `header()` complains of when it runs: `parent=` that is not exactly what the record says (an id and a list of one id differ, and so do lists in another order; a tuple counts as a list), and names in `pypackage=` that the record does not list. Only calls with literal arguments, in a notebook that imports nbproject and has a record.",
    why: 'The code says one thing of where the notebook comes from and what it needs, the record that others read another.',
    fix: 'Writes the arguments to the record, packages with their installed version where that is known. Safe where the record says nothing yet; a recorded parent is replaced only when asked. None for the parents where calls contradict each other.',
    examples: [
      {
        bad: `
--- code [1]
from nbproject import header
header(parent="z9Y8x7W6v5U4")
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": null}}
`,
        good: `
--- code [1]
from nbproject import header
header(parent="z9Y8x7W6v5U4")
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": "z9Y8x7W6v5U4"}}
`,
      },
      {
        bad: `
--- code [1]
import nbproject
nbproject.header(pypackage=["numpy", "pandas"])
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "pypackage": {"pandas": "2.2.0"}}}
`,
        good: `
--- code [1]
import nbproject
nbproject.header(pypackage=["numpy", "pandas"])
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00",
  "pypackage": {"pandas": "2.2.0", "numpy": "1.26.4"}}}
`,
      },
    ],
  },
  needs: ['program', 'environment'],
  check: (notebook, { program }) =>
    disagreements(recordOf(notebook), program).map(({ cell, argument, message }) => ({
      message: `Cell ${cell + 1}: ${message}`,
      place: inSource(cell, argument.start, argument.end),
    })),
  fixSafety: 'partly safe',
  fixes: (notebook, { place }, context) => {
    const record = recordOf(notebook);
    const found = disagreements(record, context.program).find(
      ({ cell, argument }) => place.kind === 'source' && place.cell === cell && place.start === argument.start,
    );
    if (!record || !found || ('parent' in found.says && contradictEachOther(context.program))) return [];
    return [writeDown(found, record, context)];
  },
};

interface Disagreement {
  readonly cell: number;
  readonly argument: CallArgument;
  readonly message: string;
  readonly says: { readonly parent: ParentIds } | { readonly missing: readonly string[] };
}

type ParentIds = string | readonly string[];

function disagreements(record: JsonObject | undefined, program: Program | undefined): readonly Disagreement[] {
  if (!record || !program || importsNbproject(program.python).length === 0) return [];
  return headerArguments(program).flatMap(({ cell, argument }) => disagreement(cell, argument, record) ?? []);
}

const headerArguments = programList(
  ({ nbprojectCalls }) => nbprojectCalls.filter((call) => call.function === 'header').flatMap((call) => call.arguments),
  (argument, cell) => ({ cell, argument }),
);

/** Whatever is written for one call, another goes on to disagree. */
function contradictEachOther(program: Program | undefined): boolean {
  const parents = program ? headerArguments(program).filter(({ argument }) => argument.name === 'parent') : [];
  return new Set(parents.map(({ argument }) => JSON.stringify(argument.value))).size > 1;
}

const importsNbproject = gatheredList(({ imports }: Program['python'][number]) =>
  imports.filter((one) => one.kind === 'statement' && topLevelName(one) === 'nbproject'),
);

/** As nbproject 0.11.1 has it (_header.py, header). */
function disagreement(cell: number, argument: CallArgument, record: JsonObject): Disagreement | undefined {
  const { name, value } = argument;
  if (name === 'parent' && areIds(value) && !isDeepStrictEqual(record.parent ?? null, value)) {
    const recorded = record.parent == null ? 'has no parent' : `says ${quoted(JSON.stringify(record.parent))}`;
    const message = `\`header\` is called with the parent ${quoted(JSON.stringify(value))}, and the record ${recorded}. Write it to the record, or leave it out.`;
    return { cell, argument, message, says: { parent: value } };
  }
  if (name !== 'pypackage' || !areIds(value)) return undefined;
  const recorded = new Set(allRecordedPackages(record).map(([known]) => known));
  const missing = [value].flat().filter((known) => !recorded.has(known));
  if (missing.length === 0) return undefined;
  const names = `${missing
    .slice(0, 3)
    .map((one) => quoted(one))
    .join(', ')}${missing.length > 3 ? ' and others' : ''}`;
  const message = `\`header\` is called with ${names}, which the record does not list. Write it to the record.`;
  return { cell, argument, message, says: { missing } };
}

/** A text, or a list of texts. */
function areIds(value: Literal | undefined): value is ParentIds {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

function writeDown({ says }: Disagreement, record: JsonObject, { environment }: FixContext): Fix {
  if ('parent' in says) {
    const edit: NotebookEdit = { kind: 'setMetadata', path: ['nbproject', 'parent'], value: says.parent };
    return { title: 'Write the parent to the record', edits: [edit], safe: record.parent == null };
  }
  const packages = environment?.answer.environment?.packages;
  const versions = Object.fromEntries([
    ...allRecordedPackages(record),
    ...says.missing.map((name) => [name, (packages && findDistribution(packages, name)?.version) ?? ''] as const),
  ]);
  const edit: NotebookEdit = { kind: 'setMetadata', path: ['nbproject', 'pypackage'], value: versions };
  return { title: 'Write the packages to the record', edits: [edit], safe: true };
}
