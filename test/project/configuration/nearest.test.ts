import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createConfigurations } from '../../../server/src/project/configuration/index.ts';
import { folderWith } from '../../support/folder.ts';

const nothingOpen = () => undefined;

function nearestIn(files: Readonly<Record<string, string>>, folder: string, home = 'else/where'): string | undefined {
  const root = folderWith(files);
  const found = createConfigurations({ home: path.join(root, home), openText: nothingOpen }).nearest(
    path.join(root, folder),
  );
  return found && path.relative(root, found.file);
}

describe('The nearest configuration of a folder', () => {
  test.each([
    ['is in it', { 'a/b/nbproject.toml': '', 'nbproject.toml': '' }, 'a/b/nbproject.toml'],
    ['or above it', { 'a/nbproject.toml': '', 'nbproject.toml': '' }, 'a/nbproject.toml'],
    ['nbproject.toml first', { 'a/nbproject.toml': '', 'a/pyproject.toml': '[tool.nbproject]' }, 'a/nbproject.toml'],
    ['not a pyproject.toml of others', { 'a/pyproject.toml': '[project]', 'nbproject.toml': '' }, 'nbproject.toml'],
    ['also with errors', { 'a/nbproject.toml': 'x', 'nbproject.toml': '' }, 'a/nbproject.toml'],
    ['not a folder of this name', { 'a/nbproject.toml/x': '', 'nbproject.toml': '' }, 'nbproject.toml'],
  ])('%s', (_, files, expected) => {
    expect(nearestIn(files, 'a/b')).toBe(expected);
  });

  test('is none above the home folder of the user', () => {
    const files = { 'users/nbproject.toml': '', 'users/ada/x': '' };
    expect(nearestIn(files, 'users/ada/lab', 'users/ada')).toBeUndefined();
    expect(nearestIn({ ...files, 'users/ada/nbproject.toml': '' }, 'users/ada/lab', 'users/ada')).toBe(
      'users/ada/nbproject.toml',
    );
  });

  test('is not read when it is too long, and says so', () => {
    const root = folderWith({ 'nbproject.toml': `# ${'x'.repeat(1_000_001)}` });
    const found = createConfigurations({ home: '/nobody', openText: nothingOpen }).nearest(root);
    expect(found?.problems.map(({ message }) => message)).toEqual(['The file has more than 1 MB and is not read.']);
  });
});

describe('What was read is kept until it changes', () => {
  test('on disk', () => {
    const root = folderWith({ 'a/x': '' });
    const configurations = createConfigurations({ home: '/nobody', openText: nothingOpen });
    const inFolder = () => configurations.nearest(path.join(root, 'a'))?.settings.select;
    expect(inFolder()).toBeUndefined();
    writeFileSync(path.join(root, 'nbproject.toml'), 'select = ["Format"]');
    expect(inFolder()).toBeUndefined();
    expect(configurations.refresh()).toBe(true);
    expect(inFolder()).toEqual(['Format']);
    expect(configurations.refresh()).toBe(false);
    writeFileSync(path.join(root, 'nbproject.toml'), 'select = [');
    expect(configurations.refresh()).toBe(true);
    expect(inFolder()).toEqual(['Format']);
    rmSync(path.join(root, 'nbproject.toml'));
    mkdirSync(path.join(root, 'nbproject.toml'));
    expect(configurations.refresh()).toBe(true);
    expect(inFolder()).toBeUndefined();
  });

  test('in an editor, which comes before the disk', () => {
    const root = folderWith({ 'nbproject.toml': 'select = ["Format"]' });
    let shown: string | undefined = 'select = ["State"]';
    const file = path.join(root, 'nbproject.toml');
    const configurations = createConfigurations({
      home: '/nobody',
      openText: (one) => (one === file ? shown : undefined),
    });
    expect(configurations.nearest(root)?.settings.select).toEqual(['State']);
    shown = undefined;
    configurations.refresh();
    expect(configurations.nearest(root)?.settings.select).toEqual(['Format']);
  });
});
