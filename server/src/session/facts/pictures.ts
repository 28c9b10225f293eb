import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Files that an editor is asked to open, in a folder that only this user can read, and which is gone with the session. */
export class Pictures {
  #folder: string | undefined;

  /** The path of the file. */
  write(name: string, text: string): string {
    this.#folder ??= mkdtempSync(path.join(tmpdir(), 'nbproject-'));
    const file = path.join(this.#folder, name);
    writeFileSync(file, text);
    return file;
  }

  dispose(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }
}
