const interval = 1000;

/**
 * Calls `gone` when a process has ended. A process that cannot be seen at the start (in a container, over SSH) is not watched:
 * its pipe tells.
 */
export function watchProcess(id: number, gone: () => void): void {
  if (!isAlive(id)) return;
  const timer = setInterval(() => {
    if (isAlive(id)) return;
    clearInterval(timer);
    gone();
  }, interval);
  timer.unref();
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
