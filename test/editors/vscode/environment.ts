import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A virtual environment as Python makes it, with distributions as pip lays them out. */
export function makeEnvironment(folder: string, versions: Readonly<Record<string, string>>): void {
  execFileSync('python3', ['-m', 'venv', '--without-pip', folder]);
  const lib = path.join(folder, 'lib');
  const [python = ''] = readdirSync(lib);
  for (const [name, version] of Object.entries(versions)) {
    const site = path.join(lib, python, 'site-packages');
    const info = path.join(site, `${name}-${version}.dist-info`);
    mkdirSync(path.join(site, name));
    mkdirSync(info);
    writeFileSync(path.join(site, name, '__init__.py'), '');
    writeFileSync(path.join(info, 'METADATA'), `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
    writeFileSync(path.join(info, 'RECORD'), `${name}/__init__.py,,\n`);
  }
}
