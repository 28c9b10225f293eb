import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions, versionDistance } from '../../server/src/environment/index.ts';
import { parseVersion } from '../../server/src/environment/versions/version.ts';
import { pythonWith, runPython } from './python.ts';

/** PEP 440's own example of an order, and the corners that its text describes. */
const ascending = [
  '1.dev0',
  '1.0.dev456',
  '1.0a1',
  '1.0a2.dev456',
  '1.0a12.dev456',
  '1.0a12',
  '1.0b1.dev456',
  '1.0b2',
  '1.0b2.post345.dev456',
  '1.0b2.post345',
  '1.0rc1.dev456',
  '1.0rc1',
  '1.0',
  '1.0+abc.5',
  '1.0+abc.7',
  '1.0+5',
  '1.0.post456.dev34',
  '1.0.post456',
  '1.0.15',
  '1.1.dev1',
  '1.9',
  '1.10',
  '20240131235959123',
  '20240131235959124',
  '1!0.1',
];

const number = fc.nat({ max: 30 }).map(String);
const version = fc
  .record({
    epoch: fc.constantFrom('', '', '0!', '1!'),
    release: fc.array(number, { minLength: 1, maxLength: 4 }),
    pre: fc.constantFrom('', '', 'a', 'b1', 'rc2', '-alpha.1', '_c3', '.PRE4', 'beta'),
    post: fc.constantFrom('', '', '.post1', '-2', '.r3', 'rev', '-post'),
    dev: fc.constantFrom('', '', '.dev1', 'dev', '-dev2'),
    local: fc.constantFrom('', '', '+abc', '+1', '+abc.1', '+ABC-1', '+1.abc', '+abc.1.2'),
  })
  .map(({ epoch, release, pre, post, dev, local }) => `${epoch}${release.join('.')}${pre}${post}${dev}${local}`);

describe('the order of versions', () => {
  test('Should be that of PEP 440', () => {
    for (const [index, one] of ascending.entries()) {
      for (const [otherIndex, other] of ascending.entries()) {
        expect(Math.sign(compareVersions(one, other)), `${one} and ${other}`).toBe(Math.sign(index - otherIndex));
      }
    }
  });

  test.each([
    ['1.0', '1.0.0'],
    ['1.0', 'v1.0'],
    ['1.0rc1', '1.0-C.1'],
    ['1.0a0', '1.0ALPHA'],
    ['1.0.post0', '1.0-post'],
    ['1.0-1', '1.0.post1'],
    ['1.0.dev0', '1.0dev'],
    ['1.0+Ubuntu-1', '1.0+ubuntu.1'],
    [' 01.00 ', '1'],
    ['0!1.0', '1.0'],
  ])('Should hold %s for the same as %s', (one, other) => {
    expect(compareVersions(one, other)).toBe(0);
    expect(versionDistance(one, other)).toBe('same');
  });

  test('Should put what is no version below every version', () => {
    expect(['1.0', 'unknown', '0.dev0', '', '1.0-', '2004d'].sort(compareVersions)).toEqual([
      '',
      '1.0-',
      '2004d',
      'unknown',
      '0.dev0',
      '1.0',
    ]);
  });

  test('Should be an order', () => {
    fc.assert(
      fc.property(version, version, version, (one, other, third) => {
        expect(Math.sign(compareVersions(one, other))).toBe(-Math.sign(compareVersions(other, one)) + 0);
        expect(compareVersions(one, one)).toBe(0);
        const [low, middle, high] = [one, other, third].sort(compareVersions) as [string, string, string];
        expect(compareVersions(low, middle)).toBeLessThanOrEqual(0);
        expect(compareVersions(low, high)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('Should read any text in time and without failing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseVersion(text)));
    expect(parseVersion('1'.repeat(1_000_000))).toBeUndefined();
    expect(parseVersion(`${'1.'.repeat(499)}x`)).toBeUndefined();
  });
});

describe('the distance of versions', () => {
  test.each([
    ['1.2.3', '2.2.3', 'major'],
    ['1.2.3', '1!1.2.3', 'major'],
    ['1.2.3', '1.3.3', 'minor'],
    ['1', '1.1', 'minor'],
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2', '1.2.1', 'patch'],
    ['1.2.3', '1.2.3.1', 'other'],
    ['1.2.3', '1.2.3rc1', 'other'],
    ['1.2.3', '1.2.3.post1', 'other'],
    ['1.2.3', '1.2.3+local', 'other'],
    ['1.2.3', 'unknown', 'other'],
    ['unknown', 'unknown', 'same'],
    ['2023.1', '2024.1', 'major'],
  ])('Should be, of %s and %s, %s', (one, other, distance) => {
    expect(versionDistance(one, other)).toBe(distance);
    expect(versionDistance(other, one)).toBe(distance);
  });
});

const python = pythonWith(['pip._vendor.packaging.version']);

test.skipIf(python === undefined)('Should compare as the packaging library does', () => {
  const texts = [...new Set(fc.sample(version, { numRuns: 400, seed: 440 })), ...ascending];
  const pairs = texts.map((text, index) => [text, texts[(index * 7 + 3) % texts.length] ?? text]);
  const script = `
import json, sys
from pip._vendor.packaging.version import Version, InvalidVersion
def sign(one, other):
    try:
        one, other = Version(one), Version(other)
    except InvalidVersion:
        return None
    return (one > other) - (one < other)
print(json.dumps([sign(one, other) for one, other in json.loads(sys.argv[1])]))`;
  const theirs = JSON.parse(runPython(python!, ['-c', script, JSON.stringify(pairs)]));
  const ours = pairs.map(([one = '', other = '']) =>
    parseVersion(one) && parseVersion(other) ? Math.sign(compareVersions(one, other)) : null,
  );
  expect(ours.map((sign, index) => [pairs[index], sign])).toEqual(
    theirs.map((sign: number | null, index: number) => [pairs[index], sign]),
  );
});
