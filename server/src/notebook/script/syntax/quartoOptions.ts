import type { JsonObject } from 'nbproject-protocol';
import { readYaml } from '../../yaml/readYaml.ts';
import type { SourceLine } from './lines.ts';

/** Options of a chunk that stay in its source when Quarto makes a notebook of it; others become metadata of the cell. */
const keptInSource = new Set(
  [
    'eval echo warning error output include label classes panel column layout',
    'fig-cap fig-subcap fig-scap fig-cap-location fig-column fig-link fig-align fig-alt fig-env fig-pos',
    'tbl-cap tbl-cap-location tbl-column tbl-colwidths cap-location lst-label lst-cap out-width out-height md-indent',
    'layout-align layout-valign layout-ncol layout-nrow code-fold code-line-numbers code-summary code-overflow',
  ].flatMap((names) => names.split(' ')),
);

/** A chunk's source and metadata, from lines that may begin with options (`#| tags: [a]`). `comment` is the sign of the chunk's language. */
export function quartoCell(
  lines: readonly SourceLine[],
  comment: string,
): { readonly source: readonly SourceLine[]; readonly metadata: JsonObject } {
  const options = optionsOf(lines, comment);
  const read = options.length > 0 ? readYaml(options.join('\n')) : {};
  const moved = Object.entries(read).filter(([key]) => !keptInSource.has(key));
  if (moved.length === 0) return { source: lines, metadata: {} };
  let key = '';
  const source = lines.filter((_, index) => {
    const option = options[index];
    if (option === undefined) return true;
    key = /^([^\s#:-][^:]*):/.exec(option)?.[1]?.trim() ?? key;
    return !Object.hasOwn(read, key) || keptInSource.has(key);
  });
  // It is the cell's id, and no metadata.
  return { source, metadata: Object.fromEntries(moved.filter(([name]) => name !== 'id')) };
}

/** The YAML in the comments at the top, line by line. */
function optionsOf(lines: readonly SourceLine[], comment: string): readonly string[] {
  const end = lines.findIndex(({ text }) => !text.startsWith(`${comment}|`));
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .map(({ text }) => text.slice(comment.length + 1).replace(/^ /, ''));
}
