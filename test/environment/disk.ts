import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nbproject-environment-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below `folder`, by their relative paths; a path that ends with `/` is an empty folder. */
export function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    const full = join(folder, path);
    mkdirSync(path.endsWith('/') ? full : dirname(full), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(full, text, path.includes('bin/') ? { mode: 0o755 } : {});
  }
  return folder;
}

export function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** The metadata and files of one installed wheel, as `write` takes them, below a site folder. */
export function wheel(
  site: string,
  name: string,
  version: string,
  files: readonly string[],
  options: { readonly topLevel?: string } = {},
): Record<string, string> {
  const info = `${name.replaceAll('-', '_')}-${version}.dist-info`;
  const listed = [...files, `${info}/METADATA`, `${info}/RECORD`];
  return {
    ...Object.fromEntries(files.map((file) => [`${site}/${file}`, ''])),
    [`${site}/${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nAbout it.\n`,
    [`${site}/${info}/RECORD`]: `${listed.map((file) => `${file},sha256=x,1`).join('\n')}\n`,
    ...(options.topLevel === undefined ? {} : { [`${site}/${info}/top_level.txt`]: `${options.topLevel}\n` }),
  };
}

/** A virtual environment made by hand, of a Python that is not there. */
export function handMadeEnvironment(prefix: string): Record<string, string> {
  return {
    [`${prefix}/pyvenv.cfg`]: 'home = /nowhere/bin\ninclude-system-site-packages = false\nversion = 3.11.4\n',
    [`${prefix}/bin/python`]: 'an executable',
    [`${prefix}/lib/python3.11/site-packages/`]: '',
  };
}
