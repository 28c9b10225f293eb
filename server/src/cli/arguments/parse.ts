import { parseArgs } from 'node:util';
import { suggestion } from '../../notebook/text/nearest.ts';
import type { Call, Option, Options } from './options.ts';

/** Reads the arguments behind a command's name; a sentence for the user where they are wrong. */
export function parseCall(args: readonly string[], options: Options): Call | string {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, declared(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const problem = problemOf(token.name, token.rawName, token.value, token.inlineValue, options);
    if (problem !== undefined) return problem;
    given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? '']);
  }
  return {
    positionals,
    has: (option) => given.has(option),
    value: (option) => given.get(option)?.at(-1),
    list: (option) => (given.get(option) ?? []).flatMap((value) => value.split(/[\s,]+/)).filter(Boolean),
  };
}

function declared({ value, short, list }: Option) {
  return {
    type: value === undefined ? ('boolean' as const) : ('string' as const),
    multiple: list === true,
    ...(short === undefined ? {} : { short }),
  };
}

function problemOf(
  name: string,
  written: string,
  value: string | undefined,
  inline: boolean | undefined,
  options: Options,
): string | undefined {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) {
    const names = Object.keys(options).map((known) => `--${known}`);
    return `unknown option ${written}${suggestion(written, names)}`;
  }
  if (option.value === undefined) return value === undefined ? undefined : `${written} takes no value`;
  // Without a value between them, the next option would be taken for it.
  const missing = value === undefined || value === '' || (inline === false && value.startsWith('-') && value !== '-');
  if (missing) return `${written} needs a value: ${written} ${option.value}`;
  if (option.choices && !option.choices.includes(value)) {
    return `${written} takes one of ${option.choices.join(', ')}, not ${value}${suggestion(value, option.choices)}`;
  }
  return undefined;
}
