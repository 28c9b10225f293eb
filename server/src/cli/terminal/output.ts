import { writeFileSync } from 'node:fs';
import type { Call } from '../arguments/options.ts';
import type { Console } from './console.ts';

/** Writes a command's result to the file that `--output` names, else to standard output. Gives a sentence for the user where it cannot. */
export async function writeResult(call: Call, console: Console, text: string): Promise<string | undefined> {
  const file = call.value('output');
  if (file === undefined) {
    await console.out.write(text);
    return undefined;
  }
  if (file.toLowerCase().endsWith('.ipynb')) return `--output ${file} would overwrite a notebook`;
  try {
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    return `${file} cannot be written: ${(error as Error).message}`;
  }
}
