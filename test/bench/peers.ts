import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchCache } from './benchCache.ts';
import { medianOf, minimumOf } from './measure.ts';
import { timeOf } from './processes.ts';
import { report } from './report.ts';

interface Peer {
  readonly name: string;
  /** What pip installs, in an environment of its own. */
  readonly packages: readonly string[];
  readonly args: readonly string[];
  /** Our rules that look for what those look for. */
  readonly ours: readonly string[];
}

const nbls = path.resolve('server/bin/nbls.cjs');

const peers: readonly Peer[] = [
  {
    name: 'ruff',
    packages: ['ruff==0.17.5'],
    args: ['check', '--isolated', '--no-cache', '--quiet', '--select', 'F821,E402,E9'],
    ours: ['undefined-name', 'used-before-defined', 'deleted-name', 'late-import', 'syntax-error'],
  },
  {
    name: 'nborder',
    packages: ['nborder==0.1.4'],
    args: ['check'],
    ours: ['out-of-order', 'duplicate-count', 'undefined-name', 'used-before-defined', 'unseeded-random'],
  },
  {
    name: 'pynblint',
    // With a newer click it does not start.
    packages: ['pynblint==0.1.6', 'click<8.2'],
    args: ['--quiet', '--yes'],
    ours: [
      ...['out-of-order', 'unexecuted-cell', 'missing-title', 'title-not-first', 'undescriptive-name', 'empty-cell'],
      ...['late-import', 'long-cell', 'long-notebook', 'few-words', 'syntax-error'],
    ],
  },
];

/**
 * Other linters of notebooks over a folder, each beside ours with the rules that are like its own, one thread and all. Two of them end at the first
 * notebook that they cannot read: `folder` must hold none.
 */
export async function measurePeers(title: string, folder: string, runs: number): Promise<void> {
  for (const { name, packages, args, ours } of peers) {
    const program = installed(name, packages);
    if (program === undefined) continue;
    const select = [nbls, 'check', '--quiet', '--no-cache', '--select', ours.join(',')];
    const all: readonly (readonly [string, () => Promise<number>])[] = [
      [name, () => timeOf(program, [...args, folder])],
      ['nbls check --jobs 1, rules like its', () => timeOf(process.execPath, [...select, '--jobs', '1', folder])],
      ['nbls check, rules like its', () => timeOf(process.execPath, [...select, folder])],
    ];
    const times = all.map((): number[] => []);
    for (let run = 0; run < runs; run++) {
      for (const [index, [, measure]] of all.entries()) times[index]?.push(await measure());
    }
    const own = minimumOf(times[0] ?? []);
    report({
      title: `${title}: ${name}, milliseconds`,
      columns: ['', 'runs', 'least', 'p50', 'least / its'],
      rows: all.map(([label], index) => {
        const list = times[index] ?? [];
        return [label, list.length, minimumOf(list), medianOf(list), minimumOf(list) / own];
      }),
    });
  }
}

/** The path of a linter in an environment of the cache; undefined, with a word why, where it cannot be had. */
function installed(name: string, packages: readonly string[]): string | undefined {
  const folder = path.join(benchCache, name);
  const done = path.join(folder, 'installed');
  const bin = path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  if (!existsSync(done)) {
    mkdirSync(benchCache, { recursive: true });
    for (const [program, args] of [
      ['python3', ['-m', 'venv', '--clear', folder]],
      [path.join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]],
    ] as const) {
      const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 180_000 });
      if (status === 0) continue;
      process.stdout.write(
        `skipped: ${name} (${program} cannot install it: ${error?.message ?? stderr.slice(0, 300)})\n`,
      );
      return undefined;
    }
    writeFileSync(done, '');
  }
  return path.join(bin, name);
}
