import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEnvironments, thisMachine } from '../../server/src/environment/index.ts';
import { findLiveEnvironment, type LiveEnvironment } from '../../server/src/record/index.ts';

/** Where the examples of rules run. */
export async function environmentWith(versions: Readonly<Record<string, string>>): Promise<LiveEnvironment> {
  const prefix = mkdtempSync(path.join(tmpdir(), 'nbproject-environment-'));
  makeEnvironment(prefix, versions);
  const environments = createEnvironments(thisMachine());
  return findLiveEnvironment(environments, { folder: prefix, workspaceFolders: [], clientInterpreter: prefix });
}

/** A virtual environment of Python 3.11.2 as it lies on the disk, with these distributions, each of which brings a module of its name. */
export function makeEnvironment(prefix: string, versions: Readonly<Record<string, string>>): void {
  const site = path.join(prefix, 'lib', 'python3.11', 'site-packages');
  mkdirSync(site, { recursive: true });
  mkdirSync(path.join(prefix, 'bin'));
  writeFileSync(path.join(prefix, 'bin', 'python'), '', { mode: 0o755 });
  writeFileSync(
    path.join(prefix, 'pyvenv.cfg'),
    'home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11.2\n',
  );
  for (const [name, version] of Object.entries(versions)) {
    const info = path.join(site, `${name}-${version}.dist-info`);
    mkdirSync(info);
    mkdirSync(path.join(site, name));
    writeFileSync(path.join(site, name, '__init__.py'), '');
    writeFileSync(path.join(info, 'METADATA'), `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
    writeFileSync(path.join(info, 'top_level.txt'), `${name}\n`);
    writeFileSync(path.join(info, 'RECORD'), `${name}/__init__.py,,\n`);
  }
}
