import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Header } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { pythons } from '../environment/python.ts';
import { makeEnvironment } from '../support/exampleEnvironment.ts';
import { writeNotebook } from '../support/notation.ts';
import { folderWith, nbls } from './program.ts';

const draft = writeNotebook(`
--- markdown
# Rates
--- code [1]
import six
import toolz
import attr
`).text;

/** Publishes where the sender works, and gives the file to the receiver. */
async function handOver(sender: string, receiver: string): Promise<void> {
  const { code, err } = await nbls(['publish', 'rates.ipynb', '--yes'], { folder: sender });
  expect([code, err]).toEqual([0, expect.anything()]);
  copyFileSync(path.join(sender, 'rates.ipynb'), path.join(receiver, 'rates.ipynb'));
}

async function headerIn(folder: string) {
  const { out } = await nbls(['header', 'rates.ipynb'], { folder });
  const json: Header = JSON.parse((await nbls(['header', 'rates.ipynb', '--json'], { folder })).out);
  return { out, json };
}

describe('A notebook that was published in one environment and received in another', () => {
  test('shows in columns what differs and how far, in environments as they lie on the disk', async () => {
    const [sender, receiver] = [folderWith({ 'rates.ipynb': draft }), folderWith({})];
    makeEnvironment(path.join(sender, '.venv'), { six: '1.15.0', toolz: '0.12.1', attr: '23.1.0' });
    makeEnvironment(path.join(receiver, '.venv'), { six: '1.17.0', toolz: '1.0.0' });
    await handOver(sender, receiver);
    const atSender = await headerIn(sender);
    expect(atSender.out).toMatch(/^python +3\.11\.2$/m);
    expect(atSender.out).toMatch(/^pypackage +attr==23\.1\.0 six==1\.15\.0 toolz==0\.12\.1$/m);
    const { out, json } = await headerIn(receiver);
    expect(out).toMatch(/^imports +attr six toolz$/m);
    expect(out.slice(out.indexOf('\n\n'))).toBe(`

       recorded  here
attr   23.1.0    –       not installed
toolz  0.12.1    1.0.0   major
six    1.15.0    1.17.0  minor
`);
    expect(json.python).toEqual({ name: 'Python', recorded: '3.11.2', installed: '3.11.2', status: 'same' });
    expect(json.packages).toContainEqual({
      name: 'six',
      recorded: '1.15.0',
      installed: '1.17.0',
      status: 'differs',
      distance: 'minor',
    });
  });

  test('shows it in real environments, with packages from PyPI', async () => {
    const [older, newer] = twoPythons();
    const [sender, receiver] = [folderWith({ 'rates.ipynb': draft }), folderWith({})];
    const made =
      older !== undefined &&
      newer !== undefined &&
      install(older, sender, 'six==1.15.0', 'toolz==0.12.1', 'attrs==23.1.0') &&
      install(newer, receiver, 'six==1.17.0', 'toolz==1.0.0', 'attrs==23.1.0');
    if (!made) {
      console.warn('Skipped: there is no python3 with venv and pip here, or PyPI is not reached.');
      return;
    }
    await handOver(sender, receiver);
    const { json } = await headerIn(receiver);
    const version = (folder: string) =>
      execFileSync(path.join(folder, '.venv', 'bin', 'python'), [
        '-c',
        'import platform; print(platform.python_version())',
      ])
        .toString()
        .trim();
    expect(json.python).toMatchObject({ recorded: version(sender), installed: version(receiver) });
    expect(json.packages).toEqual([
      { name: 'attrs', recorded: '23.1.0', installed: '23.1.0', status: 'same' },
      { name: 'six', recorded: '1.15.0', installed: '1.17.0', status: 'differs', distance: 'minor' },
      { name: 'toolz', recorded: '0.12.1', installed: '1.0.0', status: 'differs', distance: 'major' },
    ]);
  }, 120_000);
});

/** Two of different versions where there are two. */
function twoPythons(): readonly [string | undefined, string | undefined] {
  const found = pythons();
  return [found[0], found.at(-1)];
}

/** A virtual environment with packages in a folder; false where it cannot be made. pip has the user's own settings. */
function install(python: string, folder: string, ...packages: readonly string[]): boolean {
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(program, args, { stdio: 'ignore', timeout: 50_000 });
  try {
    run(python, '-m', 'venv', path.join(folder, '.venv'));
    const pip = ['-m', 'pip', 'install', '--quiet', '--retries', '0', '--timeout', '10', '--no-deps'];
    run(path.join(folder, '.venv', 'bin', 'python'), ...pip, ...packages);
    return true;
  } catch {
    return false;
  }
}
