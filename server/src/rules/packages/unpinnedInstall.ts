import type { Program } from '../../record/index.ts';
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
  check: (_, { program }) =>
    shellInstalls(program).map(({ cell, manager, start, end }) => ({
      message: `Cell ${cell + 1}: \`!${manager} install\` may install into another environment than the kernel's. Write \`%${manager} install\`.`,
      place: inSource(cell, start, end),
    })),
  fixes: (notebook, { place }) => {
    if (place.kind !== 'source') return [];
    const { cell, start } = place;
    const command = /^!(pip3?|conda|mamba)(?= install\b)/.exec(notebook.cells[cell]?.source.slice(start) ?? '');
    if (!command) return [];
    const name = command[1] === 'pip3' ? 'pip' : command[1];
    const edits = [{ start, end: start + command[0].length, newText: `%${name}` }];
    const fix: Fix = { title: `Use %${name}`, edits: [{ kind: 'setSource', cell, edits }], safe: true };
    return [fix];
  },
};

function shellInstalls(program: Program | undefined) {
  return (program?.cells ?? []).flatMap(({ index, python }) =>
    python.installs
      .filter(
        ({ shell, namesInterpreter, manager }) =>
          shell && !namesInterpreter && (manager === 'pip' || manager === 'conda' || manager === 'mamba'),
      )
      .map((install) => ({ cell: index, ...install })),
  );
}
