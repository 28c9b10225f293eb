import { thisMachine } from '../../environment/index.ts';
import { cacheFolder } from '../../project/cache/index.ts';

/** Where this user's runs of the program keep what the next one may use. */
export function userCache(): string {
  return cacheFolder(thisMachine());
}
