import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { loadScriptReader, readNotebook, Text } from '../../../server/src/notebook/index.ts';
import { isPaired, pairingOf } from '../../../server/src/project/scripts/pairedNotebook.ts';
import { folderWith } from '../../support/folder.ts';
import { jupytextPython } from '../../support/jupytext/jupytext.ts';

const read = await loadScriptReader();

interface Example {
  readonly script: string;
  /** What its header says. */
  readonly formats?: string;
  readonly notebook: string | undefined;
  readonly configuration?: Readonly<Record<string, string>>;
}

const header: readonly Example[] = [
  { script: 'a.py', formats: 'ipynb,py:percent', notebook: 'a.ipynb' },
  { script: 'deep/a.py', formats: 'py:percent,ipynb', notebook: 'deep/a.ipynb' },
  { script: 'a.pct.py', formats: 'ipynb,.pct.py:percent', notebook: 'a.ipynb' },
  { script: 'a.py', formats: 'ipynb,.pct.py:percent', notebook: undefined },
  { script: 'a.lgt.py', formats: '.nb.ipynb,.pct.py:percent,.lgt.py:light', notebook: 'a.nb.ipynb' },
  { script: 'text_a.py', formats: 'ipynb,text_/py', notebook: 'a.ipynb' },
  { script: 'a.py', formats: 'ipynb,text_/py', notebook: undefined },
  { script: 'scripts/a.py', formats: 'notebooks//ipynb,scripts//py:percent', notebook: 'notebooks/a.ipynb' },
  { script: 'scripts/deep/a.py', formats: 'notebooks//ipynb,scripts//py:percent', notebook: undefined },
  {
    script: 'scripts/deep/a.py',
    formats: 'notebooks///ipynb,scripts///py:percent',
    notebook: 'notebooks/deep/a.ipynb',
  },
  { script: 'in/scripts/deep/a.py', formats: 'notebooks///ipynb,scripts///py', notebook: 'in/notebooks/deep/a.ipynb' },
  { script: 'scripts/scripts/a.py', formats: 'notebooks///ipynb,scripts///py', notebook: 'scripts/notebooks/a.ipynb' },
  { script: 'src/text/deep/a.py', formats: 'out/nb///ipynb,src/text///py', notebook: 'out/nb/deep/a.ipynb' },
  { script: 'other/a.py', formats: 'notebooks///ipynb,scripts///py:percent', notebook: undefined },
  { script: 'scripts/a.py', formats: 'ipynb,scripts//py:percent', notebook: 'a.ipynb' },
  { script: 'scripts/a.py', formats: 'ipynb,scripts/py:percent', notebook: undefined },
  { script: 'scripts/py_a.py', formats: 'nb/nb_/ipynb,scripts/py_/py:percent', notebook: 'nb/nb_a.ipynb' },
  { script: 'scripts/py_a.x.py', formats: 'nb/nb_/.y.ipynb,scripts/py_/.x.py:percent', notebook: 'nb/nb_a.y.ipynb' },
  { script: 'scripts/a.py', formats: '../notebooks//ipynb,scripts//py', notebook: undefined },
  { script: 'in/scripts/a.py', formats: '../notebooks//ipynb,scripts//py', notebook: 'notebooks/a.ipynb' },
  { script: 'a.md', formats: 'ipynb,md:myst', notebook: 'a.ipynb' },
  { script: 'a.py', formats: 'ipynb,auto:percent', notebook: 'a.ipynb' },
  { script: 'a.py', formats: 'notebook,script', notebook: 'a.ipynb' },
  { script: 'a.py', formats: 'md,py:percent', notebook: undefined },
  { script: 'a.py', formats: 'ipynb,py:percent,nonsense', notebook: undefined },
];

const project: readonly Example[] = [
  ...['jupytext.toml', '.jupytext', '.jupytext.toml', 'jupytext'].map((name) => ({
    script: 'scripts/a.py',
    notebook: 'notebooks/a.ipynb',
    configuration: { [name]: 'formats = "notebooks///ipynb,scripts///py:percent"' },
  })),
  {
    script: 'scripts/deep/a.py',
    notebook: 'notebooks/deep/a.ipynb',
    configuration: { 'jupytext.toml': '[formats]\n"notebooks/" = "ipynb"\n"scripts/" = "py:percent"\n' },
  },
  {
    script: 'scripts/a.py',
    notebook: 'notebooks/a.ipynb',
    configuration: { 'pyproject.toml': '[tool.jupytext.formats]\n"notebooks/" = "ipynb"\n"scripts/" = "py"\n' },
  },
  {
    script: 'a.py',
    notebook: undefined,
    configuration: { 'pyproject.toml': '[tool.other]\nformats = "ipynb,py:percent"\n' },
  },
  { script: 'a.py', notebook: 'a.ipynb', configuration: { 'jupytext.yml': 'formats: ipynb,py:percent\n' } },
  { script: 'a.py', notebook: 'a.ipynb', configuration: { '.jupytext.json': '{"formats": "ipynb,py:percent"}' } },
  { script: 'a.py', notebook: undefined, configuration: { 'jupytext.toml': 'formats = "ipynb,py:light"' } },
  { script: 'a.py', notebook: undefined, configuration: { 'jupytext.toml': 'formats = "ipynb,md"' } },
  {
    script: 'docs/a.py',
    notebook: 'docs/a.ipynb',
    configuration: { 'jupytext.toml': 'formats = "notebooks///ipynb,scripts///py:percent;ipynb,py:percent"' },
  },
  {
    script: 'docs/a.py',
    notebook: 'docs/a.ipynb',
    configuration: { 'jupytext.toml': 'formats = ["scripts///py,notebooks///ipynb", "ipynb,py:percent"]' },
  },
  {
    script: 'scripts/a.py',
    formats: 'ipynb,py:percent',
    notebook: 'scripts/a.ipynb',
    configuration: { 'jupytext.toml': 'formats = "notebooks///ipynb,scripts///py:percent"' },
  },
  {
    script: 'in/a.py',
    notebook: undefined,
    configuration: { 'in/jupytext.toml': '', 'jupytext.toml': 'formats = "ipynb,py:percent"' },
  },
];

function headed(formats: string | undefined): string {
  const said = formats === undefined ? '' : `#     formats: ${formats}\n`;
  const representation = '#     text_representation: {extension: .py, format_name: percent}\n';
  const kernel = '#   kernelspec: {name: python3, display_name: Python 3, language: python}\n';
  return `# ---\n# jupyter:\n#   jupytext:\n${said}${representation}${kernel}# ---\n\n# %%\nx = 1\n`;
}

function folderOf({ script, formats, configuration }: Example): string {
  return folderWith({ ...configuration, [script]: textOf(script, formats) });
}

function textOf(script: string, formats: string | undefined): string {
  const text = headed(formats);
  return script.endsWith('.md') ? text.replaceAll(/^# ?/gm, '').replace('.py', '.md').replace('percent', 'myst') : text;
}

async function pairing(folder: string, name: string, text: string, folders = [folder]) {
  const file = path.join(folder, name);
  const script = read(text, path.extname(name));
  if (!script) throw new Error('no script');
  const { file: notebook, saidBy } = await pairingOf(file, script, folders);
  return { notebook: path.relative(folder, notebook), saidBy };
}

describe('The notebook that a script is paired with', () => {
  it.each([...header, ...project])('Should be $notebook for $script by $formats $configuration', async (example) => {
    const { script, formats, notebook } = example;
    const found = await pairing(folderOf(example), script, textOf(script, formats));
    if (notebook === undefined) expect(found).toEqual({ notebook: beside(script), saidBy: 'header' });
    else expect(found).toEqual({ notebook, saidBy: 'formats' });
  });

  test('Should be the one that jupytext itself pairs it with, in the workspace', async ({ skip }) => {
    const python = await jupytextPython();
    if (!python) return skip('no jupytext');
    const examples = [...header, ...project].map((example) => ({ ...example, folder: folderOf(example) }));
    const program = path.join(import.meta.dirname, '..', '..', 'support', 'jupytext', 'paired.py');
    const input = examples.map(({ folder, script }) => path.join(folder, script));
    const said = execFileSync(python, [program], { input: input.join('\n'), encoding: 'utf8' })
      .trim()
      .split('\n');
    const theirs = examples.map((example, index) => {
      const found = JSON.parse(said[index] ?? 'null') as string | null;
      const relative = found === null ? undefined : path.relative(example.folder, found);
      return { ...example, notebook: relative?.startsWith('..') ? undefined : relative };
    });
    expect(theirs).toEqual(examples);
  });

  it('Should not lie outside of the workspace, by dots or by links', async () => {
    const outside = folderWith({ 'notebooks/a.ipynb': '{}' });
    const folder = folderWith({});
    mkdirSync(path.join(folder, 'scripts'));
    symlinkSync(path.join(outside, 'notebooks'), path.join(folder, 'notebooks'));
    const linked = await pairing(folder, 'scripts/a.py', headed('notebooks///ipynb,scripts///py:percent'));
    expect(linked).toEqual({ notebook: 'scripts/a.ipynb', saidBy: 'header' });
    const above = headed('../../elsewhere//ipynb,scripts//py:percent');
    expect(await pairing(folder, 'scripts/a.py', above)).toEqual({ notebook: 'scripts/a.ipynb', saidBy: 'header' });
  });

  it('Should not follow a configuration outside of the workspace', async () => {
    const outer = folderWith({ 'jupytext.toml': 'formats = "ipynb,.x.py:percent"', 'in/a.x.py': '' });
    const folder = path.join(outer, 'in');
    expect(await pairing(folder, 'a.x.py', headed(undefined))).toEqual({ notebook: 'a.x.ipynb', saidBy: 'header' });
    const found = await pairing(folder, 'a.x.py', headed(undefined), [outer]);
    expect(found).toEqual({ notebook: 'a.ipynb', saidBy: 'formats' });
  });
});

function beside(script: string): string {
  return script.replace(/\.\w+$/, '.ipynb');
}

describe('A text beside a notebook of its name', () => {
  const prose = '# Ants\n\n```python\nx = 1\n```\n';
  const percent = '# %%\nx = 1\n';
  const { notebook } = readNotebook(
    'a',
    Text.from('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
  );
  const withFormats = (formats: string) => ({ ...notebook, metadata: { jupytext: { formats } } });

  it.each([
    ['a.md', prose, notebook, false],
    ['a.md', prose, withFormats('ipynb,md'), true],
    ['a.md', prose, withFormats('ipynb,auto:percent'), false],
    ['a.md', '```{code-cell}\nx = 1\n```\n', notebook, true],
    ['a.qmd', '```{python}\nx = 1\n```\n', notebook, true],
    ['a.py', percent, notebook, true],
    ['a.py', percent, undefined, false],
    ['a.py', percent, withFormats('ipynb,auto:percent'), true],
    ['a.py', percent, withFormats('ipynb,md'), false],
  ] as const)(
    'Should be one notebook with it only where one of them shows it: %s %j',
    async (name, text, saved, isOne) => {
      const script = read(text, path.extname(name));
      if (!script) throw new Error('no script');
      const found = await pairingOf(`/garden/${name}`, script, ['/garden']);
      expect(isPaired(`/garden/${name}`, script, found, saved)).toBe(isOne);
    },
  );
});
