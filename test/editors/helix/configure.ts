import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Isolation, repository } from '../isolation.ts';

/** Writes what docs/editors.md tells to write. */
export function configure({ environment }: Isolation): void {
  const page = readFileSync(join(repository, 'docs/editors.md'), 'utf8');
  const [, languages = ''] = /```toml\n(.*?)```/s.exec(page) ?? [];
  const folder = join(environment.XDG_CONFIG_HOME ?? '', 'helix');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'languages.toml'), languages);
}
