/** For the parser: inline marks are left as they stand. */
export const blocksOnly = {
  extensions: [
    {
      disable: {
        null: [
          'attention',
          'autolink',
          'characterEscape',
          'characterReference',
          'codeText',
          'hardBreakEscape',
          'htmlText',
          'labelEnd',
          'labelStartImage',
          'labelStartLink',
        ],
      },
    },
  ],
};

/** The parser takes time with the square of how deep emphasis and quotes nest (measured: two minutes for 150 kB of `**a_`). */
export function isTooCostly(source: string): boolean {
  return source.length > 500_000 || deepNesting.test(source);
}

const deepNesting = /^(?:[ \t]*(?:[>\-+*]|\d{1,9}[.)])){100}/m;
