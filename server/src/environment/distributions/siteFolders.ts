import { join } from 'node:path';
import { readText } from '../disk.ts';
import type { Interpreter, Layout } from '../interpreter/interpreter.ts';
import type { Launch } from '../locate/launch.ts';
import type { Machine } from '../machine.ts';

/** How the `site` module of an installation differs from CPython's: distributors change it. */
export interface SiteFlavour {
  /** Debian: `dist-packages` instead of `site-packages`, and `/usr/local` before `/usr`. */
  readonly isDebian: boolean;
  /** Fedora: the system's Python looks into `/usr/local`, too. */
  readonly addsLocal: boolean;
}

/** Reads which it is from the text of the installation's own `site.py`. */
export async function readSiteFlavour(basePrefix: string | undefined, layout: Layout): Promise<SiteFlavour> {
  if (basePrefix === undefined || layout.kind === 'windows') return { isDebian: false, addsLocal: false };
  const text = (await readText(join(standardLibrary(basePrefix, layout), 'site.py'), 256 * 1024)) ?? '';
  const isDebian = /["']dist-packages["']/.test(text);
  return { isDebian, addsLocal: !isDebian && basePrefix === '/usr' && /["']\/usr\/local["']/.test(text) };
}

export function standardLibrary(prefix: string, layout: Layout): string {
  return layout.kind === 'windows' ? join(prefix, 'Lib') : join(prefix, layout.library, layout.versionFolder);
}

/** The site folders of one prefix (site.getsitepackages), whether they exist or not. */
export function siteFolders(prefix: string, interpreter: Interpreter, flavour: SiteFlavour): readonly string[] {
  const { layout } = interpreter;
  if (layout.kind === 'windows') return [prefix, join(prefix, 'Lib', 'site-packages')];
  const { library, versionFolder } = layout;
  const libraries = library === 'lib' ? ['lib'] : [library, 'lib'];
  if (!flavour.isDebian) return libraries.map((name) => join(prefix, name, versionFolder, 'site-packages'));
  const own = interpreter.kind === 'virtual' ? [join(prefix, 'lib', versionFolder, 'site-packages')] : [];
  return [
    ...own,
    join(prefix, 'local', 'lib', versionFolder, 'dist-packages'),
    join(prefix, 'lib', 'python3', 'dist-packages'),
    ...libraries.map((name) => join(prefix, name, versionFolder, 'dist-packages')),
  ];
}

/** The user's own site folder (site.getusersitepackages), or undefined where Python would not look there. */
export function userSite(machine: Machine, interpreter: Interpreter, launch: Launch): string | undefined {
  if (!launch.allowsUserSite || !interpreter.seesSystemSite || !interpreter.version) return undefined;
  const { major, minor } = interpreter.version;
  const { home, environmentVariables: variables } = machine;
  if (interpreter.layout.kind === 'windows') {
    const base = launch.userBase ?? join(variables.APPDATA ?? home, 'Python');
    return join(base, `Python${major}${minor}`, 'site-packages');
  }
  // A framework build of macOS has its user folder elsewhere, and without the version in its last part.
  if (/\/Python3?\.framework\/Versions\//.test(`${interpreter.basePrefix}/`)) {
    const base = launch.userBase ?? join(home, 'Library', 'Python', `${major}.${minor}`);
    return join(base, 'lib', 'python', 'site-packages');
  }
  const base = launch.userBase ?? join(home, '.local');
  return join(base, 'lib', interpreter.layout.versionFolder, 'site-packages');
}
