import type { PythonVersion } from '../interpreter/interpreter.ts';

/** Gives the module name of a file name ("foo" of `foo.py`, `foo.so`, `foo.cpython-311-x86_64-linux-gnu.so`), or undefined. */
export type ModuleNameOf = (fileName: string) => string | undefined;

/**
 * For the suffixes that this Python imports (importlib.machinery.all_suffixes()), the longest first. An extension that was
 * built for another version keeps its tag in the name, as in Python.
 */
export function moduleNames(version: PythonVersion | undefined): ModuleNameOf {
  const tag = version ? `${version.major}${version.minor}` : '\\d+';
  const suffix = new RegExp(
    `^(.+?)(?:\\.cpython-${tag}[a-z]*(?:-[^.]+)?\\.so|\\.abi3\\.so|\\.cp${tag}[a-z]*-[^.]+\\.pyd)$`,
  );
  return (fileName) => suffix.exec(fileName)?.[1] ?? /^(.+)\.(?:py|pyc|so|pyd)$/.exec(fileName)?.[1];
}
