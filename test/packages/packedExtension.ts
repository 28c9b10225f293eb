import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { packageExtension } from '../../scripts/vscodeExtension.mjs';
import { folder } from './packed.ts';

const { file } = await packageExtension(folder);

/** What the VS Code extension holds, with the server as it is built, by the names of the files. */
export const extension: Readonly<Record<string, Uint8Array>> = unzipSync(readFileSync(file));

/** Bytes of the .vsix. */
export const extensionPacked = readFileSync(file).length;
