/** "; did you mean X?" for the known word that is nearest to what was written; empty where none is near. */
export function suggestion(written: string, known: readonly string[]): string {
  const word = nearest(written, known);
  return word === undefined ? '' : `; did you mean ${word}?`;
}

/** The known word that needs the fewest changes of letters, at most a third of them; or the only one that begins so. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(written.replace(/^-+/, '').length / 3));
  const ranked = known
    .map((word) => ({ word, changes: changesBetween(written.toLowerCase(), word, limit) }))
    .filter(({ changes }) => changes <= limit)
    .sort((one, other) => one.changes - other.changes);
  if (ranked[0]) return ranked[0].word;
  const beginning = known.filter((word) => word.startsWith(written));
  return beginning.length === 1 ? beginning[0] : undefined;
}

/** How many letters to insert, delete, replace or swap with their neighbour; more than `limit` where it cannot be less. */
function changesBetween(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = at(row - 1, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
          ? at(row - 2, column - 2) + 1
          : Number.POSITIVE_INFINITY;
      rows[row]?.push(Math.min(replaced, swapped, at(row - 1, column) + 1, at(row, column - 1) + 1));
    }
  }
  return at(one.length, other.length);
}
