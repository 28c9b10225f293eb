import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './demoProject.ts';

const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
const [head = '', ...versions] = changelog.split(/^## /m);

describe('The changelog', () => {
  test('names the form and the versions that it keeps to', () => {
    expect(head).toContain('https://keepachangelog.com');
    expect(head).toContain('https://semver.org');
  });

  test('begins with what is unreleased, and has a date for each version, the newest first', () => {
    const titles = versions.map((version) => version.split('\n', 1)[0] ?? '');
    expect(titles[0]).toBe('Unreleased');
    const dates = titles.slice(1).map((title) => /^\d+\.\d+\.\d+(?:-[\w.]+)? - (\d{4}-\d\d-\d\d)$/.exec(title)?.[1]);
    expect(dates).toEqual(dates.toSorted().reverse());
    expect(dates).not.toContain(undefined);
  });

  test('has each change under what kind it is, with a few bold words first', () => {
    for (const version of versions) {
      const [before = '', ...kinds] = version.split(/^### /m);
      expect(before).not.toMatch(/^- /m);
      const names = kinds.map((kind) => kind.split('\n', 1)[0] ?? '');
      expect(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']).toEqual(expect.arrayContaining(names));
      const changes = kinds.flatMap((kind) => kind.match(/^- .*/gm) ?? []);
      expect(changes.filter((change) => !/^- \*\*[^*]+\*\*/.test(change))).toEqual([]);
    }
  });
});
