/** Where the code of the workbook threads comes from (线程代码来源): the bundle beside the server's, or these sources. */
import { createRequire as requireFrom } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

let built: string | undefined;

/**
 * In the built server the entry is `workbook-worker.mjs` beside the bundle. Run from TypeScript sources (tests, scripts)
 * the entry is bundled in memory by esbuild: Node 20 does not pass tsx's loader on to threads.
 */
export function startWorker(options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./workbook-worker.mjs', import.meta.url), options);
  if (built === undefined) {
    const { buildSync } = requireFrom(import.meta.url)('esbuild') as typeof import('esbuild');
    const entry = fileURLToPath(new URL('./worker.ts', import.meta.url));
    const made = buildSync({
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      write: false,
    });
    built = made.outputFiles[0]?.text ?? '';
  }
  // The parent's flags (a loader, a test runner's hooks) mean nothing to a finished bundle.
  return new Worker(built, { ...options, eval: true, execArgv: [] });
}
