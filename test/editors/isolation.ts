import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordTraffic, violationsIn } from '../support/conformance/recordedTraffic.ts';
import { eventually } from './waiting.ts';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** A temporary folder that an editor gets for a home, with our server on its PATH. */
export interface Isolation {
  /** Editors resolve symbolic links in the names of files; here are none. */
  readonly home: string;
  /** A folder in it for the notebooks of the test. */
  readonly workspace: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The process id of the server that was started last. */
  serverPid(): number;
}

export function isolate(editor: string): Isolation {
  const home = realpathSync(mkdtempSync(join(tmpdir(), `nbproject-${editor}-`)));
  const workspace = join(home, 'workspace');
  mkdirSync(workspace);
  const pidFile = putServerOnPath(home);
  return {
    home,
    workspace,
    environment: {
      PATH: `${join(home, 'bin')}:${process.env.PATH}`,
      HOME: home,
      LANG: 'C.UTF-8',
      TMPDIR: tmpdir(),
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_DATA_HOME: join(home, 'data'),
      XDG_STATE_HOME: join(home, 'state'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_RUNTIME_DIR: home,
    },
    serverPid: () => Number(readFileSync(pidFile, 'utf8')),
  };
}

/**
 * Removes the home of an editor that has ended, and fails where its server said what the protocol, or what the editor offered, does not allow. The server may
 * be writing there still what it keeps for the next time.
 */
export async function removeHome({ home }: Pick<Isolation, 'home'>): Promise<void> {
  const { violations } = violationsIn(join(home, traffic));
  await eventually(
    `${home} to be removed`,
    () => {
      try {
        rmSync(home, { recursive: true, force: true });
        return true;
      } catch {
        return false;
      }
    },
    () => '',
  );
  if (violations.length > 0) throw new Error(`The server broke the protocol:\n${violations.join('\n')}`);
}

/** The folder in the home where servers write down what passes between them and the editor. */
const traffic = 'traffic';

/**
 * Makes `nbproject-language-server` a program that notes its process id, and gives the file where it does.
 * It runs the server that was built here, or the one that NBPROJECT_TEST_SERVER names.
 */
function putServerOnPath(home: string): string {
  const program = join(home, 'bin', 'nbproject-language-server');
  const server = process.env.NBPROJECT_TEST_SERVER ?? join(repository, 'server/bin/nbproject-language-server.cjs');
  const pidFile = join(home, 'server.pid');
  mkdirSync(join(home, 'bin'));
  mkdirSync(join(home, traffic));
  const run = `NBPROJECT_TRAFFIC='${join(home, traffic)}' exec '${process.execPath}' --require '${recordTraffic}' '${server}' "$@"`;
  writeFileSync(program, `#!/bin/sh\necho $$ > '${pidFile}'\n${run}\n`);
  chmodSync(program, 0o755);
  return pidFile;
}
