import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { notebookOfBytes, notebookOfCells, type Outputs } from './notebooks.ts';

/** A folder with notebooks, as many in each folder within as people have. */
export interface NotebookFolder {
  readonly path: string;
  readonly files: readonly string[];
  remove(): void;
}

const corpus = process.env.NBPROJECT_CORPUS ?? '';

/** The notebooks of the corpus; none where it is not there. */
export function corpusNotebooks(): readonly string[] {
  if (!existsSync(corpus)) return [];
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ipynb')).map((file) => path.join(corpus, file));
}

/** Copies of notebooks, each as often as it takes. */
export function folderOfCopies(notebooks: readonly string[], count: number): NotebookFolder {
  return folderOf(count, (index, file) => copyFileSync(notebooks[index % notebooks.length] ?? '', file));
}

/** Notebooks made for measuring: of all sizes up to 60 cells, and every tenth with outputs of 100 kB and more. */
export function folderOfMade(count: number): NotebookFolder {
  const made = Array.from({ length: 40 }, (_, index) => {
    if (index % 10 === 0) return notebookOfBytes(100_000 * (1 + index / 10), index % 20 === 0 ? 'images' : 'text');
    return notebookOfCells(4 + ((index * 17) % 57), shortOutputs);
  });
  return folderOf(count, (index, file) => writeFileSync(file, made[index % made.length] ?? ''));
}

const shortOutputs: Outputs = 'short';

function folderOf(count: number, write: (index: number, file: string) => void): NotebookFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-folder-'));
  const files = Array.from({ length: count }, (_, index) => {
    const inner = path.join(folder, `study-${index % Math.ceil(count / 20)}`);
    mkdirSync(inner, { recursive: true });
    const file = path.join(inner, `${index}.ipynb`);
    write(index, file);
    return file;
  });
  return { path: folder, files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
