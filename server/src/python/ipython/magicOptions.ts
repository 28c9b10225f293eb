import type { Command } from './pythonText.ts';

/** Where in the arguments of a line magic the Python statement starts that it runs; undefined for any other magic. */
export function statementIn({ name, arguments: text }: Command): number | undefined {
  const options = statementMagics.get(name);
  return options === undefined ? undefined : (options.exec(text)?.[0].length ?? 0);
}

/** Magics that run the rest of their line, with the options that may come before it. */
const statementMagics: ReadonlyMap<string, RegExp> = new Map([
  ['time', /^/],
  ['timeit', /^(?:-[nrp][ \t]*\d+[ \t]+|-[tcqov]+[ \t]+)*/],
  ['prun', /^(?:-[lsTD][ \t]*\S+[ \t]+|-[rq]+[ \t]+)*/],
  ['memit', /^(?:-[rt][ \t]*\S+[ \t]+|-[ico]+[ \t]+)*/],
  ['lprun', /^(?:-[fmsuTDo][ \t]*\S+[ \t]+|-[rz]+[ \t]+)*/],
  ['mprun', /^(?:-[fT][ \t]*\S+[ \t]+|-[rc]+[ \t]+)*/],
]);
