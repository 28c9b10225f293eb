import { cpuOf, measureChecks, oneThread, reading } from './checks.ts';
import { folderOfMade } from './folders.ts';
import { measureKeystrokes } from './keystrokes.ts';
import { growth, medianOf } from './measure.ts';
import { memoryOfNotebook } from './memory.ts';
import { notebookOfCells } from './notebooks.ts';
import { workspaceWith } from './workspace.ts';

/** What was measured at several sizes: milliseconds of processors or bytes, and the exponent with which they grow; 1 is linear. */
export interface Growth {
  readonly name: string;
  readonly values: readonly number[];
  readonly exponent: number;
}

/** One notebook, by its number of cells, with short outputs. */
export async function growthWithCells(sizes: readonly number[], runs: number): Promise<readonly Growth[]> {
  const start = await startOfCheck();
  return growthWith(sizes, async (size) => {
    const content = notebookOfCells(size, 'short');
    const { edits, parses } = await measureKeystrokes(content, 'text', { characters: runs, bursts: 0, others: 0 });
    const { loaded, opened } = await memoryOfNotebook(content, 0);
    const { path, remove } = workspaceWith('notebook.ipynb', content);
    const checks = await measureChecks([path], 3, [oneThread]);
    remove();
    return {
      'JSON.parse': medianOf(parses.map(({ cpu }) => cpu)),
      character: medianOf((edits.get('character') ?? []).map(({ cpu }) => cpu)),
      'nbls check, without its start': cpuOf(checks, oneThread) - start,
      'memory with it open': opened.used - loaded.used,
    };
  });
}

/** `nbls check`, by the number of notebooks in a folder. */
export async function growthWithNotebooks(sizes: readonly number[]): Promise<readonly Growth[]> {
  const start = await startOfCheck();
  return growthWith(sizes, async (size) => {
    const folder = folderOfMade(size);
    const checks = await measureChecks([folder.path], size > 5000 ? 1 : 3, [reading, oneThread]);
    folder.remove();
    return {
      'read and JSON.parse': cpuOf(checks, reading),
      'nbls check, without its start': cpuOf(checks, oneThread) - start,
      'most memory of nbls check': Math.max(...(checks.get(oneThread) ?? []).map(({ mostResident }) => mostResident)),
    };
  });
}

/** Milliseconds of the processors that a check of next to nothing takes. */
async function startOfCheck(): Promise<number> {
  const { path, remove } = workspaceWith('notebook.ipynb', notebookOfCells(2, 'short'));
  const checks = await measureChecks([path], 5, [oneThread]);
  remove();
  return cpuOf(checks, oneThread);
}

async function growthWith(
  sizes: readonly number[],
  measure: (size: number) => Promise<Readonly<Record<string, number>>>,
): Promise<readonly Growth[]> {
  const measured: Readonly<Record<string, number>>[] = [];
  for (const size of sizes) measured.push(await measure(size));
  return Object.keys(measured[0] ?? {}).map((name) => {
    const values = measured.map((one) => one[name] ?? 0);
    return { name, values, exponent: growth(values.map((value, index) => [sizes[index] ?? 0, value])) };
  });
}
