import type { Header, HeaderRow, NotebookReference, PackageRow, ProblemCounts } from 'nbproject-protocol';
import { visible } from '../../notebook/untrusted.ts';
import { differenceOf } from '../live/comparedVersions.ts';

/** What a header says before it is laid out. */
export type HeaderFacts = Omit<Header, 'rows' | 'markdown' | 'html'>;

/**
 * The rows in nbproject's order (dev/_metadata_display.py, table_metadata), with the title before and what it does not know after.
 * A row without a value is left out. Values are visible, each on one line, and still to be escaped.
 */
export function headerRows(facts: HeaderFacts): readonly HeaderRow[] {
  const { record, state } = facts;
  const isPublished = state === 'published' || state === 'modified' || state === 'unverified';
  const rows = [
    row('title', facts.title),
    row('author', facts.author),
    row('id', asText(record?.id) ?? asText(record?.uid)),
    row('version', asText(record?.version)),
    row('time_init', shortTime(asText(record?.time_init))),
    row('time_run', shortTime(facts.timeRun)),
    row('parent', facts.parents.map(referenceLabel).join(', ')),
    ...(isPublished
      ? [row('consecutive_cells', facts.consecutive ? 'True' : 'False', facts.consecutive ? 'ok' : 'warning')]
      : []),
    ...pythonRows(facts.python),
    ...packageRows(facts.packages),
    row('state', stateLabels[state], state === 'modified' ? 'warning' : state === 'published' ? 'ok' : 'info'),
    row(
      'problems',
      problemsLabel(facts.problems),
      facts.problems.error + facts.problems.warning > 0 ? 'warning' : 'ok',
    ),
    row('children', facts.children.map(referenceLabel).join(', ')),
  ];
  return rows.filter(({ value }) => value !== '');
}

const stateLabels: Readonly<Record<Header['state'], string>> = {
  uninitialized: 'uninitialized: no record',
  draft: 'draft: never published',
  published: 'published',
  modified: 'modified since it was published',
  unverified: 'published, cannot be verified: the record has no hash of its sources',
};

function row(label: string, value: string | null, status: HeaderRow['status'] = 'info'): HeaderRow {
  return { label, value: visible(value ?? '', longest), status };
}

/** The packages of a large project fit; in UTF-16 code units. */
const longest = 20_000;

/** One row where what is recorded is what would run, or where one of them is not known, else one of each. */
function pythonRows(python: PackageRow | null): HeaderRow[] {
  if (!python) return [];
  const { recorded, installed, status, distance } = python;
  if (status !== 'differs') return [row('python', recorded ?? installed, status === 'same' ? 'ok' : 'info')];
  // Patches change nothing that code sees.
  const seriousness = distance === 'major' || distance === 'minor' ? 'warning' : 'info';
  return [
    row('python_store', recorded, seriousness),
    row('python_live', `${installed} (${differenceOf(python)})`, seriousness),
  ];
}

/** The same for packages. */
function packageRows(packages: readonly PackageRow[]): HeaderRow[] {
  const recorded = packages.filter((row) => row.recorded !== null);
  const live = packages.filter((row) => row.installed !== null);
  const isKnown = packages.some(({ status }) => status !== 'unknown');
  const stored = recorded.map((row) => label(row.name, row.recorded));
  if (!isKnown) return [row('pypackage', listed(stored))];
  if (recorded.length === 0) return [row('pypackage', listed(live.map((row) => label(row.name, row.installed))))];
  if (packages.every(({ status }) => status === 'same')) return [row('pypackage', listed(stored), 'ok')];
  const here = packages.map((row) => {
    const difference = differenceOf(row);
    return difference === undefined
      ? label(row.name, row.installed)
      : `${label(row.name, row.installed)} (${difference})`;
  });
  return [row('pypackage_store', listed(stored), 'warning'), row('pypackage_live', listed(here), 'warning')];
}

function label(name: string, version: string | null): string {
  return version ? `${name}==${version}` : name;
}

function listed(labels: readonly string[]): string {
  return labels.toSorted().join(' ');
}

function referenceLabel({ id, title }: NotebookReference): string {
  if (!title) return id;
  return id ? `${id} (${title})` : title;
}

/** Such as `1 error, 2 hints`; `none` where there are none. */
export function problemsLabel(problems: ProblemCounts): string {
  const { error, warning, info, hint } = problems;
  const counts = [counted(error, 'error'), counted(warning, 'warning'), counted(info, 'info'), counted(hint, 'hint')];
  return counts.filter((label) => label !== '').join(', ') || 'none';
}

function counted(count: number, name: string): string {
  if (count === 0) return '';
  return `${count} ${name}${count === 1 || name === 'info' ? '' : 's'}`;
}

/** To the minute, as nbproject shows times; what is no time, as it stands. */
export function shortTime(time: string | null): string | null {
  const match = time === null ? null : /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(time);
  return match ? `${match[1]} ${match[2]}` : time;
}

function asText(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
