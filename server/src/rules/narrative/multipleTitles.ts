import { remembered } from '../../incremental/remembered.ts';
import { headingLevelEdits, headingsOf } from '../../notebook/markdown/headings.ts';
import { type TitleHeading, titleHeadings } from '../../notebook/markdown/title.ts';
import { quoted } from '../../notebook/untrusted.ts';
import { inSource } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';

export const multipleTitles: Rule = {
  code: 'multiple-titles',
  group: 'Narrative',
  severity: 'hint',
  enabled: true,
  summary: 'The notebook has more than one level-1 heading.',
  documentation: {
    reports: 'Each level-1 heading after the first.',
    why: 'The first one is the title; tables of contents and published pages expect one, and show the others as chapters of nothing.',
    fix: 'Makes it a level-2 heading.',
    examples: [
      {
        bad: `
--- markdown
# Sales in May
--- markdown
# Results
`,
        good: `
--- markdown
# Sales in May
--- markdown
## Results
`,
      },
    ],
  },
  check: (notebook) => moreThanOne(titleHeadings(notebook)),
  fixes: (notebook, { place }) => {
    if (place.kind !== 'source') return [];
    const { cell, start } = place;
    const titled = notebook.cells[cell];
    const heading = titled && headingsOf(titled).find((one) => one.level === 1 && one.start === start);
    const edits = heading ? headingLevelEdits(titled.source, heading, 2) : [];
    return edits.length === 0
      ? []
      : [{ title: 'Make it a level-2 heading', edits: [{ kind: 'setSource', cell, edits }], safe: false }];
  },
};

const moreThanOne = remembered(([first, ...others]: readonly TitleHeading[]): readonly RuleFinding[] => {
  if (!first) return [];
  const related = [{ message: 'The title.', place: inSource(first.cell, first.heading.start, first.heading.end) }];
  return others.map(({ cell, text, heading: { start, end } }) => ({
    message: `Cell ${cell + 1}: ${quoted(text)} is a second level-1 heading; the title is in cell ${first.cell + 1}. Begin it with \`##\`.`,
    place: inSource(cell, start, end),
    related,
  }));
});
