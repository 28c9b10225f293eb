import { importedModules } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Rule, RuleContext, RuleFinding } from '../rule.ts';
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
  check: (_, context) => missing(context),
};

function missing({ program, environment: live }: RuleContext): readonly RuleFinding[] {
  const environment = ownEnvironment(live);
  if (
    !program ||
    !environment ||
    program.cells.some(({ cell }) => /\bsys\s*\.\s*path\b|\bsite\.addsitedir\b/.test(cell.source))
  )
    return [];
  const seen = new Set<string>();
  return importedModules(program, live).flatMap((module) => {
    const { provider, topLevel, cell, import: one } = module;
    if (provider?.kind !== 'missing' || one.guarded || seen.has(topLevel)) return [];
    seen.add(topLevel);
    const hint = `\`%pip install ${provider.distribution}\``;
    const message = `Cell ${cell + 1}: \`${one.module}\` is not installed in the notebook's environment (${environmentLabel(environment)}). Install it there, for example with ${hint}.`;
    return [{ message, place: inSource(cell, one.start, one.end) }];
  });
}
