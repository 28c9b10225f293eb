import path from 'node:path';
import type { NotebookSummary } from '../../lineage/index.ts';
import { visible } from '../../notebook/untrusted.ts';

/** What a notebook is called where its title may be missing. Visible, and still to be escaped. */
export function nameOf({ title, file }: Pick<NotebookSummary, 'title' | 'file'>): string {
  return visible(title ?? '', maxTitleLength) || visible(path.basename(file), maxTitleLength);
}

const maxTitleLength = 80;

/** Such as `version 2 · published · steps/counts.ipynb`; the path starts at the folder of the notebook `from`. */
export function detailsOf({ version, state, file }: NotebookSummary, from: string | undefined): string {
  const way = from === undefined ? path.basename(file) : path.relative(path.dirname(from), file);
  const parts = [version === null ? '' : `version ${visible(version, 40)}`, state, visible(slashed(way), 200)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** As people write paths in code, on every system. */
export function slashed(way: string): string {
  return way.replaceAll(path.sep, '/');
}
