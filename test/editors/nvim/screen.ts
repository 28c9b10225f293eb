/** What Neovim has drawn, kept from the `redraw` events of its UI protocol (`:help ui-linegrid`). */
export interface Screen {
  /** Takes the arguments of one `redraw` notification. */
  redraw(events: readonly RedrawEvent[]): void;
  /** The rows from top to bottom, without the blanks at their ends. */
  rows(): string[];
}

/** An event's name and the arguments of each of its occurrences. */
export type RedrawEvent = readonly [name: string, ...occurrences: (readonly unknown[])[]];

export function createScreen(width: number, height: number): Screen {
  let grid = blank(width, height);

  const handlers: Record<string, (...occurrence: never[]) => void> = {
    grid_resize(_grid: number, columns: number, rows: number) {
      grid = blank(columns, rows);
    },
    grid_clear() {
      grid = blank(grid[0]?.length ?? 0, grid.length);
    },
    grid_line(_grid: number, row: number, start: number, cells: readonly LineCell[]) {
      let column = start;
      for (const [text, , repeat = 1] of cells) {
        grid[row]?.fill(text, column, column + repeat);
        column += repeat;
      }
    },
    grid_scroll(_grid: number, top: number, bottom: number, left: number, right: number, by: number) {
      const before = grid.map((row) => [...row]);
      for (let row = Math.max(top, top - by); row < Math.min(bottom, bottom - by); row++) {
        grid[row]?.splice(left, right - left, ...(before[row + by]?.slice(left, right) ?? []));
      }
    },
  };

  return {
    redraw(events) {
      for (const [name, ...occurrences] of events) {
        for (const occurrence of occurrences) handlers[name]?.(...(occurrence as never[]));
      }
    },
    rows: () => grid.map((row) => row.join('').trimEnd()),
  };
}

/** Text, highlight, and how often it stands there; the right half of a wide character is the empty text. */
type LineCell = readonly [text: string, highlight?: number, repeat?: number];

function blank(columns: number, rows: number): string[][] {
  return Array.from({ length: rows }, () => new Array<string>(columns).fill(' '));
}
