import path from 'node:path';
import { ancestryOf, type NotebookSummary, relativeUses } from '../../lineage/index.ts';
import { asObject, textAt } from '../../notebook/json/values.ts';
import type { Notebook } from '../../notebook/model.ts';
import { quoted } from '../../notebook/untrusted.ts';
import type { FileUse } from '../../python/index.ts';
import { parentIds, recordOf } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Fix, Rule, Surroundings } from '../rule.ts';
import { withParent } from './recordedParents.ts';
import { shownPath } from './shownPath.ts';

export const undeclaredParent: Rule = {
  code: 'undeclared-parent',
  group: 'Lineage',
  severity: 'hint',
  enabled: true,
  summary: 'It reads a file that another notebook writes, and does not name that notebook as its parent.',
  documentation: {
    reports:
      'A literal relative path in a call that reads a file, where another notebook of the workspace writes that file and the record does not name one that does as a parent. Each file once. Nothing where a cell above writes the file too, where the other notebook has no id to name, where it comes from this one, and in a notebook without a record.',
    why: 'Who runs this notebook has to run the other one first, and the record does not say so.',
    fix: 'Adds the id of the other notebook to `parent`: as a text where none was named, else as a list.',
    examples: [
      {
        bad: `
--- code [1]
import pandas as pd
cells = pd.read_csv("counts.csv")
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": null}}
`,
        good: `
--- code [1]
import pandas as pd
cells = pd.read_csv("counts.csv")
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": "c0untsc0unts"}}
`,
        project: {
          'counts.ipynb': `
--- code [1]
import pandas as pd
pd.read_csv("raw/cells.csv").groupby("plate").size().to_csv("counts.csv")
--- metadata
{"nbproject": {"id": "c0untsc0unts", "version": "1", "time_init": "2024-05-30T09:30:00+00:00"}}
`,
        },
      },
    ],
  },
  needs: ['program', 'lineage'],
  check: (notebook, surroundings) =>
    undeclaredReads(notebook, surroundings).map(({ cell, use, writers: [writer, ...more] }) => {
      const first = `Cell ${cell + 1}: ${quoted(use.path)} is written by ${shownPath(surroundings.file, writer.file)}`;
      const others = more.length === 1 ? 'another notebook' : `${more.length} others`;
      return {
        message:
          more.length === 0
            ? `${first}, which the record does not name as a parent.`
            : `${first} and by ${others}; the record names none of them as a parent.`,
        place: inSource(cell, use.start, use.end),
        relatedNotebooks: [writer, ...more]
          .slice(0, maxOffered)
          .map(({ file }) => ({ message: 'It writes the file.', file })),
      };
    }),
  fixes: (notebook, { place }, context) => {
    const found = undeclaredReads(notebook, context).find(
      ({ cell, use }) => place.kind === 'source' && place.cell === cell && place.start === use.start,
    );
    const parent = recordOf(notebook)?.parent;
    return (found?.writers ?? []).slice(0, maxOffered).flatMap((writer): Fix[] => {
      const value = writer.id === null ? undefined : withParent(parent, writer.id);
      if (value === undefined) return [];
      const title = `Name ${shownPath(context.file, writer.file)} as a parent`;
      return [{ title, edits: [{ kind: 'setMetadata', path: ['nbproject', 'parent'], value }], safe: false }];
    });
  },
};

/** So many writers of one file are offered. */
const maxOffered = 3;

interface UndeclaredRead {
  readonly cell: number;
  readonly use: FileUse;
  readonly writers: readonly [NotebookSummary, ...NotebookSummary[]];
}

function undeclaredReads(
  notebook: Notebook,
  { program, lineage, file: own }: Pick<Surroundings, 'program' | 'lineage' | 'file'>,
): readonly UndeclaredRead[] {
  const record = asObject(recordOf(notebook));
  if (!record || !program || !lineage || own === undefined) return [];
  const id = textAt(record, 'id');
  const named = new Set(parentIds(record));
  // What it has written itself, and what was said of already.
  const known = new Set<string>();
  return relativeUses(program, path.dirname(own)).flatMap(({ file, cell, use }): UndeclaredRead[] => {
    if (known.has(file)) return [];
    known.add(file);
    if (use.access === 'write') return [];
    const writers = new Set(lineage.writersOf(file).map(({ notebook: writer }) => writer));
    const others = [...writers].filter((writer) => writer.file !== own && writer.id !== null && writer.id !== id);
    if (others.some((writer) => writer.id !== null && named.has(writer.id))) return [];
    const [first, ...more] = others.filter(({ parents }) => id === undefined || !ancestryOf(lineage, parents).has(id));
    return first ? [{ cell, use, writers: [first, ...more] }] : [];
  });
}
