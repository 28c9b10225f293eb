/** A language whose scripts jupytext knows (its documentation, "Supported languages"). */
export interface ScriptLanguage {
  readonly name: string;
  /** What begins a comment. */
  readonly comment: string;
  /** What ends one, in a language without comments of a line. */
  readonly suffix: string;
}

/** By file extension, with its dot. */
const byExtension: ReadonlyMap<string, ScriptLanguage> = new Map(
  (
    [
      ['#', 'python=.py coconut=.coco R=.R,.r julia=.jl bash=.sh powershell=.ps1 robotframework=.robot,.resource'],
      ['#', 'sos=.sos sage=.sage tcl=.tcl gnuplot=.gp xonsh=.xsh'],
      ['//', 'c++=.cpp javascript=.js typescript=.ts scala=.scala rust=.rs csharp=.cs fsharp=.fsx,.fs java=.java'],
      ['//', 'groovy=.groovy stata=.do go=.go'],
      [';;', 'scheme=.ss,.scm clojure=.clj'],
      ['--', 'haskell=.hs lua=.lua'],
      ['%', 'matlab=.m logtalk=.lgt,.logtalk'],
      ['/', 'q=.q'],
      [';', 'idl=.pro'],
      ['(* *)', 'ocaml=.ml wolfram_language=.wolfram'],
      ['/* */', 'maxima=.mac sas=.sas jenner=.jenner'],
    ] as const
  ).flatMap(([signs, list]) => {
    const [comment = '', suffix = ''] = signs.split(' ');
    return list.split(' ').flatMap((entry) => {
      const [name = '', extensions = ''] = entry.split('=');
      return extensions.split(',').map((one) => [one, { name: name.replace('_', ' '), comment, suffix }] as const);
    });
  }),
);

const byName = new Map([...byExtension.values()].map((language) => [language.name, language] as const));

/** The comment signs of all languages, `#` first. */
export const commentSigns: readonly Pick<ScriptLanguage, 'comment' | 'suffix'>[] = [
  ...new Map([...byExtension.values()].map(({ comment, suffix }) => [comment, { comment, suffix }] as const)).values(),
];

export function languageOfExtension(extension: string | undefined): ScriptLanguage | undefined {
  return byExtension.get(extension ?? '');
}

export function languageNamed(name: string | undefined): ScriptLanguage | undefined {
  return byName.get(name ?? '');
}

/** Languages that are cell magics of IPython, besides those of {@link byExtension}. */
const magicLanguages = new Set([
  ...byName.keys(),
  ...'sh python2 python3 js perl html latex markdown pypy ruby script svg octave spark sql cython c# f# cs fs'.split(
    ' ',
  ),
]);

/** True for what may stand behind `%%`, or behind a fence, as a language: `python`, `bash`, `R`. */
export function isCellLanguage(name: string): boolean {
  return magicLanguages.has(name);
}

const fenceLanguages = [...magicLanguages, ...[...magicLanguages].map((name) => name.toUpperCase())];

/** The languages of code cells in Markdown, their names in capitals too; the longest first, so that they can be alternatives. */
export const fencedLanguages: readonly string[] = [...new Set(fenceLanguages)].sort(
  (one, other) => other.length - one.length,
);

/** The name under which a language stands in {@link byExtension}, from what a kernel calls it. */
export function usualName(language: string): string {
  const name = language.toLowerCase();
  if (name === 'r') return 'R';
  if (name.startsWith('c++')) return 'c++';
  if (name === 'octave') return 'matlab';
  if (name === 'cs' || name === 'c#') return 'csharp';
  if (name === 'fs' || name === 'f#') return 'fsharp';
  return name;
}
