import { remembered } from '../../incremental/remembered.ts';
import type { Notebook } from '../../notebook/model.ts';
import type { RandomUse } from '../../python/index.ts';
import { type Program, programList } from '../../record/index.ts';
import { newCell } from '../newCellId.ts';
import { inSource } from '../place.ts';
import type { Fix, Rule, RuleFinding } from '../rule.ts';

export const unseededRandom: Rule = {
  code: 'unseeded-random',
  group: 'State',
  severity: 'hint',
  enabled: false,
  summary: 'Random numbers are drawn from a generator that no cell above has seeded.',
  documentation: {
    reports:
      'The first draw from each library (random, numpy, torch, tensorflow; scikit-learn draws from numpy unless it is given a `random_state`) without a seed before it.',
    why: 'Each run gives other results, and nobody can say whether a difference comes from a change or from chance.',
    fix: 'Inserts a cell above that seeds the generator. Not applied unasked: the results change.',
    examples: [
      {
        bad: `
--- code [ ]
import random
--- code [ ] id=draw
random.random()
`,
        good: `
--- code [ ]
import random
random.seed(0)
--- code [ ] id=draw
random.random()
`,
        fixed: `
--- code [ ]
import random
--- code [ ]
import random

random.seed(0)
--- code [ ] id=draw
random.random()
`,
      },
    ],
  },
  needs: ['program'],
  check: (_, { program }) => (program ? unseededIn(program) : []),
  fixes: (notebook, finding, { program }) => {
    const found = program && unseededIn(program).find(({ place }) => samePlace(place, finding.place));
    return found ? [seedCell(notebook, found)] : [];
  },
};

function unseededIn(program: Program): readonly Unseeded[] {
  return firstUnseeded(randomUses(program));
}

interface Unseeded extends RuleFinding {
  readonly cell: number;
  readonly library: Library;
}

type Library = keyof typeof seeds;

/** How each library is seeded. JAX has no state: its keys are arguments. */
const seeds = {
  random: 'import random\n\nrandom.seed(0)',
  numpy: 'import numpy as np\n\nnp.random.seed(0)',
  torch: 'import torch\n\ntorch.manual_seed(0)',
  tensorflow: 'import tensorflow as tf\n\ntf.random.set_seed(0)',
} as const;

const randomUses = programList(
  ({ randomness }) => randomness,
  (use, cell) => ({ ...use, cell }),
);

const firstUnseeded = remembered((uses: ReturnType<typeof randomUses>): readonly Unseeded[] => {
  const settled = new Set<RandomUse['library']>();
  const found: Unseeded[] = [];
  for (const { kind, library, by, cell, start, end } of uses) {
    if (settled.has(library) || settled.has('every')) continue;
    settled.add(library);
    if (kind === 'seed' || !isSeedable(library)) continue;
    const message = `Cell ${cell + 1}: \`${by}\` draws from ${library} before it is seeded: each run gives other results.`;
    found.push({ message, place: inSource(cell, start, end), cell, library });
  }
  return found;
});

function isSeedable(library: RandomUse['library']): library is Library {
  return Object.hasOwn(seeds, library);
}

function seedCell(notebook: Notebook, { cell, library }: Unseeded): Fix {
  const cells = [newCell(notebook, 'code', seeds[library])];
  return {
    title: `Insert a cell that seeds ${library}`,
    edits: [{ kind: 'insertCells', index: cell, cells }],
    safe: false,
  };
}

function samePlace(one: RuleFinding['place'], other: RuleFinding['place']): boolean {
  return one.kind === 'source' && other.kind === 'source' && one.cell === other.cell && one.start === other.start;
}
