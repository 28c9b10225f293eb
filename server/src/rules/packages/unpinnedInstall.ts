import { programList } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Fix, Rule } from '../rule.ts';

export const unpinnedInstall: Rule = {
  code: 'unpinned-install',
  group: 'Packages',
  severity: 'hint',
  enabled: true,
  summary: 'An install command that may reach another Python than the one that runs the notebook.',
  documentation: {
    reports: '`!pip install`, `!conda install` and `!mamba install`. Not `%pip`, and not `!{sys.executable} -m pip`.',
    why: 'A shell command installs into whichever environment is first on the path, which need not be the one of the kernel.',
    fix: 'Writes `%pip` or `%conda`, which install where the kernel runs.',
    examples: [
      {
        bad: `
--- code [ ]
!pip install numpy
`,
        good: `
--- code [ ]
%pip install numpy
`,
      },
    ],
  },
  needs: ['program'],
  check: (_, { program }) =>
    (program ? shellInstalls(program) : []).map(({ cell, manager, start, end }) => ({
      message: `Cell ${cell + 1}: \`!${manager} install\` may install into another environment than the kernel's. Write \`%${manager} install\`.`,
      place: inSource(cell, start, end),
    })),
  fixSafety: 'safe',
  fixes: (_, { place }, { program }) => {
    const install = (program ? shellInstalls(program) : []).find(
      ({ cell, start }) => place.kind === 'source' && place.cell === cell && place.start === start,
    );
    if (!install) return [];
    const { cell, manager, start, programEnd } = install;
    const edits = [{ start, end: programEnd, newText: `%${manager}` }];
    const fix: Fix = { title: `Use %${manager}`, edits: [{ kind: 'setSource', cell, edits }], safe: true };
    return [fix];
  },
};

const shellInstalls = programList(
  ({ installs }) =>
    installs.filter(
      ({ shell, namesInterpreter, manager }) =>
        shell && !namesInterpreter && (manager === 'pip' || manager === 'conda' || manager === 'mamba'),
    ),
  (install, cell) => ({ cell, ...install }),
);
