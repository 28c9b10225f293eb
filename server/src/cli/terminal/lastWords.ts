import { writeSync } from 'node:fs';
import { visibleLines } from '../../notebook/untrusted.ts';

declare const __VERSION__: string;

/**
 * Has the run end with a word of why, and exit code 2, where something fails that nothing has caught, a promise among it. Files are replaced as a
 * whole or not at all: none is left half written. Node ends itself, with words of its own, where it has no memory left.
 */
export function endOnBugs(): void {
  process.on('uncaughtException', (error: unknown) => {
    if ((error as { readonly syscall?: unknown } | null)?.syscall === 'uv_cwd') end('the current folder is gone.');
    const node = `Node.js ${process.versions.node}, ${process.platform}`;
    const where = error instanceof Error ? (error.stack ?? error.message) : String(error);
    end(`this is a bug of nbls ${__VERSION__} (${node}). Please report it with what you called and this:\n${where}`);
  });
}

/** What becomes of output that cannot be written. */
export function endWithoutOutput({ code, message }: NodeJS.ErrnoException): void {
  // The reader has seen enough (`nbls check | head`): nobody is left to tell, of this or of anything else.
  if (code === 'EPIPE' || code === 'EOF') process.exit();
  else end(`the output cannot be written: ${message}.`);
}

/** At once: a stream would write when the process has ended. */
function end(words: string): never {
  try {
    writeSync(process.stderr.fd, visibleLines(`nbls: ${words}\n`));
  } catch {
    // Nobody reads it.
  }
  process.exit(2);
}
