/**
 * Lets Ctrl-C end a run in order: the signal says so, and what is being printed is printed to its end. A second Ctrl-C ends the process
 * where it stands.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}
