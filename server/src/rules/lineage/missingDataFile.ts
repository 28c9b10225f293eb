import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { PerItem } from '../../incremental/perItem.ts';
import { remembered } from '../../incremental/remembered.ts';
import { ancestryOf, relativeUses } from '../../lineage/index.ts';
import { quoted } from '../../notebook/untrusted.ts';
import type { FileUse } from '../../python/index.ts';
import { type Program, type ProgramCell, parentIds, recordOf } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Rule } from '../rule.ts';
import { shownPath } from './shownPath.ts';

export const missingDataFile: Rule = {
  code: 'missing-data-file',
  group: 'Lineage',
  severity: 'info',
  enabled: true,
  summary: 'It reads a file that is not there, and that nothing is seen to make.',
  documentation: {
    reports:
      "A literal relative path in a call that reads a file or a folder, where there is none at that path from the notebook's folder, and no cell above and no ancestor in the workspace writes it. Each file once. Paths outside the workspace are not looked at. Nothing where it cannot be told: patterns (`*.csv`); a cell above, or the same, that runs a command or a magic which may make files, downloads, unpacks, changes the folder, writes to a path that is worked out, or has the file's name in it anywhere else; a read under `try`; a store that makes its file where there is none (`HDFStore`).",
    why: 'The notebook stops there for everybody who has these files.',
    examples: [
      {
        bad: `
--- code [ ]
import pandas as pd
cells = pd.read_csv("data/cels.csv")
`,
        good: `
--- code [ ]
import pandas as pd
cells = pd.read_csv("data/cells.csv")
`,
        project: { 'data/cells.csv': 'plate,count\nA,3\n' },
      },
    ],
  },
  needs: ['program', 'dataFiles', 'lineage'],
  check: (notebook, { program, lineage, dataFiles, file: own }) => {
    if (!program || !lineage || !dataFiles || own === undefined) return [];
    const ancestors = ancestryOf(lineage, parentIds(recordOf(notebook)));
    const isMissing = (file: string) => dataFiles(file) === 'missing';
    const missing = unmadeReads(program, path.dirname(own), isMissing);
    return missing.flatMap(({ cell, use, file }) => {
      const writers = lineage.writersOf(file).map((one) => one.notebook);
      const others = writers.filter((writer) => writer.file !== own);
      if (others.some(({ id }) => id !== null && ancestors.has(id))) return [];
      const [writer] = others;
      const advice = writer
        ? `Run ${shownPath(own, writer.file)} first, which writes it, and name it as a parent.`
        : 'Correct the path, or say in a cell above where the file comes from.';
      const message = `Cell ${cell + 1}: ${quoted(use.path)} is not there, from the notebook's folder. ${advice}`;
      return [{ message, place: inSource(cell, use.start, use.end) }];
    });
  },
};

/** So many are looked into: each costs a look at the code above it. */
const maxMissing = 50;

/** The first read of each missing file that nothing in the notebook can have made by then. */
function unmadeReads(program: Program, folder: string, isMissing: (file: string) => boolean) {
  const firstMaker = program.cells.find(({ python }) => python.mayMakeFiles)?.index ?? Number.POSITIVE_INFINITY;
  const uses = relativeUses(program, folder).filter(({ cell }) => cell < firstMaker);
  const written = new Set<string>();
  const read = new Set<string>();
  const missing = uses
    .filter(({ file, use }) => {
      if (use.access === 'write') written.add(file);
      if (use.access === 'write' || read.has(file)) return false;
      read.add(file);
      return !isUnsure(use) && isMissing(file) && !wasMade(file, written);
    })
    .slice(0, maxMissing);
  if (missing.length === 0) return [];
  const mentions = firstMentions(
    program.cells,
    missing.map(({ file }) => path.basename(file)),
  );
  const isTried = (cell: number) =>
    /^[ \t]*except\b/m.test(program.cells.find(({ index }) => index === cell)?.cell.source ?? '');
  return missing.filter(({ file, cell, use }) => {
    const mention = mentions.get(path.basename(file));
    const isMentioned = mention && (mention.cell < cell || (mention.cell === cell && mention.start < use.start));
    return !isMentioned && !isTried(cell);
  });
}

/** Also what is in a folder that was written, and what a writer puts an ending to: `np.save("x")`. */
function wasMade(file: string, written: ReadonlySet<string>): boolean {
  if (written.has(file)) return true;
  const stem = file.replace(/\.[^./\\]*$/, '');
  return written.has(stem) || isInWritten(path.dirname(file), written);
}

function isInWritten(folder: string, written: ReadonlySet<string>): boolean {
  if (written.has(folder)) return true;
  const outer = path.dirname(folder);
  return outer !== folder && isInWritten(outer, written);
}

function isUnsure({ path: written, by }: FileUse): boolean {
  return /[*?[\]{}%]/.test(written) || /HDFStore$/.test(by);
}

interface Mention {
  readonly name: string;
  readonly cell: number;
  readonly start: number;
}

/** Where each of some names stands first in code that is no read. Each cell is searched once as long as the names are the same. */
function firstMentions(cells: readonly ProgramCell[], names: readonly string[]): ReadonlyMap<string, Mention> {
  const read = (cell: ProgramCell) => names.flatMap((name) => mentionIn(cell, name) ?? []);
  return firstOfEach(mentionsByCell.of(cells, { read, context: names.join('/'), isSame: isDeepStrictEqual }));
}

const mentionsByCell = new PerItem<ProgramCell, readonly Mention[]>();

const firstOfEach = remembered((byCell: readonly (readonly Mention[])[]): ReadonlyMap<string, Mention> => {
  const first = new Map<string, Mention>();
  for (const mention of byCell.flat()) if (!first.has(mention.name)) first.set(mention.name, mention);
  return first;
});

function mentionIn({ index, cell: { source }, python }: ProgramCell, name: string): Mention | undefined {
  for (let at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + 1)) {
    const isRead = python.files.some((one) => one.access === 'read' && one.start <= at && at < one.end);
    if (!isRead) return { name, cell: index, start: at };
  }
  return undefined;
}
