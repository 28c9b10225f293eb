import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from 'nbproject-protocol';
import { nbls, type Outcome } from '../program.ts';

/** A notebook in Python with one code cell, as Jupyter saves it. */
export function notebookWith(code: string, record?: unknown): string {
  const cell = { cell_type: 'code', execution_count: null, id: 'a', metadata: {}, outputs: [], source: [code] };
  const metadata = record === undefined ? {} : { nbproject: record };
  return `${JSON.stringify({ cells: [cell], metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
}

export const initialized = {
  id: 'Kq3vX8bTz1Wn',
  version: '2',
  time_init: '2024-03-05T09:12:44.310000+00:00',
  pypackage: { numpy: '1.26.4', PyYAML: '' },
  parent: null,
  user_handle: null,
  user_id: null,
  user_name: null,
};

/** Runs the program for somebody whose name is not known. */
export function run(folder: string, ...args: string[]): Promise<Outcome> {
  return nbls(args, { folder, environment: { GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/nonexistent' } });
}

export function textOf(folder: string, name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

export function recordIn(folder: string, name: string): JsonObject {
  return JSON.parse(textOf(folder, name)).metadata.nbproject;
}
