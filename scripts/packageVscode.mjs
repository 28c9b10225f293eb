// Makes the VS Code extension of what the sources say now: clients/vscode/nbproject-VERSION.vsix.
import path from 'node:path';
import { root } from './bundle.mjs';
import { packageExtension } from './vscodeExtension.mjs';

await import('./build.mjs');

const { file, size } = await packageExtension(path.join(root, 'clients', 'vscode'));
process.stdout.write(`${path.relative(root, file)}: ${(size / 1024 / 1024).toFixed(2)} MB\n`);
