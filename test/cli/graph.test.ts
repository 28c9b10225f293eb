import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Graph } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { writeNotebook } from '../support/notation.ts';
import { folderWith, nbls } from './program.ts';

const counts = writeNotebook(`
--- markdown
# Counts
--- code [1]
import pandas as pd
pd.read_csv("raw.csv").to_csv("data/counts.csv")
--- metadata
{"nbproject": {"id": "aaaaaaaaaaaa", "version": "2", "time_init": "2024-05-01T10:00:00+00:00"}}
`).text;

const rates = writeNotebook(`
--- markdown
# Rates
--- code [1]
import pandas as pd
pd.read_csv("../data/counts.csv")
--- metadata
{"nbproject": {"id": "bbbbbbbbbbbb", "version": "1", "time_init": "2024-05-01T10:00:00+00:00", "parent": "aaaaaaaaaaaa"}}
`).text;

const alone = writeNotebook('--- markdown\n# Alone').text;
const study = { 'counts.ipynb': counts, 'steps/rates.ipynb': rates, 'alone.ipynb': alone };

describe('nbls graph', () => {
  test('draws the notebooks of a folder as Mermaid', async () => {
    const { code, out, err } = await nbls(['graph'], { folder: folderWith(study) });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('flowchart LR\n  n0["Alone<br/>alone#46;ipynb<br/>no record"]:::uninitialized\n');
    expect(out).toContain('\n  n1 -->|"data#47;counts#46;csv"| n2\n');
  });

  test('prints the graph of the protocol as JSON', async () => {
    const folder = folderWith(study);
    const { out } = await nbls(['graph', folder, '--format', 'json'], { folder: '/' });
    const { nodes, edges }: Graph = JSON.parse(out);
    const uri = (name: string) => pathToFileURL(path.join(folder, name)).href;
    expect(nodes.map((node) => node.uri)).toEqual(['alone.ipynb', 'counts.ipynb', 'steps/rates.ipynb'].map(uri));
    const ends = { from: uri('counts.ipynb'), to: uri('steps/rates.ipynb') };
    expect(edges).toEqual([
      { ...ends, kind: 'parent' },
      { ...ends, kind: 'data', via: 'data/counts.csv' },
    ]);
  });

  test('draws what one notebook builds on and what builds on it', async () => {
    const { out } = await nbls(['graph', '--notebook', 'steps/rates.ipynb'], { folder: folderWith(study) });
    expect(out).toContain('Counts');
    expect(out).not.toContain('Alone');
  });

  test('writes a picture with links that lead from its place to the notebooks', async () => {
    const name = 'steps/100% "a&b" #1 é.ipynb';
    const folder = folderWith({ ...study, [name]: alone, 'docs/readme.md': '' });
    const { code, out } = await nbls(['graph', '--output', 'docs/lineage.svg'], { folder });
    expect([code, out]).toEqual([0, '']);
    const svg = readFileSync(path.join(folder, 'docs', 'lineage.svg'), 'utf8');
    const links = [...svg.matchAll(/xlink:href="([^"]*)"/g)].map(([, link]) => link ?? '');
    expect(links).toHaveLength(4);
    for (const link of links) expect(existsSync(new URL(link, pathToFileURL(`${folder}/docs/`)))).toBe(true);
    expect((await nbls(['graph', '--format', 'svg'], { folder })).out).not.toContain('xlink:href');
  });

  test('takes the format from the ending of the file, unless one is named', async () => {
    const folder = folderWith(study);
    const written = async (file: string, ...more: string[]) => {
      await nbls(['graph', '-o', file, ...more], { folder });
      return readFileSync(path.join(folder, file), 'utf8');
    };
    expect(await written('a.dot')).toMatch(/^digraph /);
    expect(await written('a.json')).toMatch(/^\{"nodes"/);
    expect(await written('a.mmd')).toMatch(/^flowchart /);
    expect(await written('a.svg', '--format', 'dot')).toMatch(/^digraph /);
  });

  test('names what it cannot read, draws the rest, and exits with 1', async () => {
    const folder = folderWith({ ...study, 'broken.ipynb': counts.slice(0, -20), 'none.ipynb': '' });
    chmodSync(path.join(folder, 'none.ipynb'), 0);
    const { code, out, err } = await nbls(['graph'], { folder });
    expect(code).toBe(1);
    expect(err).toContain('nbls: broken.ipynb is read in part only: nbls check says why.\n');
    expect(out).toContain('Rates');
  });

  test('refuses what cannot be done, and touches nothing', async () => {
    const folder = folderWith(study);
    mkdirSync(path.join(folder, 'taken'));
    const refusals: [readonly string[], RegExp][] = [
      [['nowhere'], /there is no folder nowhere \(looked from /],
      [['counts.ipynb'], /there is no folder counts\.ipynb/],
      [['.', 'steps'], /graph takes one folder, not 2/],
      [['--format', 'png'], /--format takes one of json, mermaid, dot, svg, not png/],
      [['--notebook', 'gone.ipynb'], /there is no notebook gone\.ipynb in \./],
      [['steps', '--notebook', 'counts.ipynb'], /there is no notebook counts\.ipynb in steps/],
      [['--output', 'counts.ipynb'], /--output counts\.ipynb would overwrite a notebook/],
      [['--output', 'nowhere/a.svg'], /nowhere\/a\.svg cannot be written: ENOENT/],
      [['--output', 'taken'], /taken cannot be written: EISDIR/],
    ];
    for (const [args, message] of refusals) {
      const { code, out, err } = await nbls(['graph', ...args], { folder });
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toMatch(message);
    }
    expect(readFileSync(path.join(folder, 'counts.ipynb'), 'utf8')).toBe(counts);
  });
});
