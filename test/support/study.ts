import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from './editor.ts';
import { folderWith } from './folder.ts';
import { writeNotebook } from './notation.ts';

function notebook(title: string, record: Record<string, unknown> | undefined, source: string): string {
  const metadata = record ? { nbproject: { time_init: '2024-05-30T09:30:00+00:00', ...record } } : {};
  return `
--- markdown
# ${title}
--- code [1]
import pandas as pd
--- code [2]
${source}
--- metadata
${JSON.stringify(metadata)}`;
}

/** A small study: raw data are imported, counted and turned into rates, which are drawn; someone copied the drawing; notes were never initialized. */
const notations: Readonly<Record<string, string>> = {
  '01_import.ipynb': notebook(
    'Import the plates',
    { id: 'imp0rtimp0rt', version: '2', parent: null, time_published: '2024-06-03T08:00:00+00:00' },
    'plates = pd.read_excel("data/raw/plates.xlsx")\nplates.to_parquet("data/plates.parquet")',
  ),
  '02_counts.ipynb': notebook(
    'Count cells',
    { id: 'c0untsc0unts', version: '1', parent: 'imp0rtimp0rt', time_published: '2024-06-01T08:00:00+00:00' },
    'counts = pd.read_parquet("data/plates.parquet")\ncounts.to_csv("data/counts.csv")',
  ),
  '03_rates.ipynb': notebook(
    'Growth rates',
    { id: 'ratesratesra', version: '1', parent: ['c0untsc0unts'] },
    'rates = pd.read_csv("data/counts.csv").diff()\nrates.to_csv("data/rates.csv")',
  ),
  'figures/04_figures.ipynb': notebook(
    'Figures of the paper',
    { id: 'f1guresf1gur', version: '1', parent: ['ratesratesra'] },
    'rates = pd.read_csv("../data/rates.csv")\ncounts = pd.read_csv("../data/counts.csv")\nrates.plot().figure.savefig("rates.png")',
  ),
  'figures/04_figures-Copy1.ipynb': notebook(
    'Figures for a talk',
    { id: 'f1guresf1gur', version: '1', parent: ['ratesratesra'] },
    'rates = pd.read_csv("../data/rates.csv")\nrates.plot()',
  ),
  'notes.ipynb': notebook('Notes', undefined, 'pd.read_csv("data/raw/plan.csv")'),
};

export interface Study {
  readonly folder: string;
  readonly uri: (name: string) => string;
  readonly text: (name: string) => string;
}

/** The study on the disk. Of its data files those are there that the first two notebooks make. */
export function study(): Study {
  const notebooks = Object.entries(notations).map(([name, notation]) => [name, writeNotebook(notation).text] as const);
  const folder = folderWith({
    ...Object.fromEntries(notebooks),
    'data/raw/plates.xlsx': '',
    'data/plates.parquet': '',
    'data/counts.csv': 'plate,count\n',
  });
  mkdirSync(path.join(folder, 'empty'));
  const texts = new Map(notebooks);
  return {
    folder,
    uri: (name) => pathToFileURL(path.join(folder, name)).href,
    text: (name) => texts.get(name) ?? '',
  };
}

export async function editorIn(folder: string, capabilities: ClientCapabilities = usualCapabilities): Promise<Editor> {
  return Editor.start(capabilities, { workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'study' }] });
}
