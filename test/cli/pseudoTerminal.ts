import { spawn } from 'node:child_process';

/**
 * Runs a program in a terminal of its own and gives all that it wrote there, with each line break as a terminal has it (CR LF). What is
 * typed waits until the program reads it.
 * Undefined, with a word on why, where the system has no util-linux `script` to make one.
 */
export async function runInTerminal(
  command: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv,
  typed?: string,
): Promise<string | undefined> {
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const { NO_COLOR, FORCE_COLOR, ...inherited } = process.env;
  const env = { ...inherited, TERM: 'xterm-256color', ...environment };
  const child = spawn('script', ['-qec', quoted, '/dev/null'], {
    cwd: folder,
    env,
    stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
  });
  child.stdin?.write(typed);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  const ended = await new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', () => resolve(true));
  });
  if (!ended) console.warn('skipped: there is no `script` to make a terminal with');
  return ended ? String(Buffer.concat(chunks)) : undefined;
}
