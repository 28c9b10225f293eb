import { titleOf } from '../../notebook/markdown/title.ts';
import type { Cell, Notebook } from '../../notebook/model.ts';
import { cellOfPlace, inSource } from '../place.ts';
import type { Rule } from '../rule.ts';

export const titleNotFirst: Rule = {
  code: 'title-not-first',
  group: 'Narrative',
  severity: 'hint',
  enabled: true,
  summary: 'The title is not in the first cell.',
  documentation: {
    reports:
      'A title in another cell than the first. A raw first cell with front matter (a block between lines of `---`, as Quarto and Jekyll read it) has to stay first, and is passed over.',
    why: 'Readers, and tools that show the first lines of a notebook, look for the title at the top.',
    fix: 'Moves the cell with the title to the top.',
    examples: [
      {
        bad: `
--- code [1]
import pandas as pd
--- markdown
# Sales in May
`,
        good: `
--- markdown id=cell-2
# Sales in May
--- code [1] id=cell-1
import pandas as pd
`,
      },
    ],
  },
  check: (notebook) => {
    const title = titleOf(notebook);
    if (title?.kind !== 'heading' || title.cell <= firstCell(notebook)) return [];
    const { start, end } = title.heading;
    const message = `Cell ${title.cell + 1}: the title stands here and not in the first cell. Move it to the top.`;
    return [{ message, place: inSource(title.cell, start, end) }];
  },
  fixes: (notebook, { place }) => {
    const from = cellOfPlace(place);
    if (from === undefined) return [];
    return [
      {
        title: 'Move the title cell to the top',
        edits: [{ kind: 'moveCell', from, to: firstCell(notebook) }],
        safe: false,
      },
    ];
  },
};

function firstCell({ cells }: Notebook): number {
  return isFrontMatter(cells[0]) ? 1 : 0;
}

function isFrontMatter(cell: Cell | undefined): boolean {
  return cell?.type === 'raw' && /^---[ \t]*\r?\n[\s\S]*^---[ \t]*$/m.test(cell.source);
}
