import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file on the disk, and the URI by which an editor knows it. */
export interface FileOnDisk {
  readonly uri: string;
  readonly write: (content: string) => void;
}

export function temporaryFile(name: string, content: string): FileOnDisk {
  const file = path.join(temporaryFolder(), name);
  const write = (text: string) => writeFileSync(file, text);
  write(content);
  return { uri: pathToFileURL(file).href, write };
}
