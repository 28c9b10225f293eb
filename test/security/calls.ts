import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { program } from '../cli/program.ts';

const separator = '=== next call ===';

/** What calls of nbls print in a folder, standard output and standard error of each together; made in one process, which starts slowly. */
export function printedBy(
  calls: readonly (readonly string[])[],
  folder: string,
  environment: NodeJS.ProcessEnv = {},
): readonly string[] {
  const script = `
    const { main } = require(${JSON.stringify(path.join(path.dirname(program), 'nbls.cjs'))});
    process.stderr.write = process.stdout.write.bind(process.stdout);
    process.on('exit', () => { process.exitCode = 0; });
    (async () => {
      for (const call of ${JSON.stringify(calls)}) {
        await main(call);
        process.stdout.write('\\n${separator}\\n');
      }
    })();`;
  const out = execFileSync(process.execPath, ['--no-warnings', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, XDG_CACHE_HOME: path.join(folder, '.cache'), ...environment },
  });
  return out.split(`\n${separator}\n`).slice(0, -1);
}
