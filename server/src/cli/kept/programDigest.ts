import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Stands for the program with all that it loads, and for the Node that runs it: reports of another one are not used. Files beside the bundle are parts of it. */
export function programDigest(bundle: string): string {
  const folder = path.dirname(bundle);
  const parts = readdirSync(folder).filter((name) => /\.(?:cjs|wasm)$/.test(name));
  const hash = createHash('sha256').update(process.version);
  for (const name of parts.sort()) hash.update(`\n${name}\n`).update(readFileSync(path.join(folder, name)));
  return hash.digest('base64url');
}
