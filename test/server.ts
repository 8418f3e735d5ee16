/**
 * Set-up of the browser tests: builds what is stale and starts one server with the demonstration county, which all test
 * files of the run share (`sharedServer()`); a test that ends servers starts its own (`serveForTest`).
 */
import type { TestProject } from 'vitest/node';
import { buildOnce, serveForTest } from './serve.ts';

/** Starts the shared server; when it does not come up, the tests that ask for it fail with its words, others run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    await buildOnce();
    const { url, dataFolder, stop } = await serveForTest();
    project.provide('zeanServer', { url, dataFolder, broken: '' });
    return stop;
  } catch (reason) {
    const broken = reason instanceof Error ? reason.message : String(reason);
    project.provide('zeanServer', { url: '', dataFolder: '', broken });
    return async () => {};
  }
}
