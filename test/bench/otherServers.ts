import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchCache } from './benchCache.ts';

const packages = {
  'vscode-langservers-extracted': '4.10.0',
  'typescript-language-server': '6.0.2',
  // The last one with the server that typescript-language-server drives.
  typescript: '5.9.3',
  'bash-language-server': '5.8.1',
  'yaml-language-server': '2.0.0',
};

/** The arguments of Node that start other language servers, by their names. Empty, with a word why, where npm cannot install them. */
export function otherServers(): ReadonlyMap<string, readonly string[]> {
  const folder = path.join(benchCache, 'servers');
  const done = path.join(folder, 'installed');
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
    const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...wanted];
    const { status, stderr, error } = spawnSync('npm', args, { encoding: 'utf8', timeout: 180_000 });
    if (status !== 0) {
      process.stdout.write(
        `skipped: other language servers (npm cannot install them: ${error?.message ?? stderr.slice(0, 300)})\n`,
      );
      return new Map();
    }
    writeFileSync(done, '');
  }
  const bin = (name: string) => path.join(folder, 'node_modules', '.bin', name);
  return new Map([
    ['json', [bin('vscode-json-language-server'), '--stdio']],
    ['typescript', [bin('typescript-language-server'), '--stdio']],
    ['bash', [bin('bash-language-server'), 'start']],
    ['yaml', [bin('yaml-language-server'), '--stdio']],
  ]);
}
