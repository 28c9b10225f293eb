import type { JsonObject, JsonPath, JsonValue } from 'nbproject-protocol';
import { quoted } from '../notebook/untrusted.ts';
import { newRecord, newRecordId, recordTime } from './newRecord.ts';
import { mostEntries } from './record.ts';

/** A field of the record that METADATA's table does not allow. */
interface RecordProblem {
  /** From `nbproject` on, in the notebook's metadata. */
  readonly path: JsonPath;
  readonly message: string;
  readonly correction?: RecordCorrection;
}

interface RecordCorrection {
  /** Imperative: "Write the version as a string". */
  readonly title: string;
  readonly path: JsonPath;
  readonly value: (now: Date) => JsonValue;
  /** False where the value is a guess, or something else is lost. */
  readonly safe: boolean;
}

/** What is wrong with `metadata.nbproject`, each problem at its key; nothing where there is no record. Fields that are not known are left alone. */
export function recordProblems(metadata: JsonObject): readonly RecordProblem[] {
  if (!Object.hasOwn(metadata, 'nbproject')) return [];
  const record = metadata.nbproject;
  if (record === null || record === undefined) {
    const value = (now: Date) => newRecord(now, undefined);
    const correction = { title: 'Initialize the record', path: [], value, safe: true };
    return [problem([], 'The record `metadata.nbproject` is null, and has to be an object.', correction)];
  }
  if (typeof record !== 'object' || Array.isArray(record)) {
    return [problem([], `The record \`metadata.nbproject\` has to be an object, found ${typeName(record)}.`)];
  }
  const fields = record as JsonObject;
  return [
    ...idProblems(fields),
    ...versionProblems(fields),
    ...timeProblems('time_init', fields, true),
    ...packageProblems(fields.pypackage),
    ...parentProblems(fields.parent),
    ...['user_handle', 'user_id', 'user_name', 'python'].flatMap((key) => textProblems(key, fields[key])),
    ...timeProblems('time_published', fields, false),
    ...hashProblems(fields.source_sha256),
  ];
}

const recordIdPattern = /^[0-9A-Za-z]{12}$/;

function idProblems({ id, uid }: JsonObject): RecordProblem[] {
  if (typeof id === 'string' && recordIdPattern.test(id)) return [];
  if (id === undefined && typeof uid === 'string' && recordIdPattern.test(uid)) {
    const correction = { title: 'Take the `uid` as the `id`', path: ['id'], value: () => uid, safe: true };
    return [
      problem(
        ['uid'],
        'The record has no `id`, but a `uid`, as some versions wrote it: other notebooks refer to the `id`.',
        correction,
      ),
    ];
  }
  const correction = { title: 'Give the notebook a new id', path: ['id'], value: newRecordId, safe: id === undefined };
  const wanted = '12 characters of 0-9, A-Z and a-z';
  if (id === undefined) return [problem(['id'], `The record has no \`id\` (${wanted}).`, correction)];
  const found = typeof id === 'string' ? quoted(id) : typeName(id);
  return [problem(['id'], `\`id\` has to be ${wanted}, found ${found}.`, correction)];
}

function versionProblems({ version }: JsonObject): RecordProblem[] {
  if (typeof version === 'string' && version.trim() !== '') return [];
  if (typeof version === 'number') {
    const correction = {
      title: 'Write the version as a string',
      path: ['version'],
      value: () => String(version),
      safe: Number.isInteger(version),
    };
    return [problem(['version'], `\`version\` has to be a string: write \`"${version}"\`.`, correction)];
  }
  const correction = {
    title: 'Set the version to "1"',
    path: ['version'],
    value: () => '1',
    safe: version === undefined || version === null,
  };
  if (version === undefined)
    return [problem(['version'], 'The record has no `version`: nbproject begins with `"1"`.', correction)];
  const found = version === '' ? 'an empty one' : typeName(version);
  return [problem(['version'], `\`version\` has to be a string such as \`"1"\`, found ${found}.`, correction)];
}

function timeProblems(key: string, record: JsonObject, required: boolean): RecordProblem[] {
  const value = record[key];
  if (value === undefined || value === null) {
    if (!required) return value === null ? [problem([key], `\`${key}\` has to be a time, found null.`)] : [];
    const title = 'Set the time of initialization to now';
    const correction = { title, path: [key], value: recordTime, safe: value === undefined };
    return [problem([key], `The record has no \`${key}\`, the time at which it was initialized.`, correction)];
  }
  if (typeof value === 'string' && isTime(value)) return [];
  const wanted = `\`${key}\` has to be a time as \`2024-05-31T09:30:00+00:00\``;
  const meant = timeMeant(value);
  const correction = meant && {
    title: `Write \`${key}\` as ${recordTime(meant)}`,
    path: [key],
    value: () => recordTime(meant),
    safe: true,
  };
  const found = typeof value === 'string' ? quoted(value) : typeof value === 'number' ? String(value) : typeName(value);
  return [problem([key], `${wanted}, found ${found}.`, correction)];
}

const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

function isTime(text: string): boolean {
  return isoTime.test(text) && !Number.isNaN(Date.parse(text.replace(',', '.')));
}

/** nbproject's project file writes times in UTC without saying so; other tools count seconds or milliseconds. */
function timeMeant(value: JsonValue): Date | undefined {
  if (typeof value === 'string' && isTime(`${value}Z`)) return new Date(`${value.replace(' ', 'T')}Z`);
  if (typeof value !== 'number' || value < 1e9 || value > 1e13) return undefined;
  return new Date(value < 1e11 ? value * 1000 : value);
}

function packageProblems(packages: JsonValue | undefined): RecordProblem[] {
  const path = ['pypackage'];
  if (packages === undefined || packages === null) return [];
  if (Array.isArray(packages) && packages.every((name) => typeof name === 'string')) {
    const value = () => Object.fromEntries(packages.map((name) => [name, '']));
    const correction = { title: 'Turn the list into packages without versions', path, value, safe: true };
    return [problem(path, '`pypackage` has to be an object of names and versions, found a list of names.', correction)];
  }
  if (typeof packages !== 'object' || Array.isArray(packages)) {
    return [problem(path, `\`pypackage\` has to be an object of names and versions, found ${typeName(packages)}.`)];
  }
  const named = Object.entries(packages as JsonObject);
  const wrong = named.slice(0, mostEntries).flatMap(([name, version]) => {
    if (typeof version === 'string') return [];
    const key = [...path, name];
    const guess = typeof version === 'number' ? String(version) : '';
    const title = guess ? `Write the version as "${guess}"` : 'Record the package without a version';
    const correction = { title, path: key, value: () => guess, safe: version === null };
    const message = `The version of ${quoted(name)} has to be a string (\`""\` where it is not known), found ${typeName(version)}.`;
    return [problem(key, message, correction)];
  });
  return [...wrong, ...tooMany('pypackage', 'packages', named.length, named[mostEntries]?.[0])];
}

/** What lists more than is looked at, said at the first entry that is not. */
function tooMany(key: string, what: string, count: number, first: string | number | undefined): RecordProblem[] {
  if (first === undefined || count <= mostEntries) return [];
  const message = `\`${key}\` names ${count} ${what}: only the first ${mostEntries} are looked at.`;
  return [problem([key, first], message)];
}

function parentProblems(parent: JsonValue | undefined): RecordProblem[] {
  if (parent === undefined || parent === null || typeof parent === 'string') return [];
  if (!Array.isArray(parent)) {
    return [problem(['parent'], `\`parent\` has to be an id, a list of ids, or null, found ${typeName(parent)}.`)];
  }
  const parents: readonly JsonValue[] = parent;
  const ids = parents.filter((id) => typeof id === 'string');
  const correction = {
    title: 'Keep only the ids in `parent`',
    path: ['parent'],
    value: () => ids,
    safe: parents.every((id) => id === null || typeof id === 'string'),
  };
  const wrong = parents
    .slice(0, mostEntries)
    .flatMap((id, index) =>
      typeof id === 'string'
        ? []
        : [problem(['parent', index], `\`parent\` has to list ids, found ${typeName(id)}.`, correction)],
    );
  return [...wrong, ...tooMany('parent', 'parents', parents.length, mostEntries)];
}

function textProblems(key: string, value: JsonValue | undefined): RecordProblem[] {
  if (value === undefined || value === null || typeof value === 'string') return [];
  const correction = { title: `Write \`${key}\` as a string`, path: [key], value: () => String(value), safe: true };
  const message = `\`${key}\` has to be a string or null, found ${typeName(value)}.`;
  return [problem([key], message, typeof value === 'number' ? correction : undefined)];
}

function hashProblems(hash: JsonValue | undefined): RecordProblem[] {
  if (hash === undefined || (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash))) return [];
  const found = typeof hash === 'string' ? quoted(hash) : typeName(hash);
  return [
    problem(
      ['source_sha256'],
      `\`source_sha256\` has to be 64 hexadecimal digits, found ${found}. Publish again to have it written.`,
    ),
  ];
}

function problem(path: JsonPath, message: string, correction?: RecordCorrection): RecordProblem {
  const inMetadata = correction && { ...correction, path: ['nbproject', ...correction.path] };
  return { path: ['nbproject', ...path], message, ...(inMetadata ? { correction: inMetadata } : {}) };
}

function typeName(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { object: 'an object', string: 'a string', number: 'a number', boolean: 'true or false' }[
    typeof value as 'object'
  ];
}
