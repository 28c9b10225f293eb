import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFolder, readBytes, readText } from '../disk.ts';
import type { Installation } from './installation.ts';
import { versionIn } from './installation.ts';
import type { PythonVersion } from './interpreter.ts';

/**
 * The full version of an installation, read from what it carries: conda's own record, the C header that Python was built
 * from, or the version string inside the executable or its library (the one place that a stripped-down system Python has).
 */
export async function readVersion(installation: Installation, executable: string): Promise<PythonVersion | undefined> {
  return (
    (await fromConda(installation.prefix)) ??
    (await fromHeader(installation)) ??
    (await fromBinary(installation, executable)) ??
    fromFolderName(installation)
  );
}

/** Reads `3.11.7`, `3.11.7.final.0` (virtualenv), `3.14.0rc1`, `3.11`. */
export function parsePythonVersion(text: string | undefined): PythonVersion | undefined {
  const match = /^\s*(\d+)\.(\d+)(?:\.(\d+)(?:\.final\.\d+|((?:a|b|rc)\d+))?)?/.exec(text ?? '');
  if (!match) return undefined;
  const [, major = '', minor = '', patch, stage = ''] = match;
  const written = patch === undefined ? `${major}.${minor}` : `${major}.${minor}.${patch}${stage}`;
  return { major: Number(major), minor: Number(minor), text: written };
}

async function fromConda(prefix: string): Promise<PythonVersion | undefined> {
  for (const { name } of await listFolder(join(prefix, 'conda-meta'))) {
    const version = /^python-(\d+\.\d+\.\d+[^-]*)-[^-]+\.json$/.exec(name)?.[1];
    if (version !== undefined) return parsePythonVersion(version);
  }
  return undefined;
}

async function fromHeader({ prefix, layout }: Installation): Promise<PythonVersion | undefined> {
  const folders =
    layout.kind === 'windows'
      ? [join(prefix, 'include'), join(prefix, 'Include')]
      : ['', 'm'].map((suffix) => join(prefix, 'include', layout.versionFolder + suffix));
  for (const folder of folders) {
    const header = await readText(join(folder, 'patchlevel.h'), 64 * 1024);
    const version = parsePythonVersion(/^#define\s+PY_VERSION\s+"([^"]+)"/m.exec(header ?? '')?.[1]);
    if (version) return version;
  }
  return undefined;
}

const binaryLimitBytes = 64 * 1024 * 1024;

async function fromBinary(installation: Installation, executable: string): Promise<PythonVersion | undefined> {
  const { prefix, layout } = installation;
  const expected = layout.kind === 'posix' ? versionIn(layout.versionFolder) : undefined;
  const libraries =
    layout.kind === 'windows'
      ? (await listFolder(prefix)).map((entry) => entry.name).filter((name) => /^python3\d+\.dll$/i.test(name))
      : ['so.1.0', 'so', 'dylib'].map((suffix) => join(layout.library, `libpython${expected}.${suffix}`));
  for (const file of [executable, ...libraries.map((name) => join(prefix, name))]) {
    const version = await versionInside(file, expected);
    if (version) return version;
  }
  return undefined;
}

/** What a file of this size and time says cannot change, so each is read once in the life of the process. */
const versionsInside = new Map<string, PythonVersion | undefined>();

async function versionInside(file: string, expected: string | undefined): Promise<PythonVersion | undefined> {
  const status = await stat(file).catch(() => undefined);
  if (!status?.isFile()) return undefined;
  const key = `${file} ${status.mtimeMs} ${status.size}`;
  if (!versionsInside.has(key)) {
    const bytes = await readBytes(file, binaryLimitBytes);
    versionsInside.set(key, bytes && versionString(bytes, expected));
  }
  return versionsInside.get(key);
}

function versionString(bytes: Buffer, expected: string | undefined): PythonVersion | undefined {
  const start = expected === undefined ? '3\\.\\d+' : expected.replace('.', '\\.');
  // A string of its own, or the end of one such as "…/Python-3.13.0": linkers let strings share their ends.
  const pattern = new RegExp(`[^\\w.](${start}\\.\\d+(?:(?:a|b|rc)\\d+)?)\\+?\\0`);
  return parsePythonVersion(pattern.exec(bytes.toString('latin1'))?.[1]);
}

function fromFolderName({ layout }: Installation): PythonVersion | undefined {
  return layout.kind === 'posix' ? parsePythonVersion(versionIn(layout.versionFolder)) : undefined;
}
