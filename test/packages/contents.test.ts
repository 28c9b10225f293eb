import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import { npmPackages, root } from './packed.ts';
import { extension } from './packedExtension.ts';

const pages = rules.map(({ code }) => `dist/rules/${code}.md`);
const ofServer = [
  'bin/nbproject-language-server.cjs',
  'bin/requireNode.cjs',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/jsonrpc.cjs',
  'dist/nbproject-language-server.cjs',
  'dist/nbproject.schema.json',
  'dist/programSession.cjs',
  'dist/secretlint.cjs',
  'dist/tree-sitter-python.wasm',
  'dist/web-tree-sitter.wasm',
  ...pages,
];
const ofCommandLine = ['bin/nbls.cjs', 'dist/graphviz.cjs', 'dist/nbls.cjs'];
const aboutThem = ['LICENSE', 'README.md', 'package.json'];

describe('What npm packs', () => {
  test('Should be of the server the programs, what they load, licences, and nothing else', () => {
    expect(sorted(npmPackages.server.names)).toEqual(sorted([...ofServer, ...ofCommandLine, ...aboutThem]));
  });

  test('Should be of the root, which is installed from git, the same', () => {
    const programs = [...ofServer, ...ofCommandLine].map((name) => `server/${name}`);
    expect(sorted(npmPackages.root.names)).toEqual(sorted([...programs, ...aboutThem]));
  });

  test('Should run nothing when it is installed', () => {
    // `prepare` of the root builds it where it comes from git; of a packed file npm does not run it.
    expect(Object.keys(manifestIn('server').scripts)).toEqual(['prepack']);
    for (const name of ['preinstall', 'install', 'postinstall'])
      expect(manifestIn('.').scripts).not.toHaveProperty(name);
    for (const folder of ['server', '.'])
      expect(Object.keys(manifestIn(folder)).filter((key) => /dependencies/i.test(key))).toEqual(['devDependencies']);
  });

  test('Should lead to programs that are packed', () => {
    expect(npmPackages.server.names).toEqual(expect.arrayContaining(Object.values(manifestIn('server').bin)));
    expect(npmPackages.root.names).toEqual(expect.arrayContaining(Object.values(manifestIn('.').bin)));
  });
});

describe('The VS Code extension', () => {
  test('Should hold its code, its pages, the server, what stands in the marketplace, and nothing else', () => {
    const expected = [
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
      ...['extension.cjs', 'header.css', 'header.js', 'lineage.css', 'lineage.js', 'THIRD-PARTY-NOTICES.txt'].map(
        (name) => `dist/${name}`,
      ),
      ...['findings', 'header', 'lineage-of-all', 'publish-asks'].map((name) => `images/${name}.png`),
      ...['media/icon.png', 'media/lineage.svg', 'media/notebook.svg', 'walkthrough/mend.md', 'walkthrough/publish.md'],
      ...ofServer.map((name) => `server/${name}`),
    ].map((name) => `extension/${name}`);
    expect(sorted(Object.keys(extension))).toEqual(
      sorted(['[Content_Types].xml', 'extension.vsixmanifest', ...expected]),
    );
  });

  test('Should hold what its manifest and its page name', () => {
    const named = [
      ...[...text('extension/package.json').matchAll(/"(?:\.\/)?((?:dist|images|media|walkthrough)\/[\w./-]+)"/g)],
      ...[...text('extension/README.md').matchAll(/\]\(((?!https:)[^)]+)\)/g)],
    ].map(([, name]) => `extension/${name}`);
    expect(named.length).toBeGreaterThan(7);
    for (const name of named) expect(extension).toHaveProperty([name]);
  });

  test('Should tell nothing of where it was made', () => {
    for (const [name, content] of Object.entries(extension)) {
      const told = Buffer.from(content);
      for (const place of [root, path.join(homedir(), '/'), 'sourceMappingURL='])
        expect({ name, place, at: told.indexOf(place) }).toEqual({ name, place, at: -1 });
    }
  });

  test('Should have nothing to install', () => {
    const manifest = JSON.parse(text('extension/package.json'));
    for (const key of ['scripts', 'dependencies', 'devDependencies', 'private'])
      expect(manifest).not.toHaveProperty(key);
  });
});

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
}

function text(name: string): string {
  return new TextDecoder().decode(extension[name]);
}

function sorted(names: readonly string[]): readonly string[] {
  return [...names].sort();
}
