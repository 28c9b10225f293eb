import { basename, dirname, join } from 'node:path';
import { firstWhere, isFile, readBytes, readText } from '../disk.ts';
import type { Machine } from '../machine.ts';
import { folderAndAbove } from '../paths.ts';

/** True for an executable that is a script: the shim of a version manager, or a wrapper that someone wrote. */
export async function isScript(path: string): Promise<boolean> {
  if (/\.(?:bat|cmd)$/i.test(path)) return true;
  return (await readBytes(path, 2))?.toString('latin1') === '#!';
}

/**
 * The interpreter that a pyenv or asdf shim would start in `folder`, found as those programs find it: an environment
 * variable, the version file of the folder or one above, the global one. Undefined for another kind of script and where
 * their files name no installed version.
 */
export async function readShim(machine: Machine, shim: string, folder: string): Promise<string | undefined> {
  if (basename(dirname(shim)) !== 'shims') return undefined;
  const root = dirname(dirname(shim));
  const manager = (await isFile(join(root, 'bin', 'asdf'))) || /asdf|mise/.test(basename(root)) ? asdf : pyenv;
  for (const version of await manager.versions(machine, root, folder)) {
    const prefix = join(root, manager.installations, version);
    const names =
      machine.platform === 'win32'
        ? ['python.exe']
        : [basename(shim), 'python3', 'python'].map((name) => join('bin', name));
    const found = await firstWhere(
      names.map((name) => join(prefix, name)),
      isFile,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

interface VersionManager {
  readonly installations: string;
  readonly versions: (machine: Machine, root: string, folder: string) => Promise<readonly string[]>;
}

const pyenv: VersionManager = {
  installations: 'versions',
  versions: async (machine, root, folder) => {
    const stated = machine.environmentVariables.PYENV_VERSION;
    if (stated) return safeVersions(stated.split(':'));
    const files = [...folderAndAbove(folder).map((above) => join(above, '.python-version')), join(root, 'version')];
    const text = await firstText(files);
    return safeVersions((text ?? '').split(/\r?\n/).filter((line) => !/^\s*#/.test(line)));
  },
};

const asdf: VersionManager = {
  installations: join('installs', 'python'),
  versions: async (machine, _root, folder) => {
    const stated = machine.environmentVariables.ASDF_PYTHON_VERSION;
    if (stated) return safeVersions(stated.split(/\s+/));
    const files = [...folderAndAbove(folder), machine.home].map((above) => join(above, '.tool-versions'));
    for (const file of files) {
      const line = /^[ \t]*python[ \t]+(.*)$/m.exec((await readText(file, limitBytes)) ?? '')?.[1];
      if (line !== undefined) return safeVersions(line.split(/\s+/));
    }
    return [];
  },
};

const limitBytes = 16 * 1024;

async function firstText(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const text = await readText(file, limitBytes);
    if (text !== undefined && text.trim() !== '') return text;
  }
  return undefined;
}

/** Only plain names: `../../evil` and asdf's `path:/evil` would lead out of the installed versions. */
function safeVersions(written: readonly string[]): readonly string[] {
  return written
    .map((version) => version.trim().replace(/^python-/, ''))
    .filter((version) => /^[\w][\w.+-]*$/.test(version) && version !== 'system');
}
