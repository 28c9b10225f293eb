import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './isolation.ts';

/** What a client's page says to put into a configuration, below "Install" and behind the name in bold, with the places filled in that it leaves to the reader. */
export function installBlock(client: 'emacs' | 'nvim', name: string, clone: string): string {
  const page = readFileSync(join(repository, 'clients', client, 'README.md'), 'utf8');
  const [, section = ''] = page.split('\n## Install\n');
  const [, behind = ''] = section.split(`**${name}**`);
  const [, block] = /^```(?:elisp|lua)\n([\s\S]*?)^```$/m.exec(behind) ?? [];
  if (block === undefined) throw new Error(`clients/${client}/README.md shows nothing for **${name}**.`);
  return block.replaceAll('REPOSITORY', clone).replaceAll('/path/to/nbproject', clone);
}
