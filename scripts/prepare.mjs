// Builds what npm installs: in a clone, and where this repository is installed from git, as pre-commit does it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import '../server/bin/requireNode.cjs';

// npm 11 and older install nothing into the clone of a package that is installed globally (npm/cli#8440, mended by npm/pacote#494).
if (process.env.npm_config_global === 'true' && !isInstalled('esbuild')) {
  if (process.env.npm_config_install_links !== 'true') {
    // They would install a link to the clone, and then remove the clone.
    process.stderr.write('npm before 12 installs a package globally from git only with --install-links.\n');
    process.exit(1);
  }
  const { status } = spawnSync(
    process.execPath,
    [process.env.npm_execpath, 'ci', '--global=false', '--ignore-scripts'],
    {
      cwd: path.join(import.meta.dirname, '..'),
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
await import('./build.mjs');

function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
