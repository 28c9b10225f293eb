import type { NotebookEdit } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/model.ts';
import { newRecord, recordOf } from '../../record/index.ts';
import type { Fix, FixContext } from '../rule.ts';
import { withParent } from './recordedParents.ts';

/** What a publish left in the record: of the original, and not of its copy. */
const marksOfPublish = ['time_published', 'python', 'source_sha256'];

/**
 * Makes a notebook of its own of a copy: the record is as if the notebook had been initialized now, but for its parents, and for fields of
 * others. With `original`, that id becomes a parent. Also what the command `nbproject.assignNewId` does.
 */
export function newIdentity(notebook: Notebook, original: string | undefined, { now, author }: FixContext): Fix {
  const record = recordOf(notebook) ?? {};
  const { parent: _, ...fresh } = newRecord(now(), author);
  const kept = author ? fresh : withoutAuthor(fresh);
  const parent = original === undefined ? undefined : withParent(record.parent, original);
  const values = parent === undefined ? kept : { ...kept, parent };
  const edits: readonly NotebookEdit[] = [
    ...Object.entries(values).map(
      ([key, value]) => ({ kind: 'setMetadata', path: ['nbproject', key], value }) as const,
    ),
    ...marksOfPublish
      .filter((key) => Object.hasOwn(record, key))
      .map((key) => ({ kind: 'removeMetadata', path: ['nbproject', key] }) as const),
  ];
  const title = original === undefined ? 'Assign a new id' : 'Assign a new id, with the original as parent';
  return { title, edits, safe: false };
}

/** Where nobody knows who is at work, whoever stands there stays. */
function withoutAuthor(fresh: ReturnType<typeof newRecord>): ReturnType<typeof newRecord> {
  return Object.fromEntries(Object.entries(fresh).filter(([key]) => !key.startsWith('user_')));
}
