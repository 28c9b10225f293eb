import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './demoProject.ts';

/** What docs/architecture.md says of the folders, as far as Biome's rules cannot hold it. */
const layers = foldersIn('server/src');

describe('The house', () => {
  test('has the folders of the table in docs/architecture.md, and no others', () => {
    const page = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
    const named = [...page.matchAll(/^\| `server\/src\/([^`]+)` \|/gm)].map(([, folder]) => folder);
    expect(named.sort()).toEqual(layers);
  });

  test.each(layers)('has no folders in %s that import each other in a circle', (layer) => {
    expect(circlesIn(importsBetweenFolders(`server/src/${layer}`))).toEqual([]);
  });

  test.each(layers)('has tests of %s only in folders that it has itself', (layer) => {
    const folders = existsSync(path.join(root, 'test', layer)) ? foldersIn(`test/${layer}`) : [];
    expect(folders.filter((folder) => !existsSync(path.join(root, 'server/src', layer, folder)))).toEqual([]);
  });

  test('has what serves the tests in test/support, which takes nothing from them', () => {
    const outside = filesIn('test/support').flatMap((file) =>
      importsOf(file).filter((other) => other.startsWith('test/') && !other.startsWith('test/support/')),
    );
    expect(outside).toEqual([]);
  });

  test('has files of one idea: none has more than 400 lines, and most have fewer than 100', () => {
    const lengths = ['server/src', 'clients', 'protocol/src', 'scripts', 'test'].flatMap((folder) =>
      filesIn(folder).map((file) => ({ file, lines: linesOf(file) })),
    );
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
    const sorted = lengths.map(({ lines }) => lines).sort((one, other) => one - other);
    expect(sorted[sorted.length >> 1]).toBeLessThan(100);
  });
});

test('A circle of folders is found', () => {
  const imports = new Map([
    ['view', new Set(['read'])],
    ['read', new Set(['json', 'edit'])],
    ['edit', new Set(['view'])],
    ['json', new Set<string>()],
  ]);
  expect(circlesIn(imports)).toEqual(['view → read → edit → view']);
});

type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** Of the folders in a layer, however deep: which of the others their files import. What lies in the layer itself is both its floor and its door. */
function importsBetweenFolders(layer: string): Imports {
  const imports = new Map<string, Set<string>>();
  for (const file of filesIn(layer)) {
    const from = folderOf(layer, file);
    if (from === undefined) continue;
    const others = imports.get(from) ?? new Set<string>();
    imports.set(from, others);
    for (const other of importsOf(file)) {
      const to = folderOf(layer, other);
      if (to !== undefined && to !== from && !isAround(to, from)) others.add(to);
    }
  }
  return imports;
}

/** The files that a file imports, early or late, from the root on; packages are left out. */
function importsOf(file: string): readonly string[] {
  return [...readFileSync(path.join(root, file), 'utf8').matchAll(importPath)].map(([, written, loaded]) =>
    path.posix.join(path.posix.dirname(file), written ?? loaded ?? ''),
  );
}

const importPath = /\bfrom '(\.[^']+)'|\bimport\('(\.[^']+)'\)/g;

/** Undefined for what is in the layer itself, or outside of it. */
function folderOf(layer: string, file: string): string | undefined {
  const relative = path.posix.relative(layer, path.posix.dirname(file));
  return relative === '' || relative.startsWith('..') ? undefined : relative;
}

/** As a layer to its folders, a folder is the floor of those in it. */
function isAround(outer: string, inner: string): boolean {
  return inner.startsWith(`${outer}/`);
}

/** Each as a person would walk it. */
function circlesIn(imports: Imports): readonly string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (folder: string, way: readonly string[]): void => {
    if (way.includes(folder)) {
      circles.push([...way.slice(way.indexOf(folder)), folder].join(' → '));
      return;
    }
    if (done.has(folder)) return;
    for (const next of imports.get(folder) ?? []) visit(next, [...way, folder]);
    done.add(folder);
  };
  for (const folder of imports.keys()) visit(folder, []);
  return circles;
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

const program = /\.(?:ts|mjs|cjs|lua|el|sh|py)$/;

/** Those that people write, with slashes, from the root on. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const inside = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'dist', 'fixtures'].includes(entry.name) ? [] : filesIn(inside);
    return program.test(entry.name) ? [inside] : [];
  });
}

function linesOf(file: string): number {
  return readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length;
}
