import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { maxNotebookLength } from '../../notebook/index.ts';
import { type ConfigurationOf, exclusion } from '../../project/configuration/index.ts';
import { findNotebooks, type UnreadableFolder } from '../../project/find/index.ts';
import type { Call } from '../arguments/options.ts';
import { readStandardInput } from '../terminal/standardInput.ts';

/** What a call of `nbls check` asks for. */
export interface ChosenNotebooks {
  readonly paths: readonly string[];
  readonly unreadable: readonly UnreadableFolder[];
  /** A notebook that came in on standard input; there are no paths then. */
  readonly content: { readonly name: string; readonly bytes: Buffer } | undefined;
}

/** The notebooks that a call names; a sentence for the user where it names what is not there. */
export async function chooseNotebooks(call: Call, configurationOf: ConfigurationOf): Promise<ChosenNotebooks | string> {
  const name = call.value('stdin-filename');
  const list = call.value('files-from');
  if (name !== undefined || call.positionals.includes('-')) {
    const others = call.positionals.filter((one) => one !== '-');
    if (others.length > 0 || list !== undefined) return 'standard input is checked alone: leave out the other paths';
    // One byte more shows that it is too large; nobody needs the rest.
    const bytes = await readStandardInput(maxNotebookLength + 1);
    return { paths: [], unreadable: [], content: { name: name ?? 'stdin.ipynb', bytes } };
  }
  const listed = list === undefined ? [] : await readList(list);
  if (typeof listed === 'string') return listed;
  const named = list === undefined && call.positionals.length === 0 ? ['.'] : [...call.positionals, ...listed];
  const isExcluded = exclusion(configurationOf);
  const { paths, missing, unreadable } = await findNotebooks(named, process.cwd(), isExcluded);
  if (missing.length > 0)
    return `there is no file or folder ${missing.join(', ')} (looked from ${process.cwd()}); name what is there`;
  const kept = call.has('force-exclude') ? paths.filter((file) => !isExcluded(path.resolve(file), 'file')) : paths;
  return { paths: kept, unreadable, content: undefined };
}

async function readList(file: string): Promise<readonly string[] | string> {
  try {
    const bytes = file === '-' ? await readStandardInput(maxNotebookLength) : await readFile(file);
    const content = bytes.toString('utf8');
    return content.split(content.includes('\0') ? '\0' : /\r?\n/).filter((line) => line.trim() !== '');
  } catch (error) {
    return `the list of files ${file} cannot be read: ${(error as Error).message}`;
  }
}
