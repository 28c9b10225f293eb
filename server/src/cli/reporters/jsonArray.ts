/** An array of JSON whose items are written as they come, each on its line. */
export interface JsonArray {
  /** What stands before and between these items, and the items. */
  add(items: readonly string[]): string;
  end(): string;
}

export function createJsonArray(): JsonArray {
  let separator = '[\n';
  return {
    add: (items) => {
      if (items.length === 0) return '';
      const text = separator + items.join(',\n');
      separator = ',\n';
      return text;
    },
    end: () => (separator === ',\n' ? '\n]' : '[]'),
  };
}
