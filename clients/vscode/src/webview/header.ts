import { commands, type Header, type HeaderRow, type NotebookReference, type PackageRow } from 'nbproject-protocol';
import type { ToHeaderPage } from '../webviewMessages.ts';
import { button, element, showPosted } from './page.ts';

showPosted(({ header }: ToHeaderPage) => {
  document.body.replaceChildren(...(header ? headerParts(header) : [element('p', 'dim', 'No notebook is open.')]));
});

function headerParts(header: Header): HTMLElement[] {
  const { title, state, record, uri, parents, children } = header;
  const version = typeof record?.version === 'string' ? ` · version ${record.version}` : '';
  const packages = [...(header.python ? [header.python] : []), ...header.packages];
  return [
    element('h1', title === null ? 'dim' : '', title ?? 'No title'),
    element('p', '', element('span', `state ${state}`, state), version),
    actions(header),
    element('table', 'rows', ...header.rows.filter(({ label }) => !shownApart.has(label)).map(rowOf)),
    ...(packages.length === 0 ? [] : [section('Packages', packageTable(packages))]),
    ...(parents.length === 0 ? [] : [section('Parents', references(parents))]),
    ...(children.length === 0 ? [] : [section('Children', references(children))]),
    element('p', 'actions', button('link', 'Show lineage', { kind: 'command', command: commands.showGraph, uri })),
  ];
}

/** Rows of the header that the view shows in a form of their own. */
const shownApart: ReadonlySet<string> = new Set([
  'title',
  'state',
  'version',
  'parent',
  'python',
  'python_store',
  'python_live',
  'pypackage',
  'pypackage_store',
  'pypackage_live',
  'children',
]);

function actions({ uri, title, record }: Header): HTMLElement {
  const command = (label: string, name: string) => button('action', label, { kind: 'command', command: name, uri });
  return element(
    'p',
    'actions',
    ...(title === null ? [command('Insert title', commands.insertTitle)] : []),
    ...(record === null ? [command('Initialize', commands.initialize)] : []),
    command('Publish', commands.publish),
  );
}

function rowOf({ label, value, status }: HeaderRow): HTMLElement {
  return element('tr', status, element('th', '', label.replaceAll('_', ' ')), element('td', '', value));
}

function section(title: string, content: HTMLElement): HTMLElement {
  return element('section', '', element('h2', '', title), content);
}

function packageTable(packages: readonly PackageRow[]): HTMLElement {
  const head = element('tr', '', ...['', 'recorded', 'installed'].map((name) => element('th', '', name)));
  const rows = packages.map(({ name, recorded, installed, status }) =>
    element(
      'tr',
      status === 'differs' || status === 'not-installed' ? 'warning' : status === 'same' ? 'ok' : 'info',
      element('th', '', name),
      element('td', '', recorded ?? '–'),
      element('td', '', installed ?? '–'),
    ),
  );
  return element('table', 'packages', head, ...rows);
}

function references(notebooks: readonly NotebookReference[]): HTMLElement {
  const items = notebooks.map(({ id, title, version, uri }) => {
    const label = title ?? id;
    const shown = uri === null ? element('span', 'dim', label) : button('link', label, { kind: 'open', uri });
    const detail = [id.slice(0, 4), version].filter(Boolean).join(' · ');
    return element(
      'li',
      '',
      shown,
      ' ',
      element('span', 'dim', uri === null ? `${detail}, not in the workspace` : detail),
    );
  });
  return element('ul', '', ...items);
}
