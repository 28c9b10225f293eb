import { product } from './languageServer.ts';
import { medianOf, minimumOf, p95Of } from './measure.ts';
import { otherServers } from './otherServers.ts';
import { report } from './report.ts';
import { floor, measureStarts } from './starts.ts';

/** How long servers take from being spawned to having answered `initialize`: ours, those that people have, and what Node itself takes. */
void run();

async function run(): Promise<void> {
  const others = [...otherServers()].map(([name, args]) => [`${name}-language-server`, args] as const);
  const starts = await measureStarts(new Map([['nbproject-language-server', product], ...others]), 20);
  const atFloor = starts.get(floor) ?? [];
  report({
    title: 'from spawn to initialize answered, milliseconds',
    columns: ['', 'runs', 'least', 'p50', 'p95', 'p50 / floor', 'least / floor'],
    rows: [...starts].map(([name, times]) => [
      name,
      times.length,
      minimumOf(times),
      medianOf(times),
      p95Of(times),
      medianOf(times) / medianOf(atFloor),
      minimumOf(times) / minimumOf(atFloor),
    ]),
    notes: [`The floor: ${floor}.`],
  });
}
