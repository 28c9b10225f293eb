import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');

function json(file: string) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

const manifests = ['package.json', 'server/package.json', 'protocol/package.json', 'clients/vscode/package.json'];

test('Should have each dependency named with its reason, and none that is installed with the product', () => {
  const reasons = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8').toLowerCase();
  for (const file of manifests) {
    const { dependencies = {}, optionalDependencies = {}, devDependencies = {}, scripts = {} } = json(file);
    expect({ file, ...dependencies, ...optionalDependencies }).toEqual({ file });
    for (const name of ['preinstall', 'install', 'postinstall']) expect(scripts).not.toHaveProperty(name);
    const names = Object.keys(devDependencies).filter(
      (name) => !name.startsWith('nbproject-') && !name.startsWith('@types/'),
    );
    const unnamed = names.filter(
      (name) => !reasons.includes(name.toLowerCase()) && !reasons.includes(name.split('/')[0] ?? name),
    );
    expect(unnamed.filter((name) => name !== '@biomejs/biome')).toEqual([]);
  }
});

test('Should have what is locked checked by its content, and fetched from wherever the user fetches', () => {
  const { packages }: { readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>> } =
    json('package-lock.json');
  const fetched = Object.entries(packages).filter(([where, { link }]) => where.includes('node_modules/') && !link);
  // Of tools of ours for other systems the lock file may know no more than their versions.
  const unchecked = fetched.filter(
    ([, { integrity, dev, optional }]) => typeof integrity !== 'string' && !(dev && optional),
  );
  expect(unchecked.map(([where]) => where)).toEqual([]);
  expect(fetched.filter(([, { resolved }]) => resolved !== undefined).map(([where]) => where)).toEqual([]);
});
