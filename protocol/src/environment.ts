import type { KernelReference, PackageRow } from './header.ts';

/** Request of the client: {@link EnvironmentParams} → {@link NotebookEnvironment}, or null for a document that holds no notebook in Python. */
export const environmentRequest = 'nbproject/environment';

export interface EnvironmentParams {
  readonly uri: string;
}

/** Where a notebook runs, as far as it can be read from the disk. */
export interface NotebookEnvironment {
  readonly kernel: KernelReference | null;
  /** True when the kernel that the notebook names is installed on this machine. */
  readonly kernelInstalled: boolean;
  /** Null where no Python was found. */
  readonly interpreter: InterpreterReference | null;
  /** What is recorded or imported, by name. */
  readonly packages: readonly PackageRow[];
  /** Sources of an environment that came first and did not apply, each with the reason. */
  readonly passedOver: readonly string[];
}

export interface InterpreterReference {
  readonly path: string;
  /** `sys.prefix`. */
  readonly prefix: string;
  /** As Python prints it, such as `3.11.7`; null where it cannot be read. */
  readonly version: string | null;
  /** What said that this is the notebook's: the client, a setting, the kernel, a folder, an activated environment, or the PATH. */
  readonly source: 'client' | 'setting' | 'kernelspec' | 'folder' | 'activated' | 'path';
  readonly reason: string;
}
