import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './demoProject.ts';

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'server/README.md'],
  ...readdirSync(path.join(root, 'clients')).map((client) => `clients/${client}/README.md`),
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
].filter((page) => page.endsWith('.md') && existsSync(path.join(root, page)));

describe('A page for readers', () => {
  test.each(pages)('names only files and headings that exist: %s', (page) => {
    const missing = linksOf(read(page)).filter((link) => !leadsSomewhere(page, link));
    expect(missing).toEqual([]);
  });
});

test.each(['docs/architecture.md', 'CONTRIBUTING.md'])('Files and folders that %s names in passing exist', (page) => {
  const named = [
    ...[...read(page).matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(([, file = '']) => file),
    // In drawings.
    ...[...read(page).matchAll(/(?<![\w/`])(?:session|cli|project|rules|features|notebook)\/[\w./]*\w/g)].map(
      ([file]) => file,
    ),
  ];
  expect(named.length).toBeGreaterThan(0);
  const missing = named.filter((file) => !isPlaceholder(file) && !isThere(file) && !isThere(`server/src/${file}`));
  expect(missing).toEqual([]);
});

test('docs/README.md leads to every page', () => {
  const linked = linksOf(read('docs/README.md')).map((link) => path.join('docs', link.split('#')[0] ?? ''));
  const expected = pages.filter(
    (page) => !page.startsWith('docs/rules/') && !['docs/README.md', 'README.md', 'server/README.md'].includes(page),
  );
  expect(expected.filter((page) => !linked.includes(page))).toEqual([]);
});

/** Such as `server/src/rules/GROUP/yourRule.ts`. */
function isPlaceholder(file: string): boolean {
  return /\byour[A-Z]|\/[A-Z]+(?:\/|$)/.test(file);
}

function isThere(file: string): boolean {
  return existsSync(path.join(root, file));
}

function read(page: string): string {
  return readFileSync(path.join(root, page), 'utf8');
}

/** The targets of links and pictures that are not on the web. */
function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => (/^\w+:/.test(target) ? [] : [target]));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', heading] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), decodeURI(file));
  if (!existsSync(path.join(root, target))) return false;
  return heading === undefined || !target.endsWith('.md') || headingsOf(read(target)).includes(heading);
}

/** As GitHub names them. */
function headingsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
