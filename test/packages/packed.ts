import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export const root = path.join(import.meta.dirname, '..', '..');

/** What is handed out, as one file. */
export interface Packed {
  readonly file: string;
  /** Bytes of the file, and of what is in it. */
  readonly packed: number;
  readonly unpacked: number;
  /** What is in it, by the names that it has there. */
  readonly names: readonly string[];
}

/** For what is packed; gone at the end. */
export const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-packed-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The server as npm packs it, and the root, which npm packs where this repository is installed from git. Of what is built already: nothing is built. */
export const npmPackages = await packWithNpm();

async function packWithNpm(): Promise<{ readonly server: Packed; readonly root: Packed }> {
  const command = ['pack', '.', './server', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)('npm', command, { cwd: root });
  // A list in npm 11, by the packages' names in npm 12.
  const [ofRoot, ofServer] = Object.values<NpmPack>(JSON.parse(stdout)).map((said) => ({
    file: path.join(folder, said.filename),
    packed: said.size,
    unpacked: said.unpackedSize,
    names: said.files.map((entry) => entry.path),
  }));
  if (ofRoot === undefined || ofServer === undefined) throw new Error(`npm pack said ${stdout}`);
  return { server: ofServer, root: ofRoot };
}

interface NpmPack {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** The files below a folder of the repository, by their paths from there, with their sizes in bytes. */
export function filesOf(relative: string): ReadonlyMap<string, number> {
  const at = path.join(root, relative);
  return new Map(
    readdirSync(at, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(at, file), statSync(file).size]),
  );
}
