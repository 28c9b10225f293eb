import type {
  Header,
  Identity,
  JsonObject,
  JsonValue,
  KernelReference,
  NotebookReference,
  PackageRow,
  ProblemCounts,
} from 'nbproject-protocol';
import { asObject } from '../../notebook/json/values.ts';
import { titleOf } from '../../notebook/markdown/title.ts';
import type { Notebook } from '../../notebook/model.ts';
import { type Author, authorLabel } from '../author.ts';
import { isConsecutive } from '../consecutive.ts';
import { recordedPackages } from '../live/packages.ts';
import { recordTime } from '../newRecord.ts';
import { parentIds, recordOf, stateOf } from '../record.ts';
import { identitiesOf } from './identities.ts';
import { headerHtml, headerMarkdown } from './render.ts';
import { headerRows } from './rows.ts';
import { newestExecution } from './timeRun.ts';

/** What a header needs besides the notebook; what is left out is not known. */
export interface LiveFacts {
  readonly uri: string;
  readonly problems: ProblemCounts;
  /** When the file was written, for a notebook whose cells do not say when they ran. */
  readonly savedAt?: Date | undefined;
  /** Who works with the notebook now, for a record that names no one. */
  readonly author?: Author | undefined;
  readonly imports?: readonly string[];
  readonly python?: PackageRow | null;
  readonly packages?: readonly PackageRow[];
  /** The notebooks of the project that have one of the parents' ids. */
  readonly parents?: readonly NotebookReference[];
  readonly children?: readonly NotebookReference[];
  /** The git commit, for instance. */
  readonly identities?: readonly Identity[];
}

/** The record beside what is live. */
export function headerOf(notebook: Notebook, live: LiveFacts): Header {
  const record = recordOf(notebook);
  const ran = newestExecution(notebook) ?? live.savedAt;
  const facts = {
    uri: live.uri,
    title: titleOf(notebook)?.text ?? null,
    state: stateOf(notebook),
    consecutive: isConsecutive(notebook),
    record: record ?? null,
    author: authorOf(record, live.author),
    imports: live.imports ?? [],
    python: live.python ?? null,
    packages: live.packages ?? unknownPackages(record),
    parents: parentsOf(record, live.parents ?? []),
    children: live.children ?? [],
    kernel: kernelOf(notebook.metadata),
    timeRun: ran ? recordTime(ran) : null,
    identities: [...identitiesOf(notebook), ...(live.identities ?? [])],
    problems: live.problems,
  };
  const rows = headerRows(facts);
  return { ...facts, rows, markdown: headerMarkdown(facts, rows), html: headerHtml(facts, rows) };
}

/** As nbproject shows it (DisplayMeta.author): the record's, else whose settings these are. */
function authorOf(record: JsonObject | undefined, live: Author | undefined): string | null {
  const recorded = { handle: text(record?.user_handle), id: text(record?.user_id), name: text(record?.user_name) };
  return authorLabel(recorded) ?? (live ? authorLabel(live) : null);
}

function unknownPackages(record: JsonObject | undefined): PackageRow[] {
  return recordedPackages(record).map(([name, recorded]) => ({ name, recorded, installed: null, status: 'unknown' }));
}

function parentsOf(record: JsonObject | undefined, known: readonly NotebookReference[]): NotebookReference[] {
  return parentIds(record).map((id) => known.find((notebook) => notebook.id === id) ?? unknown(id));
}

function unknown(id: string): NotebookReference {
  return { id, title: null, version: null, uri: null };
}

function kernelOf({ kernelspec, language_info }: JsonObject): KernelReference | null {
  const kernel = asObject(kernelspec);
  const name = text(kernel?.name);
  if (!name) return null;
  const language = text(kernel?.language) ?? text(asObject(language_info)?.name);
  return { name, displayName: text(kernel?.display_name), language };
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
