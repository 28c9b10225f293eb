import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';

/** So many notebooks are open, and so many more lie beside them. */
export const openCount = 300;
const closedCount = 60;

/** A project in which each notebook reads what the one before it writes, and names it as its parent. */
export function project(): string {
  const numbers = Array.from({ length: openCount + closedCount }, (_, index) => index);
  return folderWith({
    'nbproject.toml': '[severity]\nempty-cell = "warning"\n',
    ...Object.fromEntries(numbers.map((number) => [nameOf(number), contentOf(number)])),
  });
}

export function nameOf(number: number): string {
  return `part${number % 7}/${String(number).padStart(3, '0')}_step.ipynb`;
}

/** Changes the file of a notebook that is not open: another title or none, another parent. */
export function rewriteClosed(folder: string, number: number, round: number): string {
  const name = nameOf(openCount + (number % closedCount));
  const file = path.join(folder, name);
  const source = contentOf(openCount + (number % closedCount));
  writeFileSync(file, round % 2 ? source : source.replace('# Step', 'Step'));
  return file;
}

function contentOf(number: number): string {
  const record = {
    id: idOf(number),
    version: '1',
    time_init: '2024-05-30T09:30:00+00:00',
    parent: number > 0 ? [idOf(number - 1)] : null,
    pypackage: { pandas: '2.0.0' },
  };
  const steps = Array.from(
    { length: 8 },
    (_, index) => `--- code [${index + 3}]\nvalue_${index} = rates.mean() + ${index}\n`,
  );
  return writeNotebook(`
--- markdown
# Step ${number}
--- code [1]
import pandas as pd
--- code [2] stdout=done
rates = pd.read_csv("../data/${number - 1}.csv")
${steps.join('')}
--- code [11]
rates.to_csv("../data/${number}.csv")
print(value_0)
--- metadata
${JSON.stringify({ nbproject: record })}`).text;
}

function idOf(number: number): string {
  return `soak${String(number).padStart(8, '0')}`;
}
