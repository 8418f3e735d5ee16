import { defineConfig } from 'vitest/config';

const left = ['**/node_modules/**', '**/dist/**'];

/** pure: no outside world; pg: a real PostgreSQL (test/postgres.ts); e2e: a real browser. */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...left, '**/*.pg.test.ts', '**/*.e2e.test.ts'],
          // Seconds, not the default five: a busy machine must not make a test red.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: ['**/*.pg.test.ts'],
          exclude: left,
          globalSetup: ['test/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          globalSetup: ['test/server.ts'],
          include: ['e2e/**/*.e2e.test.ts'],
          exclude: left,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
