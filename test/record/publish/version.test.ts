import type { VersionBump } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { decidePublish, type PublishWish, type Questions, sourceHash } from '../../../server/src/record/index.ts';
import { notebookOf } from '../../support/notation.ts';

const nobody: Questions = { proceed: async () => 'cannot ask', version: async () => 'cannot ask' };

function notebookAt(version: unknown, state: 'draft' | 'published' | 'modified' | 'unverified') {
  const cells = '--- markdown\n# Title\n--- code [1]\nx = 1\n';
  const hash = sourceHash(notebookOf(cells));
  const record = {
    id: 'a1B2c3D4e5F6',
    version,
    time_init: '2024-05-31T09:30:00+00:00',
    ...(state === 'published' && { source_sha256: hash }),
    ...(state === 'modified' && { source_sha256: hash.replaceAll(/./g, '0') }),
    ...(state === 'unverified' && { pypackage: { pandas: '2.2.0' } }),
  };
  return notebookOf(`${cells}--- metadata\n${JSON.stringify({ nbproject: record })}`);
}

/** The version that a publish of a titled notebook without problems gets. */
async function versionAfter(notebook: ReturnType<typeof notebookAt>, wish: PublishWish = {}): Promise<string> {
  const decision = await decidePublish(notebook, [], wish, nobody);
  return 'version' in decision ? decision.version : decision.reason;
}

describe('The version of a publish', () => {
  test.each<[present: string, after: string]>([
    ['0', '1'],
    ['draft', '1'],
    ['1', '1'],
    ['0.1.0', '0.1.0'],
    ['final', 'final'],
  ])('Should at the first one, of a record at %s, be %s', async (present, after) => {
    expect(await versionAfter(notebookAt(present, 'draft'))).toBe(after);
  });

  test('Should be that which nbproject begins with where there is no record, or no version in it', async () => {
    expect(await versionAfter(notebookOf('--- markdown\n# Title'))).toBe('1');
    expect(await versionAfter(notebookAt(undefined, 'draft'))).toBe('1');
    expect(await versionAfter(notebookAt('  ', 'draft'))).toBe('1');
    expect(await versionAfter(notebookAt(null, 'draft'))).toBe('1');
  });

  test.each<[present: string | number, after: string]>([
    ['1', '2'],
    ['9', '10'],
    [3, '4'],
    ['99999999999999999999', '100000000000000000000'],
    ['1.2.3', '1.3.0'],
    ['1.2', '1.3'],
    ['1.3.0-rc.1', '1.3.0'],
    ['1.2.3+build.5', '1.3.0'],
    ['2024.01', 'version'],
    ['final', 'version'],
    ['v2', 'version'],
  ])('Should of %s, changed since its last one, be %s', async (present, after) => {
    expect(await versionAfter(notebookAt(present, 'modified'))).toBe(after);
  });

  test('Should stay where nothing has changed, and where nobody can tell, as in nbproject', async () => {
    for (const present of ['1', '2', '1.2.3', 'final']) {
      expect(await versionAfter(notebookAt(present, 'published'))).toBe(present);
      expect(await versionAfter(notebookAt(present, 'unverified'))).toBe(present);
    }
  });

  test.each<[present: string, bump: VersionBump, after: string]>([
    ['1', 'patch', '1.0.1'],
    ['1', 'minor', '1.1.0'],
    ['1', 'major', '2.0.0'],
    ['draft', 'minor', '1.1.0'],
    ['1.2', 'patch', '1.2.1'],
    ['1.2', 'minor', '1.3.0'],
    ['1.2.3', 'patch', '1.2.4'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'major', '2.0.0'],
    // As `semver.inc` has it: a pre-release comes before its release.
    ['2.0.0-rc.1', 'major', '2.0.0'],
    ['2.0.0-rc.1', 'minor', '2.0.0'],
    ['2.0.0-rc.1', 'patch', '2.0.0'],
    ['2.1.0-rc.1', 'major', '3.0.0'],
    ['2.1.1-rc.1', 'minor', '2.2.0'],
    ['final', 'patch', 'version'],
  ])('Should of %s, at a %s step, be %s, changed or not', async (present, bump, after) => {
    expect(await versionAfter(notebookAt(present, 'published'), { bump })).toBe(after);
    expect(await versionAfter(notebookAt(present, 'modified'), { bump })).toBe(after);
  });

  test.each<[present: string, given: string, after: string]>([
    ['2', '2', '2'],
    ['2', '3', '3'],
    ['2', '2.0.1', '2.0.1'],
    ['2', 'final', 'final'],
    ['final', '1', '1'],
    ['1.9.0', '1.10.0', '1.10.0'],
    ['2', '1', 'version'],
    ['1.10.0', '1.9.0', 'version'],
    ['2', '1.9.9', 'version'],
    ['1.2', '1.1.9', 'version'],
    ['2.0.0', '2.0.0-rc.1', 'version'],
    ['2', '', 'version'],
    ['2', ' ', 'version'],
    ['2', '3 4', 'version'],
    ['2', '3\u202e', 'version'],
    ['2', 'x'.repeat(101), 'version'],
  ])('Should of %j, where %j is given, be %j: never a lower one', async (present, version, after) => {
    expect(await versionAfter(notebookAt(present, 'modified'), { version })).toBe(after);
  });

  test('Should be a lower one where that is forced', async () => {
    expect(await versionAfter(notebookAt('2', 'modified'), { version: '1', force: true })).toBe('1');
  });

  test('Should be asked for with each version once, the default first, and only where there is a choice', async () => {
    const asked: (readonly string[])[] = [];
    const asking: Questions = {
      ...nobody,
      version: async (choices) => {
        asked.push(choices.map(({ version, bump }) => `${version} ${bump}`));
        return choices.at(-1) ?? 'aborted';
      },
    };
    const answers = [];
    for (const notebook of [notebookAt('2', 'modified'), notebookAt('1.2.3', 'modified'), notebookAt('2', 'published')])
      answers.push(await decidePublish(notebook, [], {}, asking));
    expect(answers).toMatchObject([{ version: '3.0.0' }, { version: '2.0.0' }, { version: '3.0.0' }]);
    expect(asked).toEqual([
      ['3 next', '2.0.1 patch', '2.1.0 minor', '3.0.0 major'],
      ['1.3.0 next', '1.2.4 patch', '2.0.0 major'],
      ['2 next', '2.0.1 patch', '2.1.0 minor', '3.0.0 major'],
    ]);
    expect(await decidePublish(notebookAt('final', 'published'), [], {}, asking)).toEqual({ version: 'final' });
    expect(await decidePublish(notebookAt('2', 'modified'), [], { bump: 'minor' }, asking)).toEqual({
      version: '2.1.0',
    });
    expect(asked).toHaveLength(3);
  });
});
