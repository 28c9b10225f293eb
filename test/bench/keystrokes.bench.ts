import { type Keystrokes, measureKeystrokes } from './keystrokes.ts';
import { medianOf, p95Of } from './measure.ts';
import { notebookOfBytes, notebookOfCells } from './notebooks.ts';
import { otherServers } from './otherServers.ts';
import { report } from './report.ts';
import type { Cost } from './typing.ts';

/**
 * How long someone who types waits for diagnostics: from the change sent to the server, a process on pipes, to its diagnostics received. Beside it
 * `JSON.parse` of the same text, and VS Code's server for JSON with the same characters, asked for its diagnostics, since it waits half a second
 * before it tells them by itself.
 */
const megabyte = 1e6;

const notebooks: readonly (readonly [name: string, make: () => string])[] = [
  ...([0.1, 1, 10, 50] as const).flatMap((size) =>
    (['images', 'text'] as const).map(
      (outputs) => [`${size} MB, ${outputs}`, () => notebookOfBytes(size * megabyte, outputs)] as const,
    ),
  ),
  ['5,000 cells', () => notebookOfCells(5000, 'short')],
];

const [, , only = ''] = process.argv;

void run();

async function run(): Promise<void> {
  const json = otherServers().get('json');
  for (const [name, make] of notebooks) {
    for (const form of ['text', 'cells'] as const) {
      const title = `${name}, ${form} view`;
      if (!title.includes(only)) continue;
      const content = make();
      const isLarge = content.length > 20 * megabyte;
      const runs = isLarge ? { characters: 30, bursts: 1, others: 5 } : { characters: 60, bursts: 3, others: 10 };
      // It is slow: it gets as many characters as can be waited for.
      const other = json && form === 'text' ? { args: json, every: content.length > 2 * megabyte ? 8 : 2 } : undefined;
      show(title, await measureKeystrokes(content, form, runs, other));
    }
  }
}

function show(title: string, { opened, edits, parses, other }: Keystrokes): void {
  const parse = { ...spread(parses.map(({ time }) => time)), cpu: medianOf(parses.map(({ cpu }) => cpu)) };
  const row = (edit: string, times: readonly number[], cpu?: number) => {
    const { p50, p95 } = spread(times);
    const ofParse = cpu === undefined ? undefined : cpu / parse.cpu;
    return [edit, times.length, p50, p95, p50 / parse.p50, p95 / parse.p95, p95 / parse.p50, cpu, ofParse];
  };
  const ofCosts = (edit: string, costs: readonly Cost[]) =>
    row(
      edit,
      costs.map(({ time }) => time),
      medianOf(costs.map(({ cpu }) => cpu)),
    );
  const characters = edits.get('character')?.map(({ time }) => time) ?? [];
  report({
    title,
    columns: [
      'edit',
      'runs',
      'p50',
      'p95',
      'p50 / parse',
      'p95 / p95 of parse',
      'p95 / p50 of parse',
      'processor, p50',
      '/ parse',
    ],
    rows: [
      ofCosts('JSON.parse of it', parses),
      row('open', [opened]),
      ...[...edits].map(([edit, costs]) => ofCosts(edit, costs)),
      ...(other ? [row('JSON server: open', [other.opened]), row('JSON server: character', other.characters)] : []),
    ],
    notes: other
      ? [
          `A character is ${(medianOf(other.characters) / medianOf(characters)).toFixed(1)} times faster than in the JSON server.`,
        ]
      : [],
  });
}

function spread(times: readonly number[]) {
  return { p50: medianOf(times), p95: p95Of(times) };
}
