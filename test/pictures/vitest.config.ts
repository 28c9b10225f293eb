import { defineConfig } from 'vitest/config';

/** By `npm run pictures`. */
export default defineConfig({ test: { include: ['test/pictures/*.pictures.ts'], testTimeout: 60_000 } });
