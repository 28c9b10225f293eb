import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formats } from '../../server/src/cli/reporters/index.ts';
import { healthy, unhealthy } from './notebooks.ts';
import { folderWith, nbls, program } from './program.ts';
import { sarifProblems } from './wellFormed.ts';

const root = path.join(import.meta.dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('The hooks of pre-commit', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly language: string;
    readonly types: readonly string[];
  }

  const hooks: readonly Hook[] = parse(read('.pre-commit-hooks.yaml'));

  test('are found by what docs/ci.md calls them', () => {
    expect(hooks.map(({ id }) => id)).toEqual(['nbls-check', 'nbls-fix']);
    for (const { id } of hooks) expect(read('docs/ci.md')).toContain(`| \`${id}\` |`);
  });

  test.each(hooks)('$id starts a program that the root of the repository installs, on notebooks', async (hook) => {
    expect(hook).toMatchObject({ language: 'node', types: ['jupyter'] });
    const [command = '', ...args] = hook.entry.split(' ');
    expect(existsSync(path.join(root, JSON.parse(read('package.json')).bin[command]))).toBe(true);
    const folder = folderWith({
      'a.ipynb': unhealthy,
      'b.ipynb': unhealthy,
      'nbproject.toml': 'exclude = ["b.ipynb"]\n',
    });
    const { code, out } = await nbls([...args, 'a.ipynb', 'b.ipynb'], { folder });
    expect(code).toBe(1);
    expect(out).toContain('Checked 1 notebook');
  });
});

describe('The action for GitHub', () => {
  interface Step {
    readonly name?: string;
    readonly shell?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }

  interface Action {
    readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
    readonly runs: { readonly using: string; readonly steps: readonly Step[] };
  }

  const action: Action = parse(read('action.yml'));
  const step = action.runs.steps.find(({ name }) => name === 'nbls check');

  /** The step as the runner carries it out: inputs in the place of expressions, and bash with the runner's options. */
  function runStep(folder: string, inputs: Readonly<Record<string, string>> = {}) {
    const actionFolder = folderWith({});
    mkdirSync(path.join(actionFolder, 'server', 'bin'), { recursive: true });
    writeFileSync(path.join(actionFolder, 'server', 'bin', 'nbls.cjs'), `require(${JSON.stringify(program)});\n`);
    const given = (expression: string) =>
      expression.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => inputs[name] ?? action.inputs[name]!.default);
    const variables = Object.entries(step?.env ?? {}).map(([name, value]) => [name, given(value)]);
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], {
      cwd: folder,
      env: {
        ...process.env,
        ...Object.fromEntries(variables),
        GITHUB_ACTION_PATH: actionFolder,
        GITHUB_WORKSPACE: folder,
      },
      encoding: 'utf8',
    });
    return { status, out: stdout };
  }

  test('is made of steps that the runner accepts', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell, uses } of action.runs.steps) expect(run === undefined ? uses : shell).toBeTruthy();
    // What stands in the script itself would be run, whatever an input holds.
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });

  test('has the inputs that docs/ci.md lists', () => {
    const listed = [...read('docs/ci.md').matchAll(/^\| `([\w-]+)` \| (?:`(.*?)`)? ?\|/gm)];
    const inputs = Object.entries(action.inputs).map(([name, input]) => [name, input.default]);
    expect(listed.slice(0, inputs.length).map(([, name, value = '']) => [name, value])).toEqual(inputs);
  });

  test('writes workflow commands, and fails where there are findings', () => {
    const folder = folderWith({ 'a b.ipynb': unhealthy, 'c.ipynb': healthy, '$(touch hacked).ipynb': unhealthy });
    const { status, out } = runStep(folder);
    expect(status).toBe(1);
    expect(out).toContain('::error file=a b.ipynb,line=14,');
    expect(runStep(folder, { paths: 'c.ipynb' }).status).toBe(0);
    expect(runStep(folder, { paths: 'a b.ipynb\n$(touch hacked).ipynb\n', args: '-q\n--fail-on=error' }).out).toMatch(
      /^::.*\(touch hacked\)/,
    );
    expect(existsSync(path.join(folder, 'hacked'))).toBe(false);
  });

  test('writes to a file what is to be uploaded', () => {
    const folder = folderWith({ 'a.ipynb': unhealthy });
    expect(runStep(folder, { format: 'sarif', output: 'nbls.sarif' })).toEqual({ status: 1, out: '' });
    expect(sarifProblems(JSON.parse(readFileSync(path.join(folder, 'nbls.sarif'), 'utf8')))).toEqual([]);
  });
});

describe('The job for GitLab', () => {
  interface Job {
    readonly script: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    readonly artifacts: { readonly when: string; readonly reports: { readonly codequality: string } };
  }

  const { nbls: job }: { readonly nbls: Job } = parse(read('docs/nbls.gitlab-ci.yml'));

  test('writes the report that it uploads, shows the same in the log, and fails where there are findings', () => {
    const folder = folderWith({
      'nbls/server/bin/nbls.cjs': `require(${JSON.stringify(program)});`,
      'work/a.ipynb': unhealthy,
    });
    const cwd = path.join(folder, 'work');
    const { status, stdout } = spawnSync('bash', ['-eo', 'pipefail', '-c', job.script.join('\n')], {
      cwd,
      env: { ...process.env, ...job.variables, NBLS: path.join(folder, 'nbls'), CI_PROJECT_DIR: cwd },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('1 error, 1 warning, 1 hint');
    expect(job.artifacts.when).toBe('always');
    expect(JSON.parse(readFileSync(path.join(cwd, job.artifacts.reports.codequality), 'utf8'))).toHaveLength(3);
  });
});

describe('docs/ci.md', () => {
  test.each(['docs/ci.md', 'README.md'])('shows YAML that can be read: %s', (file) => {
    const snippets = [...read(file).matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text);
    expect(snippets.length).toBeGreaterThan(1);
    for (const snippet of snippets) expect(parse(snippet, { strict: true })).toBeTypeOf('object');
  });

  test('lists every format, and no other', () => {
    const [, section = ''] = read('docs/ci.md').split('\n## Formats\n');
    const rows = section.split('\n').filter((line) => line.startsWith('| `') && !line.includes('--format'));
    expect(rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, name]) => name))).toEqual(
      formats,
    );
  });

  test('names a branch’s notebooks so that any name gets through', async () => {
    const folder = folderWith({ 'a.ipynb': healthy });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'one');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    writeFileSync(path.join(folder, 'b\n"é.ipynb'), unhealthy);
    git('add', '.');
    git('commit', '-qm', 'two');
    const [, command = ''] = /^git (diff .*?) \| nbls check/m.exec(read('docs/ci.md')) ?? [];
    const input = git(...command.replaceAll("'", '').split(' '));
    const { out } = await nbls(['check', '--force-exclude', '--files-from', '-', '--format', 'ndjson'], {
      folder,
      input,
    });
    expect(
      new Set(
        out
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line).path),
      ),
    ).toEqual(new Set(['b\n"é.ipynb']));
  });
});
