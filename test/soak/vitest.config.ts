import { defineConfig } from 'vitest/config';

/** Apart from the other tests: by `npm run soak`, a minute or more. */
export default defineConfig({ test: { include: ['test/soak/*.test.ts'] } });
