import { defineConfig } from 'vitest/config';
import { HeaviestFirst } from './test/heaviest-first.ts';

const left = ['**/node_modules/**', '**/dist/**'];

/** Tests over the repository's own text: they share one worker, so that the tree is read and parsed once. */
const house = [
  'asked',
  'borders',
  'borders-sql',
  'composition',
  'kernel-nouns',
  'personal',
  'rows',
  'schema',
  'tidy',
  'traceability',
].map((name) => `test/${name}.test.ts`);

/** house: the repository's own text; pure: no outside world; pg: a real PostgreSQL (test/postgres.ts); e2e: a real browser. */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: HeaviestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: house,
          isolate: false,
          maxWorkers: 1,
          // Of its own number of workers, hence a group of its own: after the pure ones.
          sequence: { groupOrder: 1 },
          // Each is one look at six hundred files: on a busy machine minutes.
          testTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...left, ...house, '**/*.pg.test.ts', '**/*.e2e.test.ts'],
          // Each file would read zod, the law and the kernel anew, which took as long as half of all tests. What a test puts in force it puts back.
          isolate: false,
          // Not the default five seconds: a busy machine must not make a test red.
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: ['**/*.pg.test.ts'],
          exclude: left,
          // As the pure ones: reading the whole house anew for each file took a quarter of the time. Each file has its own database, and what
          // composition sets for a process is put back before each.
          isolate: false,
          setupFiles: ['test/afresh.ts'],
          globalSetup: ['test/postgres.ts'],
          // One more than processors: a third of the time a file waits for a process to end, for a lock, for a clock.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          globalSetup: ['test/server.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
          setupFiles: ['test/serve/wait-for-shared.ts'],
          include: ['e2e/**/*.e2e.test.ts'],
          exclude: left,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
