/** A notebook that a server has open, and the edits of someone who works in its middle. Each gives milliseconds until its diagnostics are there. */
export interface ShownNotebook {
  open(): Promise<number>;
  close(): Promise<void>;
  /** Types one character behind the ones typed before. */
  type(): Promise<number>;
  /** Takes the last character back. */
  undo(): Promise<number>;
  /** Puts twenty lines of code above the one that is typed in. */
  paste(): Promise<number>;
  undoPaste(): Promise<number>;
  /** Deletes the cell below, as a whole. */
  deleteCell(): Promise<number>;
  undoDeleteCell(): Promise<number>;
}

/** What is typed: code that is broken in between, and names nothing that is not there. */
export const typed = 'total = len(column) + rate * 2 + sum([1, 2, 3]) ';

export const pasted = Array.from({ length: 20 }, (_, line) => `if mean > ${line}: print(column, mean)`);
