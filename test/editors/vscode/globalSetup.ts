import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import manifest from '../../../clients/vscode/package.json' with { type: 'json' };
import { writeVsix } from '../../../scripts/vsix.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where VS Code is served. */
    readonly address: string;
    /** Where the browser takes commands. */
    readonly browser: string;
    /** For all that a run writes, except its screenshots. */
    readonly run: string;
  }
}

const here = import.meta.dirname;
const root = path.join(here, '..', '..', '..');

/** One VS Code with the packaged extension, and one browser, for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const programs = provision();
  // VS Code resolves symbolic links in the names of files.
  const run = realpathSync(mkdtempSync(path.join(tmpdir(), 'nbproject-vscode-')));
  writeSettings(run);
  const extensions = [
    packageExtension(),
    ...['testExtension', 'jupyterStandIn'].map((name) => packageForTests(name, run)),
  ];
  execFileSync(
    programs.node,
    [programs.codeServer, ...folders(run), ...extensions.flatMap((file) => ['--install-extension', file])],
    {
      env: environment(run),
      // It tells at length that a module for its own log files is not built; of a failure execFileSync tells.
      stdio: 'pipe',
    },
  );
  const port = await freePort();
  const server = startCodeServer(programs, run, port);
  const browser = await chromium.launchServer({
    executablePath: programs.chromium,
    args: ['--no-sandbox'],
    timeout: 60_000,
  });
  project.provide('address', `http://127.0.0.1:${port}`);
  project.provide('browser', browser.wsEndpoint());
  project.provide('run', run);
  return () => stop(server, browser, run);
}

interface Programs {
  readonly node: string;
  readonly codeServer: string;
  readonly chromium: string;
}

function provision(): Programs {
  const table = execFileSync('bash', [path.join(here, 'provision.sh')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const programs = new Map(
    table
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t') as [string, string]),
  );
  const at = (name: string) => programs.get(name) ?? '';
  return { node: at('node'), codeServer: at('code-server'), chromium: at('chromium') };
}

function packageExtension(): string {
  execFileSync(process.execPath, [path.join(root, 'scripts', 'packageVscode.mjs')], { stdio: 'inherit' });
  return path.join(root, 'clients', 'vscode', `nbproject-${manifest.version}.vsix`);
}

function packageForTests(name: string, run: string): string {
  const file = path.join(run, `${name}.vsix`);
  writeVsix(path.join(here, name), file);
  return file;
}

function writeSettings(run: string): void {
  const folder = path.join(run, 'user', 'User');
  mkdirSync(folder, { recursive: true });
  const settings = {
    'workbench.startupEditor': 'none',
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'extensions.autoUpdate': false,
    'extensions.autoCheckUpdates': false,
    'git.enabled': false,
    'chat.disableAIFeatures': true,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.enableExperiments': false,
    'remote.autoForwardPorts': false,
    'workbench.editorAssociations': { '*.ipynb': 'jupyter-notebook' },
    'files.autoSave': 'off',
  };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
}

function folders(run: string): string[] {
  return ['--user-data-dir', path.join(run, 'user'), '--extensions-dir', path.join(run, 'extensions')];
}

/** Nothing of this machine's user: neither their settings nor their name. */
function environment(run: string): NodeJS.ProcessEnv {
  const home = path.join(run, 'home');
  mkdirSync(home, { recursive: true });
  const own = { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
  return { PATH: process.env.PATH, LANG: 'C.UTF-8', ...own };
}

function startCodeServer({ node, codeServer }: Programs, run: string, port: number): ChildProcess {
  const options = [
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'],
    ...['--disable-workspace-trust', '--disable-getting-started-override', '--disable-file-downloads'],
  ];
  const child = spawn(node, [codeServer, ...folders(run), ...options], {
    env: environment(run),
    detached: true,
    stdio: 'ignore',
  });
  child.unref();
  return child;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function stop(server: ChildProcess, browser: BrowserServer, run: string): Promise<void> {
  await browser.close();
  // With all that it started.
  if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
  rmSync(run, { recursive: true, force: true, maxRetries: 3 });
}
