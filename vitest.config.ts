import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  // What the bundle has its version in place of.
  define: { __VERSION__: '"source"' },
  test: {
    include: ['test/**/*.test.ts'],
    // By `npm run test:vscode`, which needs a browser, and by `npm run soak`: both take minutes.
    exclude: [...configDefaults.exclude, 'test/editors/vscode/**', 'test/soak/**'],
    testTimeout: 30_000,
    pool: 'threads',
    // Vitest leaves one processor to itself, and half of our tests wait for other programs.
    maxWorkers: Math.max(2, availableParallelism()),
    // The modules are loaded once for each thread, not for each file: nothing in them that lasts is changed by a test.
    isolate: false,
  },
});
