import type { Header, NotebookEnvironment } from 'nbproject-protocol';
import type { LiveEnvironment } from '../record/index.ts';

/** What is known of the environment of a notebook in Python. */
export function notebookEnvironment(
  { kernel, packages }: Header,
  live: LiveEnvironment | undefined,
): NotebookEnvironment {
  const { environment, passedOver = [], kernel: installed } = live?.answer ?? {};
  return {
    kernel,
    kernelInstalled: installed !== undefined,
    interpreter: environment
      ? {
          path: environment.interpreter.path,
          prefix: environment.interpreter.prefix,
          version: environment.interpreter.version?.text ?? null,
          source: environment.source,
          reason: environment.reason,
        }
      : null,
    packages,
    passedOver,
  };
}
