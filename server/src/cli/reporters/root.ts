import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isWithin } from '../../environment/paths.ts';

/** The folder that CI names files from: that of the checkout where `folder` is inside it, else `folder` itself. */
export function rootFor(folder: string, environment: NodeJS.ProcessEnv): string {
  const checkout = environment.GITHUB_WORKSPACE || environment.CI_PROJECT_DIR;
  if (!checkout) return folder;
  try {
    // The working folder comes without links, the variable as someone wrote it.
    const real = realpathSync(checkout);
    return isWithin(real, folder) ? real : folder;
  } catch {
    return folder;
  }
}

/** A path from the root, with forward slashes; the absolute path of what is outside. */
export function pathFrom(root: string, file: string): string {
  const absolute = path.resolve(file);
  return (isWithin(root, absolute) ? path.relative(root, absolute) : absolute).replaceAll(path.sep, '/');
}
