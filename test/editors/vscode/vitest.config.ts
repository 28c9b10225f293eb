import { defineConfig } from 'vitest/config';

/** Apart from the other tests: they need a browser, 800 MB of VS Code, and minutes. */
export default defineConfig({
  test: {
    include: ['test/editors/vscode/*.test.ts'],
    globalSetup: ['test/editors/vscode/globalSetup.ts'],
    setupFiles: ['test/editors/vscode/failures.ts'],
    testTimeout: 60_000,
    // A window of VS Code is slow to come on a machine that does other things.
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
