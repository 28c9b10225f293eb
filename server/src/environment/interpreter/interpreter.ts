/** A Python installation or virtual environment, as its files describe it. Paths are absolute. */
export interface Interpreter {
  /** The executable as it was found: links are not followed, since a virtual environment's lead out of it. */
  readonly path: string;
  /** `sys.prefix`. */
  readonly prefix: string;
  /** `sys.base_prefix`: the prefix itself outside virtual environments; undefined when the base is gone. */
  readonly basePrefix: string | undefined;
  readonly kind: 'virtual' | 'conda' | 'installed';
  readonly version: PythonVersion | undefined;
  readonly layout: Layout;
  /** A virtual environment's include-system-site-packages; true outside virtual environments. */
  readonly seesSystemSite: boolean;
  /** What was read to learn this: where one of them changes, it is read again. */
  readonly readFrom: readonly string[];
}

export interface PythonVersion {
  readonly major: number;
  readonly minor: number;
  /** As Python prints it: `3.11.7`, `3.14.0rc1`, or only `3.11` where the files do not say more. */
  readonly text: string;
}

/** Where an installation keeps its library. */
export type Layout =
  /** `<prefix>/lib/python3.11`; `library` is `lib` or `lib64` (sys.platlibdir), `versionFolder` also `pypy3.9` or `python3.13t`. */
  | { readonly kind: 'posix'; readonly library: string; readonly versionFolder: string }
  /** `<prefix>\Lib`. */
  | { readonly kind: 'windows' };
