import { isDeepStrictEqual } from 'node:util';
import { asItIs, PerItem } from '../../incremental/perItem.ts';
import { remembered } from '../../incremental/remembered.ts';
import type { Cell } from '../../notebook/model.ts';
import type { CellSecret } from '../../secrets/index.ts';
import { cellOfPlace, inCell, inSource } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';

export const secret: Rule = {
  code: 'secret',
  group: 'Quality',
  severity: 'error',
  enabled: true,
  summary: 'A credential stands in a source or in an output.',
  documentation: {
    reports:
      'Tokens, keys and passwords that the recommended rules of secretlint know by their form (of AWS, GitHub, Google Cloud, OpenAI, Slack, npm, … addresses of databases with a password, private keys), in the source of any cell and in the text of outputs: streams, `text/plain`, errors with their tracebacks. Placeholders such as `ghp_xxxx`, `<token>`, `YOUR_API_KEY` or `{PASSWORD}` are not reported. What was found is shown nowhere. An editor looks when the notebook is opened and when it is saved.',
    why: 'Whoever gets the notebook gets the credential, and once committed it stays in the history of the repository.',
    fix: 'Clears the outputs of the cell. For a source there is none: revoke the credential, and read a new one from the environment (`os.environ`), a keyring or a file that is not shared.',
    examples: [
      {
        bad: `
--- code [1] id=connect stdout=postgres://ada:k8Hq2mZs@db.example.org/growth
connect()
`,
        good: `
--- code [1] id=connect
connect()
`,
      },
    ],
  },
  needs: ['secrets'],
  check: ({ cells }, { secrets }) =>
    secrets === undefined
      ? []
      : findingsIn(
          findingsByCell.of(cells, {
            read: secrets,
            moved: asItIs,
            context: secrets,
            isSame: isDeepStrictEqual,
          }),
        ),
  fixes: (_, { place }) => {
    const cell = cellOfPlace(place);
    return cell === undefined || place.kind === 'source'
      ? []
      : [{ title: 'Clear the outputs of the cell', edits: [{ kind: 'clearOutputs', cell }], safe: false }];
  },
};

const findingsByCell = new PerItem<Cell, readonly CellSecret[]>();

const findingsIn = remembered((byCell: readonly (readonly CellSecret[])[]): readonly RuleFinding[] => {
  const findings: RuleFinding[] = [];
  byCell.forEach((found, index) => {
    for (const one of found) findings.push(findingOf(index, one));
  });
  return findings;
});

function findingOf(cell: number, found: CellSecret): RuleFinding {
  const { kind } = found;
  return found.in === 'source'
    ? {
        message: `Cell ${cell + 1}: ${kind} stands in the source. Revoke it, and read it from the environment instead.`,
        place: inSource(cell, found.start, found.end),
        confidential: true,
      }
    : {
        message: `Cell ${cell + 1}: an output shows ${kind}. Revoke it, and clear the output.`,
        place: inCell(cell, found.path),
        confidential: true,
      };
}
