/**
 * What is kept of the notebooks in one folder: a row for each notebook and settings under which it was checked, by {@link keyOf}. What was added last
 * is last.
 */
export type Shelf = Map<string, string>;

/** `name` is the notebook's file name. */
export function keyOf(name: string, settingsDigest: string): string {
  return `${JSON.stringify(name)}\t${settingsDigest}`;
}

/** Nothing is parsed but what is asked for: a folder may have thousands of notebooks, and a call name one. */
export function readShelf(text: string): Shelf {
  const shelf: Shelf = new Map();
  for (const line of text.split('\n')) {
    const keyEnd = line.indexOf('\t', line.indexOf('\t') + 1);
    if (keyEnd > 0) shelf.set(line.slice(0, keyEnd), line.slice(keyEnd + 1));
  }
  return shelf;
}

/** So many settings are remembered for each notebook: who looks at a folder in two formats, or with and without an option, has both. */
const settingsEach = 4;

/** In UTF-16 code units. */
const longest = 32_000_000;

/** The shelf as {@link readShelf} reads it: what was added last of the notebooks that are still there, as much as one reads again sooner than one checks. */
export function shelfText(shelf: Shelf, names: ReadonlySet<string>): string {
  const lines: string[] = [];
  const times = new Map<string, number>();
  let length = 0;
  for (const [key, row] of [...shelf].reverse()) {
    const name: string = JSON.parse(key.slice(0, key.indexOf('\t')));
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    length += key.length + row.length;
    if (names.has(name) && time <= settingsEach && length <= longest) lines.push(`${key}\t${row}`);
  }
  return lines.reverse().join('\n');
}
