import type { NameFinding } from '../../python/index.ts';
import type { Program } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { RuleContext, RuleFinding } from '../rule.ts';

/** The findings of one kind in the notebook's names, as a rule reports them; `text` words what is wrong with the name, `related` the other place. */
export function nameFindings(
  { program }: RuleContext,
  kind: NameFinding['kind'],
  text: (finding: NameFinding, program: Program) => string,
  related: string,
): readonly RuleFinding[] {
  if (!program) return [];
  return program
    .names()
    .filter((finding) => finding.kind === kind)
    .map((finding) => {
      const index = cellIndex(program, finding.cell);
      const other = finding.related;
      return {
        message: `Cell ${index + 1}: ${text(finding, program)}`,
        place: inSource(index, finding.start, finding.end),
        ...(other && {
          related: [{ message: related, place: inSource(cellIndex(program, other.cell), other.start, other.end) }],
        }),
      };
    });
}

/** The index in the notebook of a cell that the program numbers. */
export function cellIndex({ cells }: Program, cell: number): number {
  return cells[cell]?.index ?? 0;
}
