import path from 'node:path';
import { readNotebook, Text } from '../../notebook/index.ts';
import type { WriteFile } from '../../project/files/projectFiles.ts';
import { findSecrets } from '../../secrets/index.ts';
import { diffOf, withheldDiff } from '../fix/diff.ts';
import type { Output } from '../terminal/console.ts';
import { printable } from '../terminal/printable.ts';

/** Shows what would be written, and writes nothing. Of a notebook that holds credentials nothing is shown. */
export function printDiff(out: Output): WriteFile {
  return async (file, before, after) => {
    const name = path.relative(process.cwd(), file);
    const text = after.toString('utf8');
    const isHidden = file.endsWith('.ipynb') && (await holdsSecrets(text));
    const diff = isHidden ? withheldDiff(name) : diffOf(name, before?.toString('utf8') ?? '', text);
    await out.write(out.isTerminal ? diff.split('\n').map(printable).join('\n') : diff);
    return undefined;
  };
}

/** Lines around a change may be any of the notebook's. */
async function holdsSecrets(text: string): Promise<boolean> {
  const { notebook } = readNotebook('', Text.from(text));
  const secretsOf = await findSecrets(notebook);
  return notebook.cells.some((cell) => secretsOf(cell).length > 0);
}
