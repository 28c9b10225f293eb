import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 optimize only what runs for much longer than V8 itself would wait, in all threads of this process. A run is short: of the processors' time
 * for 500 notebooks nearly half went into optimizing functions that were over before it paid. What is hot in a longer run is optimized all the same.
 */
export function optimizeLate(): void {
  const flag = flags.get(Number.parseInt(process.versions.node, 10));
  if (flag !== undefined) setFlagsFromString(flag);
}

/** By Node's major version: an unknown flag would be complained of on standard error. Many times what is the default. */
const flags: ReadonlyMap<number, string> = new Map([
  [20, '--interrupt-budget=1080000'],
  [22, '--invocation-count-for-turbofan=24000'],
  [24, '--invocation-count-for-turbofan=24000'],
  [26, '--invocation-count-for-turbofan=24000'],
]);
