import type { Header, HeaderRow, NotebookReference, PackageRow, ProblemCounts } from 'nbproject-protocol';

/** What a header says before it is laid out. */
export type HeaderFacts = Omit<Header, 'rows' | 'markdown' | 'html'>;

/**
 * The rows in nbproject's order (dev/_metadata_display.py, table_metadata), with the title before and what it does not know after.
 * A row without a value is left out. Values are as they are in the notebook: whoever shows them has to escape them.
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
  return { label, value: value ?? '', status };
}

/** One row where what is recorded is what is installed, else one of each. */
function packageRows(packages: readonly PackageRow[]): HeaderRow[] {
  const recorded = packages.filter((row) => row.recorded !== null);
  const live = packages.filter((row) => row.installed !== null);
  if (live.length === 0) return [row('pypackage', listed(recorded.map((row) => [row.name, row.recorded])))];
  if (recorded.length === 0) return [row('pypackage', listed(live.map((row) => [row.name, row.installed])))];
  if (packages.every(({ status }) => status === 'same')) {
    return [row('pypackage', listed(recorded.map((row) => [row.name, row.recorded])), 'ok')];
  }
  return [
    row('pypackage_store', listed(recorded.map((row) => [row.name, row.recorded, row.status])), 'warning'),
    row('pypackage_live', listed(live.map((row) => [row.name, row.installed, row.status])), 'warning'),
  ];
}

function listed(
  packages: readonly (readonly [name: string, version: string | null, status?: PackageRow['status']])[],
): string {
  const labels = packages.map(([name, version, status]) => {
    const label = version ? `${name}==${version}` : name;
    return status === undefined || status === 'same' || status === 'unknown' ? label : `${label} (!)`;
  });
  return labels.sort().join(' ');
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
