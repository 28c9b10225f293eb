import { cpSync } from 'node:fs';
import path from 'node:path';
import { makeEnvironment } from '../support/exampleEnvironment.ts';
import { folderWith } from '../support/folder.ts';

/** The repository. */
export const root = path.join(import.meta.dirname, '..', '..');

/** A copy of the demonstration's notebooks, with the environment that the pages speak of; gone after the test. */
export function demoProject(): string {
  const folder = folderWith({});
  cpSync(path.join(root, 'test', 'demo'), folder, { recursive: true });
  makeEnvironment(path.join(folder, '.venv'), {
    matplotlib: '3.9.2',
    numpy: '2.1.3',
    pandas: '2.2.1',
    scipy: '1.12.0',
  });
  return folder;
}
