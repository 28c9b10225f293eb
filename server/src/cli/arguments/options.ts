/** The options of a command by their long names. */
export type Options = Readonly<Record<string, Option>>;

export interface Option {
  /** What the help calls the option's value; left out for one that takes none. */
  readonly value?: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  /** May stand more than once, and its value is a list with commas. */
  readonly list?: true;
  readonly short?: string;
  readonly help: string;
}

/** What a command was called with. */
export interface Call {
  readonly positionals: readonly string[];
  has(option: string): boolean;
  /** The last value given. */
  value(option: string): string | undefined;
  /** Every value given, without commas, spaces and empty ones. */
  list(option: string): readonly string[];
}

/** Every command takes these. */
export const commonOptions: Options = {
  help: { short: 'h', help: 'print this help' },
};
