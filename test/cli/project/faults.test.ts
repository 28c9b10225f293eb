import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, utimesSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { writeNotebook } from '../../support/notation.ts';
import { canMount, smallDisk } from '../../support/smallDisk.ts';
import { folderWith, program, start } from '../program.ts';
import { initialized, notebookWith, recordIn, run, textOf } from './files.ts';

const list = 'nbproject_metadata.yml';
/** The long run (`npm run fuzz`) is killed more often. */
const rounds = process.env.NBPROJECT_FUZZ_SECONDS === undefined ? 30 : 150;
const large = `x = """${'long '.repeat(20_000)}"""`;

describe('What cannot be written', () => {
  test.skipIf(!canMount)('for a full disk is named, and the rest is done', async () => {
    const { folder } = smallDisk(180);
    writeFileSync(path.join(folder, 'large.ipynb'), notebookWith(large));
    writeFileSync(path.join(folder, 'small.ipynb'), notebookWith('x = 1'));
    const before = textOf(folder, 'large.ipynb');
    const { code, out, err } = await run(folder, 'init');
    expect(code).toBe(1);
    expect(out).toBe(`2 notebooks: 1 initialized, 1 left out. Wrote ${list}.\n`);
    expect(err).toMatch(/^nbls: large\.ipynb: It is not changed: ENOSPC.*\n$/);
    expect(textOf(folder, 'large.ipynb')).toBe(before);
    expect(textOf(folder, list)).toContain('name: small.ipynb');
    expect(readdirSync(folder).sort()).toEqual(['large.ipynb', list, 'small.ipynb'].sort());
  });

  test.skipIf(!canMount)('since the disk is read-only is named, file by file', async () => {
    const { folder, lock } = smallDisk(64);
    writeFileSync(path.join(folder, 'a.ipynb'), notebookWith('x = 1', initialized));
    writeFileSync(path.join(folder, 'b.ipynb'), notebookWith('x = 1'));
    writeFileSync(path.join(folder, list), '{}\n');
    lock();
    const { code, err } = await run(folder, 'sync', '.');
    expect(code).toBe(1);
    expect(err).toMatch(
      /^nbls: b\.ipynb: It is not changed: EROFS.*\nnbls: .*nbproject_metadata\.yml is not changed: EROFS.*\n$/,
    );
    expect((await run(folder, 'reqs', '.')).err).toMatch(/requirements\.txt is not written: EROFS/);
  });

  test.skipIf(process.platform === 'win32')('since it is larger than this user may write is named', async () => {
    const folder = folderWith({ 'a.ipynb': notebookWith(large), 'b.ipynb': notebookWith('x = 1') });
    const before = textOf(folder, 'a.ipynb');
    const child = spawn('bash', ['-c', `ulimit -f 16; exec "$0" "$1" init`, process.execPath, program], {
      cwd: folder,
    });
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk) => err.push(chunk));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
    expect(String(Buffer.concat(err))).toMatch(/^nbls: a\.ipynb: It is not changed: EFBIG/);
    expect(textOf(folder, 'a.ipynb')).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['a.ipynb', 'b.ipynb', list]);
  });
});

describe('Ctrl-C', () => {
  test('ends a sync in order: what is done is listed, and the same call goes on', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `${index + 10}.ipynb`);
    const folder = folderWith({ [list]: '', ...Object.fromEntries(names.map((name) => [name, notebookWith(large)])) });
    const child = start(['sync', '.'], { folder });
    const err: Buffer[] = [];
    child.stdout.resume();
    child.stderr.on('data', (chunk) => err.push(chunk));
    const watcher = watch(folder).once('change', () => child.kill('SIGINT'));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(130);
    watcher.close();
    const [, done] =
      /^nbls: interrupted after (\d+) of 60 notebooks; the same call goes on\.\n$/.exec(String(err)) ?? [];
    const initializedNames = names.filter((name) => recordIn(folder, name) !== undefined);
    expect(initializedNames).toHaveLength(Number(done));
    expect(Number(done)).toBeLessThan(60);
    expect(textOf(folder, list).match(/(?<=^ {2}name: ).*/gm)).toEqual(initializedNames);
    expect((await run(folder, 'sync', '.')).code).toBe(0);
    expect(textOf(folder, list).match(/(?<=^ {2}name: ).*/gm)).toHaveLength(60);
  });
});

const temporary = /^\..*\.nbproject-[0-9a-f]{16}\.tmp$/;

/** A run of the program, and when it first writes. */
function begin(folder: string, args: readonly string[]) {
  const child = start(args, { folder, environment: { GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/nonexistent' } });
  child.stdout.resume();
  child.stderr.resume();
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
  const watcher = watch(folder);
  const begun = new Promise<void>((resolve) => watcher.once('change', () => resolve()));
  const writes = Promise.race([begun, ended]).then(() => watcher.close());
  return { child, ended, writes };
}

/** For how long a run writes, in milliseconds. */
async function writingTime(folder: string, args: readonly string[]): Promise<number> {
  const { ended, writes } = begin(folder, args);
  await writes;
  const from = performance.now();
  await ended;
  return performance.now() - from;
}

/** Kills a run within so many milliseconds from when it first writes. True where it was still running. */
async function kill(folder: string, args: readonly string[], within: number): Promise<boolean> {
  const { child, ended, writes } = begin(folder, args);
  await writes;
  // A moment by chance is what is tried here.
  await pause(Math.random() * within);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

function age(folder: string): void {
  const hourAgo = Date.now() / 1000 - 3600;
  for (const name of readdirSync(folder))
    if (temporary.test(name)) utimesSync(path.join(folder, name), hourAgo, hourAgo);
}

describe('A process that is killed while it writes', () => {
  const names = Array.from({ length: 12 }, (_, index) => `${index}.ipynb`);

  test('leaves every file of a sync as it was, or as it was to be', async () => {
    const id = (index: number) => `Kq3vX8bTz1W${index.toString(36)}`;
    const notebook = (index: number, user: string | null) =>
      notebookWith(large, { ...initialized, id: id(index), user_name: user });
    // The version is taken from the notebook, so that the list is written too.
    const entries = (user: string, version: string) =>
      names
        .map((name, index) => `${id(index)}:\n  name: ${name}\n  version: '${version}'\n  user_name: ${user}\n`)
        .join('');
    const folder = folderWith(Object.fromEntries(names.map((name, index) => [name, notebook(index, null)])));
    writeFileSync(path.join(folder, list), entries('round 0', '0'));
    const within = await writingTime(folder, ['sync', '.']);
    let killed = 0;
    for (let round = 1; round <= rounds; round++) {
      const before = names.map((name) => textOf(folder, name));
      const edited = entries(`round ${round}`, '0');
      writeFileSync(path.join(folder, list), edited);
      if (await kill(folder, ['sync', '.'], within)) killed++;
      for (const [index, name] of names.entries()) {
        const text = textOf(folder, name);
        if (text !== before[index]) expect(text).toBe(notebook(index, `round ${round}`));
      }
      if (textOf(folder, list) !== edited) expect(textOf(folder, list)).toContain("version: '2'\n  user_name: round");
    }
    console.info(`${killed} of ${rounds} runs of nbls sync were killed while they wrote.`);
    expect(killed).toBeGreaterThan(rounds / 5);
    writeFileSync(path.join(folder, list), entries('the last', '0'));
    await expectClean(folder, ['sync', '.']);
    expect(recordIn(folder, '11.ipynb').user_name).toBe('the last');
  }, 600_000);

  test('leaves every notebook of an init as it was, or with a record, and an init that is called again goes on', async () => {
    const fresh = notebookWith(large);
    const within = await writingTime(folderWith(Object.fromEntries(names.map((name) => [name, fresh]))), ['init']);
    let killed = 0;
    for (let round = 1; round <= rounds; round++) {
      const folder = folderWith(Object.fromEntries(names.map((name) => [name, fresh])));
      if (await kill(folder, ['init'], within)) killed++;
      const ids = names.map((name) => {
        const text = textOf(folder, name);
        const { metadata } = JSON.parse(text);
        expect(text).toBe(metadata.nbproject ? notebookWith(large, metadata.nbproject) : fresh);
        return metadata.nbproject?.id as string | undefined;
      });
      if (readdirSync(folder).includes(list)) continue;
      expect((await run(folder, 'init')).code).toBe(0);
      const known = ids.filter((id) => id !== undefined);
      expect(readFileSync(path.join(folder, list), 'utf8').match(/^\w{12}(?=:)/gm)).toEqual(
        expect.arrayContaining(known),
      );
      if (round === rounds) {
        writeFileSync(path.join(folder, '0.ipynb'), fresh);
        await expectClean(folder, ['sync', '.']);
      }
    }
    console.info(`${killed} of ${rounds} runs of nbls init were killed while they wrote.`);
    expect(killed).toBeGreaterThan(rounds / 5);
  }, 600_000);

  test('leaves every notebook of a publish as it was, or published', async () => {
    const { text } = writeNotebook(`--- markdown\n# Title\n--- code [1]\n${large}`);
    const { cells } = JSON.parse(text);
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, text])));
    const publish = (version: number) => ['publish', ...names, '--yes', '--set-version', String(version)];
    const within = await writingTime(folder, publish(0));
    const tries = Math.ceil(rounds / 3);
    let killed = 0;
    for (let version = 1; version <= tries; version++) {
      const before = names.map((name) => textOf(folder, name));
      if (await kill(folder, publish(version), within)) killed++;
      for (const [index, name] of names.entries()) {
        const after = textOf(folder, name);
        if (after !== before[index])
          expect(JSON.parse(after)).toMatchObject({ cells, metadata: { nbproject: { version: String(version) } } });
      }
    }
    console.info(`${killed} of ${tries} runs of nbls publish were killed while they wrote.`);
    expect(killed).toBeGreaterThan(tries / 5);
    await expectClean(folder, publish(tries + 1));
  }, 600_000);

  /** A later run that writes takes away what the killed ones left. */
  async function expectClean(folder: string, args: readonly string[]): Promise<void> {
    age(folder);
    expect((await run(folder, ...args)).code).toBe(0);
    expect(readdirSync(folder).filter((name) => temporary.test(name))).toEqual([]);
  }
});
