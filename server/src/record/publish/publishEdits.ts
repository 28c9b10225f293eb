import type { JsonObject, JsonValue, NotebookEdit, PackageRow } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/model.ts';
import type { Author } from '../author.ts';
import { newRecord, newRecordId, recordTime } from '../newRecord.ts';
import { recordOf, sourceHash } from '../record.ts';
import { headerTableEdits } from './headerTable.ts';
import { packageVersions } from './packageVersions.ts';

/** What a publish writes down besides the version. */
export interface PublishFacts {
  /** Recorded and imported packages; undefined where the notebook's code cannot be read, and what is recorded stays. */
  readonly packages: readonly PackageRow[] | undefined;
  /** The version of the Python that the notebook runs with; undefined where that is not known. */
  readonly python: string | undefined;
  /** Who publishes, where that is known. */
  readonly author: Author | undefined;
  readonly now: Date;
}

/** What publishes a notebook whose record, if it has one, is an object: its record, and nbproject's header table where it is stored as an output. */
export function publishEdits(notebook: Notebook, version: string, facts: PublishFacts): readonly NotebookEdit[] {
  const record = recordOf(notebook);
  const fields = publishedFields(notebook, record, version, facts);
  const after = { ...(record ?? newRecord(facts.now, facts.author)), ...fields };
  return [
    ...(record ? fieldEdits(record, fields, facts) : [setField([], after)]),
    ...headerTableEdits(notebook, after),
  ];
}

/** What writes down the versions of the packages alone; none where the record has them already. */
export function packageEdits(
  notebook: Notebook,
  { packages, author, now }: Omit<PublishFacts, 'python'>,
): readonly NotebookEdit[] {
  const record = recordOf(notebook);
  if (!packages) return [];
  const pypackage = packageVersions(record, packages);
  if (!record) return [setField([], { ...newRecord(now, author), pypackage })];
  const edits = fieldEdits(record, { pypackage }, undefined);
  return edits.length === 0 ? [] : [...edits, ...headerTableEdits(notebook, { ...record, pypackage })];
}

function publishedFields(
  notebook: Notebook,
  record: JsonObject | undefined,
  version: string,
  { packages, python, author, now }: PublishFacts,
): JsonObject {
  return {
    ...(record && missingFields(record, now)),
    version,
    ...(packages && { pypackage: packageVersions(record, packages) }),
    ...authorFields(record, author),
    time_published: recordTime(now),
    ...(python !== undefined && { python }),
    source_sha256: sourceHash(notebook),
  };
}

/** Without these nbproject does not read a record. */
function missingFields({ id, uid, time_init: time }: JsonObject, now: Date): JsonObject {
  return {
    ...(!isText(id) && !isText(uid) && { id: newRecordId() }),
    ...(!isText(time) && { time_init: recordTime(now) }),
  };
}

/** Whoever publishes is the author, as in nbproject. What the record knows of the same person besides stays. */
function authorFields(record: JsonObject | undefined, author: Author | undefined): JsonObject {
  if (!author) return {};
  const fields = { user_handle: author.handle, user_id: author.id, user_name: author.name };
  const isTheSame = Object.entries(fields).every(([key, value]) => value === null || record?.[key] === value);
  return isTheSame ? {} : fields;
}

/** Only of fields that get another value. The Python of the publish before is not that of this one. */
function fieldEdits(record: JsonObject, fields: JsonObject, facts: PublishFacts | undefined): readonly NotebookEdit[] {
  const edits = Object.entries(fields)
    .filter(([key, value]) => JSON.stringify(record[key]) !== JSON.stringify(value))
    .map(([key, value]) => setField([key], value));
  const isOutdated = facts !== undefined && facts.python === undefined && record.python !== undefined;
  return isOutdated ? [...edits, { kind: 'removeMetadata', path: ['nbproject', 'python'] }] : edits;
}

function setField(path: readonly string[], value: JsonValue): NotebookEdit {
  return { kind: 'setMetadata', path: ['nbproject', ...path], value };
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== '';
}
