import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folderWith } from '../support/folder.ts';
import { writeNotebook } from '../support/notation.ts';

/** A workspace that names whatever it can outside of itself, and what is to be left alone around it. */
export interface HostileWorkspace {
  readonly workspace: string;
  /** Nothing in it may be looked at. */
  readonly outside: string;
  readonly home: string;
  /** For a process in it: PATH has traps alone. */
  readonly environment: NodeJS.ProcessEnv;
  /** Written by each trap. */
  readonly mark: string;
}

const programs = ['python', 'python3', 'jupyter', 'conda', 'sh', 'bash', 'git', 'R', 'julia', 'node', 'dot', 'uv'];

export function hostileWorkspace(): HostileWorkspace {
  const root = folderWith({
    'outside/secret.ipynb': notebook('Secret', 'secretsecret', 'x = 1'),
    'outside/data.csv': 'secret\n',
    'outside/nbproject_metadata.yml': 'secretsecret: {}\n',
    'outside/pyproject.toml': '[tool.nbproject]\nselect = []\n',
    'outside/requirements.txt': 'secret\n',
    'outside/scripts/paired.ipynb': notebook('Secret', 'secretsecret', 'x = 1'),
    'outside/kernels/kernel.json': '{"argv": ["python"], "language": "python"}',
  });
  const [workspace, outside, home, mark] = ['home/workspace', 'outside', 'home', 'mark'].map((one) =>
    path.join(root, one),
  ) as [string, string, string, string];
  const write = (name: string, text: string) => {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const trap = (name: string) => {
    write(name, `#!/bin/sh\necho ran "$0" >> '${mark}'\n`);
    chmodSync(path.join(root, name), 0o755);
  };
  const link = (from: string, to: string) => symlinkSync(to, path.join(workspace, from));

  for (const name of programs) trap(`bin/${name}`);
  for (const name of ['python', 'python3', 'python3.11']) trap(`home/workspace/.venv/bin/${name}`);
  trap('home/workspace/evil.sh');
  const venv = 'home/workspace/.venv/lib/python3.11/site-packages';
  write('home/workspace/.venv/pyvenv.cfg', `home = ${workspace}/.venv/bin\nversion = 3.11.4\n`);
  write(`${venv}/numpy-1.26.0.dist-info/METADATA`, 'Name: numpy\nVersion: 1.26.0\n');
  // A path in such a file is followed, by reading: so are packages installed that are being written. Code in it is not run.
  write(`${venv}/evil.pth`, `import os; os.system("touch '${mark}'")\n${root}/editable\n`);
  write('editable/written-1.0.dist-info/METADATA', 'Name: written\nVersion: 1.0\n');
  write(`${venv}/sitecustomize.py`, `open(${JSON.stringify(mark)}, "w")\n`);
  const kernel = { language: 'python', env: { PYTHONSTARTUP: `${workspace}/evil.py` } };
  write(
    'home/workspace/.venv/share/jupyter/kernels/evil/kernel.json',
    JSON.stringify({ ...kernel, argv: [`${workspace}/evil.sh`, '-c', `touch '${mark}'`] }),
  );
  write('home/.local/share/jupyter/kernels/shell/kernel.json', JSON.stringify({ ...kernel, argv: [`${root}/bin/sh`] }));
  write('home/workspace/.git/HEAD', `ref: refs/heads/../../../../../outside/data.csv\n`);
  write(
    'home/workspace/.git/config',
    `[core]\n\tfsmonitor = ${workspace}/evil.sh\n\tsshCommand = ${workspace}/evil.sh\n`,
  );
  write('home/workspace/.git/hooks/post-index-change', '#!/bin/sh\n');

  const paths = [
    '../../outside/data.csv',
    `${outside}/data.csv`,
    'linked/data.csv',
    '\\\\server\\share\\x',
    '//server/x',
    '~/x.csv',
  ];
  const reads = paths.map((one) => `open(${JSON.stringify(one)})\npd.read_csv(${JSON.stringify(one)})`).join('\n');
  const writes = paths.map((one) => `df.to_csv(${JSON.stringify(one)})`).join('\n');
  write('home/workspace/a.ipynb', notebook('A', 'aaaaaaaaaaaa', `import numpy, pandas as pd\n${reads}`, 'evil'));
  write(
    'home/workspace/b.ipynb',
    notebook('B', 'bbbbbbbbbbbb', `import pandas as pd\n${writes}\n%run ../../outside/secret.ipynb`, 'shell'),
  );
  write('home/workspace/c.ipynb', notebook('C', 'cccccccccccc', 'import os', '../../outside/kernels'));
  for (const [name, formats] of [
    ['up', '../../outside/scripts///ipynb,py:percent'],
    ['absolute', `${outside}/scripts///ipynb,py:percent`],
    ['crooked', 'linked/scripts//ipynb,workspace//py:percent'],
  ]) {
    write(`home/workspace/${name}/paired.py`, script(formats ?? ''));
  }
  write('home/workspace/requirements.txt', '-r ../../outside/requirements.txt\n-c linked/requirements.txt\n');
  write(
    'home/workspace/nbproject_metadata.yml',
    `aaaaaaaaaaaa: {name: a.ipynb, location: ${outside}}\nsecretsecret: {name: ../../outside/secret.ipynb}\n`,
  );
  write('home/workspace/nbproject.toml', 'select = ["ALL"]\n');
  link('linked', outside);
  link('linked.ipynb', `${outside}/secret.ipynb`);
  link('environment.ipynb', '/proc/self/environ');
  mkdirSync(path.join(workspace, 'sub'));
  symlinkSync(`${outside}/nbproject_metadata.yml`, path.join(workspace, 'sub', 'nbproject_metadata.yml'));
  symlinkSync(`${outside}/pyproject.toml`, path.join(workspace, 'sub', 'pyproject.toml'));
  write('home/workspace/sub/d.ipynb', notebook('D', 'dddddddddddd', 'import os'));
  return {
    workspace,
    outside,
    home,
    mark,
    environment: {
      HOME: home,
      USERPROFILE: home,
      PATH: path.join(root, 'bin'),
      XDG_CACHE_HOME: path.join(root, 'cache'),
      XDG_CONFIG_HOME: '',
      XDG_DATA_HOME: '',
      VIRTUAL_ENV: '',
      CONDA_PREFIX: '',
    },
  };
}

function notebook(title: string, id: string, source: string, kernel = 'python3'): string {
  const record = {
    id,
    version: '1',
    time_init: '2024-05-30T09:30:00+00:00',
    parent: ['../../outside/secret.ipynb', 'secretsecret'],
  };
  const metadata = { kernelspec: { name: kernel, display_name: kernel, language: 'python' }, nbproject: record };
  return writeNotebook(`--- markdown\n# ${title}\n--- code [1]\n${source}\n--- metadata\n${JSON.stringify(metadata)}`)
    .text;
}

function script(formats: string): string {
  return `# ---\n# jupyter:\n#   jupytext:\n#     formats: ${formats}\n# ---\n\n# %% [markdown]\n# # Paired\n\n# %%\nx = 1\n`;
}
