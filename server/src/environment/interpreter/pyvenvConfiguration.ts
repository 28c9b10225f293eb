import { dirname, join } from 'node:path';
import { isFile, readText } from '../disk.ts';

/** What a `pyvenv.cfg` says. */
export interface PyvenvConfiguration {
  readonly path: string;
  /** Folder of the base interpreter's executable. */
  readonly home: string | undefined;
  /** `version` (venv) or `version_info` (virtualenv, uv), as written. */
  readonly version: string | undefined;
  readonly includesSystemSite: boolean;
}

const limitBytes = 64 * 1024;

/** The configuration that governs an executable: beside it, else one folder up, as CPython's site module looks. */
export async function findPyvenvConfiguration(executable: string): Promise<PyvenvConfiguration | undefined> {
  const folder = dirname(executable);
  for (const candidate of [folder, dirname(folder)]) {
    const path = join(candidate, 'pyvenv.cfg');
    if (await isFile(path)) return parse(path, (await readText(path, limitBytes)) ?? '');
  }
  return undefined;
}

function parse(path: string, text: string): PyvenvConfiguration {
  const values = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const equals = line.indexOf('=');
    if (equals >= 0) values.set(line.slice(0, equals).trim().toLowerCase(), line.slice(equals + 1).trim());
  }
  return {
    path,
    home: values.get('home') || undefined,
    version: values.get('version') ?? values.get('version_info'),
    // Only the word "true" includes them; a file without the key includes them too.
    includesSystemSite: (values.get('include-system-site-packages') ?? 'true').toLowerCase() === 'true',
  };
}
