import type { Options } from '../arguments/options.ts';

/** Which configuration counts, for every command that checks. */
export const configurationOptions: Options = {
  config: { value: 'FILE', help: 'take the configuration in FILE for every notebook, not the nearest one of each' },
  'no-config': { help: 'take no configuration: the rules as they are by default' },
};
