import { headingLevelEdits } from '../../notebook/markdown/headings.ts';
import { firstHeading, titleOf } from '../../notebook/markdown/title.ts';
import type { Notebook } from '../../notebook/model.ts';
import { quoted } from '../../notebook/untrusted.ts';
import { newCell } from '../newCellId.ts';
import { inSource, wholeNotebook } from '../place.ts';
import type { Fix, Rule } from '../rule.ts';
import { titleFromName } from './titleFromName.ts';

export const missingTitle: Rule = {
  code: 'missing-title',
  group: 'Narrative',
  severity: 'warning',
  enabled: true,
  summary: 'The notebook has no title.',
  documentation: {
    reports:
      'A notebook without a level-1 heading in any Markdown cell, or whose first one is empty. CommonMark decides what a heading is: a line underlined with `=` is one; `#` inside a code block, `#x` without a space, HTML, and headings in quotes or lists are none. `metadata.title`, which nbformat knows, counts as a title.',
    why: 'The title is what people and lists show of a notebook, and nbproject publishes none without it.',
    fix: 'Inserts a first cell with a title made from the file name, or turns the first heading into the title.',
    examples: [
      {
        bad: `
--- notebook name=my_analysis-2
--- code [1]
x = 1
`,
        good: `
--- notebook name=my_analysis-2
--- markdown id=f03b11d2
# My analysis 2
--- code [1] id=cell-1
x = 1
`,
      },
    ],
  },
  check: (notebook) => {
    const title = titleOf(notebook);
    if (!title) {
      const message =
        'The notebook has no title: no Markdown cell has a level-1 heading. Begin the first cell with `# ` and a title.';
      return [{ message, place: wholeNotebook }];
    }
    if (title.text !== '' || title.kind === 'metadata') return [];
    const message = `Cell ${title.cell + 1}: the title is an empty heading. Write the title behind its \`#\`.`;
    return [{ message, place: inSource(title.cell, title.heading.start, title.heading.end) }];
  },
  fixes: (notebook, { place }) => {
    if (place.kind === 'source') return fillEmptyTitle(notebook, place.cell);
    return [insertTitle(notebook), ...raiseFirstHeading(notebook)];
  },
};

/** Also what the command `nbproject.insertTitle` does. */
export function insertTitle(notebook: Notebook): Fix {
  const cells = [newCell(notebook, 'markdown', `# ${titleFromName(notebook.name)}`)];
  return { title: 'Insert title cell', edits: [{ kind: 'insertCells', index: 0, cells }], safe: false };
}

function raiseFirstHeading(notebook: Notebook): Fix[] {
  const first = firstHeading(notebook);
  const cell = first && notebook.cells[first.cell];
  if (!cell || first.heading.text === '') return [];
  const edits = headingLevelEdits(cell.source, first.heading, 1);
  const title = `Make the first heading the title: ${quoted(first.heading.text, 40)}`;
  return edits.length === 0 ? [] : [{ title, edits: [{ kind: 'setSource', cell: first.cell, edits }], safe: false }];
}

function fillEmptyTitle(notebook: Notebook, index: number): Fix[] {
  const title = titleOf(notebook);
  if (title?.kind !== 'heading' || title.cell !== index) return [];
  const { start, end } = title.heading;
  const edits = [{ start, end, newText: `# ${titleFromName(notebook.name)}` }];
  return [
    { title: 'Write a title from the file name', edits: [{ kind: 'setSource', cell: index, edits }], safe: false },
  ];
}
