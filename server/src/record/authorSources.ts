import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Author, AuthorSources } from './author.ts';

/** Where this machine says who its user is. Files of the workspace are not asked. */
export function authorSources(settings: Partial<Author>): AuthorSources {
  const home = homedir();
  const configuration = process.env.XDG_CONFIG_HOME || path.join(home, '.config');
  return {
    settings,
    laminSettings: () => readText(path.join(home, '.lamin', 'current_user.env')),
    gitConfigurations: async () => {
      const files = process.env.GIT_CONFIG_GLOBAL
        ? [process.env.GIT_CONFIG_GLOBAL]
        : [path.join(configuration, 'git', 'config'), path.join(home, '.gitconfig')];
      const texts = await Promise.all(files.map(readText));
      return texts.filter((text) => text !== undefined);
    },
  };
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
