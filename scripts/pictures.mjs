// `npm run pictures`: draws the pictures of the READMEs anew, in the real editors: docs/images and clients/vscode/images. `-- terminals` or `-- vscode` for
// one half. VS Code's are taken by its tests (CONTRIBUTING says what they need), and take minutes.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const halves = {
  terminals: ['--config', 'test/pictures/vitest.config.ts'],
  vscode: [
    '--config',
    'test/editors/vscode/vitest.config.ts',
    '--testNamePattern',
    'example|as a picture|Should show the record|write the record',
  ],
};
const wanted = process.argv[2] === undefined ? Object.keys(halves) : process.argv.slice(2);
const vitest = path.join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
for (const name of wanted) {
  const args = [vitest, 'run', '--root', '.', ...halves[name]];
  const { status } = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, UPDATE_IMAGES: '1' },
  });
  if (status !== 0) process.exit(status ?? 1);
}
