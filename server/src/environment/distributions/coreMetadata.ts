import { join } from 'node:path';
import { readUntil } from '../disk.ts';

/** The two fields that matter here, of a METADATA or PKG-INFO file. */
export interface CoreMetadata {
  readonly name: string | undefined;
  readonly version: string | undefined;
}

const limitBytes = 4 * 1024 * 1024;

/**
 * Reads the metadata of a distribution as importlib.metadata does: METADATA, else PKG-INFO, else the path itself, since the
 * oldest form of an .egg-info is one file. Only as much is read as it takes to see both fields: what follows may be a long
 * description. Undefined where there is no such file or it is empty.
 */
export async function readCoreMetadata(path: string, isFile: boolean): Promise<CoreMetadata | undefined> {
  const files = isFile ? [path] : [join(path, 'METADATA'), join(path, 'PKG-INFO')];
  for (const file of files) {
    const metadata = await readUntil(file, limitBytes, parseStart);
    if (metadata) return metadata;
  }
  return undefined;
}

function parseStart(text: string, complete: boolean): CoreMetadata | undefined {
  if (text === '') return undefined;
  let name: string | undefined;
  let version: string | undefined;
  const lines = text.split(/\r\n|\r|\n/);
  // The last line may go on beyond what was read.
  if (!complete) lines.pop();
  for (const [index, line] of lines.entries()) {
    // The first blank line ends the headers, as does one that is no header: an email parser takes the rest as the body.
    if (!/^[^\s:][^:]*:|^[ \t]|^From /.test(line)) return { name, version };
    const [, field, value] = /^(name|version):[ \t]*(.*)/i.exec(line) ?? [];
    if (field === undefined || value === undefined) continue;
    const whole = value + continuation(lines, index + 1);
    if (field.toLowerCase() === 'name') name ??= whole;
    else version ??= whole;
    if (name !== undefined && version !== undefined) return { name, version };
  }
  return complete ? { name, version } : undefined;
}

/** Header lines that begin with white space belong to the header before them. */
function continuation(lines: readonly string[], start: number): string {
  let text = '';
  for (let index = start; /^[ \t]/.test(lines[index] ?? ''); index++) text += `\n${lines[index]}`;
  return text;
}
