import { type Growth, growthWithCells, growthWithNotebooks } from './growths.ts';
import { report } from './report.ts';

/** How time and memory grow with the cells of a notebook, and with the notebooks of a folder. */
const cells = [1000, 10_000, 100_000];
const notebooks = [100, 1000, 10_000];

void run();

async function run(): Promise<void> {
  show('cells', cells, await growthWithCells(cells, 20));
  show('notebooks', notebooks, await growthWithNotebooks(notebooks));
}

function show(what: string, sizes: readonly number[], growths: readonly Growth[]): void {
  report({
    title: `growth with ${what}: milliseconds of processors, and MB`,
    columns: ['', ...sizes.map((size) => size.toLocaleString('en')), 'exponent'],
    rows: growths.map(({ name, values, exponent }) => [
      name,
      ...values.map((value) => (name.includes('memory') ? value / 1e6 : value)),
      exponent,
    ]),
  });
}
