import { execFile } from 'node:child_process';
import { homedir } from 'node:os';

/** What this folder knows of the machine besides its disk. Handed in, so that nothing here reads a global. */
export interface Machine {
  /** Decides layouts and locations: `win32`, `darwin`, and everything else as Linux. */
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environmentVariables: EnvironmentVariables;
  /** Runs a program and gives its standard output; undefined when it fails, prints too much or takes too long. */
  readonly run: (program: Program) => Promise<string | undefined>;
}

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

interface Program {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly workingFolder: string;
  readonly environmentVariables: EnvironmentVariables;
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return { platform: process.platform, home: homedir(), environmentVariables: process.env, run: runProgram };
}

const timeLimitMilliseconds = 5_000;
const outputLimitBytes = 64 * 1024;

function runProgram(program: Program): Promise<string | undefined> {
  const options = {
    cwd: program.workingFolder,
    env: program.environmentVariables,
    timeout: timeLimitMilliseconds,
    killSignal: 'SIGKILL' as const,
    maxBuffer: outputLimitBytes,
    windowsHide: true,
  };
  return new Promise((resolve) => {
    try {
      const child = execFile(program.file, program.arguments, options, (error, output) =>
        resolve(error ? undefined : output),
      );
      child.stdin?.end();
    } catch {
      // Node throws at once for what Windows cannot start without a shell, such as a .bat file.
      resolve(undefined);
    }
  });
}
