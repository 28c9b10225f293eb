import type { Cost } from './typing.ts';

/** What `JSON.parse` of a text takes in this process. */
export function parseCost(text: string): Cost {
  const before = process.cpuUsage();
  const start = performance.now();
  JSON.parse(text);
  const time = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { time, cpu: (user + system) / 1000 };
}
