import type { Environment } from '../../environment/index.ts';
import { gatheredList } from '../../incremental/gathered.ts';
import { remembered } from '../../incremental/remembered.ts';
import { type ImportedModule, importedModules, type ProgramCell } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { environmentLabel, ownEnvironment } from './trust.ts';

export const missingPackage: Rule = {
  code: 'missing-package',
  group: 'Packages',
  severity: 'warning',
  enabled: true,
  summary: "An import that the notebook's environment does not have.",
  documentation: {
    reports:
      "The first import of a module that is not installed in the notebook's environment, is no part of Python, and does not lie beside the notebook. Imports that may fail (inside `try`) are not reported, nor anything where a cell changes `sys.path`, or where no environment can be told to be the notebook's.",
    why: 'The notebook stops there with a ModuleNotFoundError.',
    examples: [
      {
        bad: `
--- code [ ]
import not_installed_here
`,
        good: `
--- code [ ]
import numpy
try:
    import not_installed_here
except ImportError:
    not_installed_here = None
`,
      },
    ],
  },
  needs: ['program', 'environment'],
  check: (_, { program, environment: live }) => {
    const environment = ownEnvironment(live);
    if (!program || !environment || changesOfThePath(program.cells).length > 0) return [];
    return missing(importedModules(program, live), environment);
  },
};

const changesOfThePath = gatheredList(({ cell }: ProgramCell) =>
  /\bsys\s*\.\s*path\b|\bsite\.addsitedir\b/.test(cell.source) ? [true] : [],
);

const missing = remembered((modules: readonly ImportedModule[], environment: Environment): readonly RuleFinding[] => {
  const seen = new Set<string>();
  return modules.flatMap(({ provider, topLevel, cell, import: one }) => {
    if (provider?.kind !== 'missing' || one.guarded || seen.has(topLevel)) return [];
    seen.add(topLevel);
    const hint = `\`%pip install ${provider.distribution}\``;
    const message = `Cell ${cell + 1}: \`${one.module}\` is not installed in the notebook's environment (${environmentLabel(environment)}). Install it there, for example with ${hint}.`;
    return [{ message, place: inSource(cell, one.start, one.end) }];
  });
});
