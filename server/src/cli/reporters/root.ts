import { realpathSync } from 'node:fs';
import path from 'node:path';

/** The folder that CI names files from: that of the checkout where `folder` is inside it, else `folder` itself. */
export function rootFor(folder: string, environment: NodeJS.ProcessEnv): string {
  const checkout = environment.GITHUB_WORKSPACE || environment.CI_PROJECT_DIR;
  if (!checkout) return folder;
  try {
    // The working folder comes without links, the variable as someone wrote it.
    const real = realpathSync(checkout);
    return isOutside(path.relative(real, folder)) ? folder : real;
  } catch {
    return folder;
  }
}

/** A path from the root, with forward slashes; the absolute path of what is outside. */
export function pathFrom(root: string, file: string): string {
  const absolute = path.resolve(file);
  const relative = path.relative(root, absolute);
  return (isOutside(relative) ? absolute : relative).replaceAll(path.sep, '/');
}

/** On Windows, what is on another drive stays absolute. */
function isOutside(relative: string): boolean {
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}
