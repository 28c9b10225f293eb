/** What comes of a promise, as long as it comes within so many milliseconds and nobody aborts: else it rejects with a reason. */
export async function within<Result>(
  milliseconds: number,
  result: Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  let end = () => {};
  const late = new Promise<never>((_, reject) => {
    const abort = () => reject(new Error('it was cancelled.'));
    const timer = setTimeout(() => reject(new Error('it has not answered.')), milliseconds);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    end();
  }
}
